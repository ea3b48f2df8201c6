"""Contexts: at most 5 input and 10 output contexts an intent, living 5 to 86400 seconds and 1 to 20 turns."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, Json

_MAX_INPUT = 5
_MAX_OUTPUT = 10


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Count contexts and check their lives."""
    known = {c["name"] for intent in locale.intents.values() for c in intent.raw.get("outputContexts") or []}
    for intent in locale.intents.values():
        path = intent_file(locale, intent)
        outputs = intent.raw.get("outputContexts") or []
        if len(intent.input_contexts) > _MAX_INPUT or len(outputs) > _MAX_OUTPUT:
            yield path, f"more than {_MAX_INPUT} input or {_MAX_OUTPUT} output contexts", "drop some"
        for name in intent.input_contexts:
            if name not in known:
                yield f"{path}#inputContexts", f"no intent outputs context {name}", "correct the name, or output it"
        yield from ((f"{path}#outputContexts", *finding) for context in outputs for finding in _check_life(context))


def _check_life(context: Json) -> Iterator[tuple[str, str]]:
    seconds, turns = context.get("timeToLiveInSeconds"), context.get("turnsToLive")
    if not (isinstance(seconds, int) and 5 <= seconds <= 86400):
        yield f"context {context.get('name')} lives {seconds} seconds", "use 5 to 86400"
    if not (isinstance(turns, int) and 1 <= turns <= 20):
        yield f"context {context.get('name')} lives {turns} turns", "use 1 to 20"


RULE = Rule("E602", "Contexts are within limits", "the import fails, or the intent can never be recognised", check)
