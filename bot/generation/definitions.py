"""Which files of ``lex_definitions/`` the knowledge decides, and what it makes of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.generation.utterances import make_utterances
from bot.knowledge.content import Content
from fulfillment.knowledge.glossary import Glossary, Term

LEX_DEFINITIONS = Path(__file__).parents[2] / "lex_definitions"
PATTERNS = Path(__file__).with_name("patterns.yaml")
SLOT_TYPES = {"Concept": "concepts", "Aspect": "aspects", "Topic": "topics"}
LONGEST_VALUE = 140
"""lexv2-models: a slot type value has at most 140 characters."""

Json = dict[str, Any]


class BuildError(Exception):
    """The definitions cannot be built; the message says what, where and what to do."""


@dataclass(frozen=True)
class Change:
    """A file that the knowledge wants otherwise."""

    path: Path
    text: str


def changes(content: Content, folder: Path = LEX_DEFINITIONS) -> list[Change]:
    """Every file of a definition tree that a build would change; none if it is up to date."""
    return [
        Change(path, text)
        for path, text in _built(content, folder)
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def _built(content: Content, folder: Path) -> Iterator[tuple[Path, str]]:
    patterns = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    for locale in content.glossaries:
        root = _locale_folder(folder, locale)
        for name, kind in SLOT_TYPES.items():
            path = root / "SlotTypes" / name / "SlotType.json"
            yield path, _with(path, "slotTypeValues", _values(content.glossaries[locale], kind))
        intents = sorted(root.glob("Intents/*/Intent.json"))
        utterances = make_utterances(
            content.of(locale),
            content.glossaries[locale],
            patterns[locale],
            _taken(path for path in intents if path.parent.name not in patterns[locale]),
        )
        for name, made in utterances.items():
            path = root / "Intents" / name / "Intent.json"
            yield path, _with(path, "sampleUtterances", [{"utterance": each} for each in made])


def _locale_folder(folder: Path, locale: str) -> Path:
    found = sorted(folder.glob(f"*/BotLocales/{locale}/BotLocale.json"))
    if len(found) != 1:
        raise BuildError(f"{folder}: {len(found)} bots have the locale {locale}: keep exactly one there")
    return found[0].parent


def _taken(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from (sample["utterance"] for sample in _read(path).get("sampleUtterances") or ())


def _values(glossary: Glossary, kind: str) -> list[Json]:
    terms: Mapping[str, Term] = getattr(glossary, kind)
    taken = set(terms)
    return [_value(term, taken) for term in terms.values()]


def _value(term: Term, taken: set[str]) -> Json:
    """The id is the canonical value: one word for the code hook in every locale. A synonym may stand once in a type."""
    synonyms = [name for name in term.names if name not in taken and len(name) <= LONGEST_VALUE]
    taken.update(synonyms)
    return {"sampleValue": {"value": term.id}, "synonyms": [{"value": name} for name in synonyms]}


def _with(path: Path, key: str, value: Any) -> str:
    return json.dumps({**_read(path), key: value}, ensure_ascii=False, indent=2) + "\n"


def _read(path: Path) -> Json:
    if not path.is_file():
        raise BuildError(f"{path}: is missing: restore it, its dialog is kept by hand")
    try:
        read: Json = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise BuildError(f"{path}: is no JSON ({broken}): restore it, its dialog is kept by hand") from broken
    return read
