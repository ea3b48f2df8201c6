"""An utterance belongs to one intent only."""

from collections import defaultdict
from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find utterances of two intents, and utterances that an intent has twice."""
    owners: dict[str, list[str]] = defaultdict(list)
    for intent in locale.intents.values():
        for text in intent.utterances:
            owners[" ".join(text.lower().split())].append(intent.name)
    for text, names in owners.items():
        if len(names) > 1:
            first = locale.intents[names[0]]
            what = f"{text!r} is an utterance of {' and '.join(names)}"
            yield f"{intent_file(locale, first)}#sampleUtterances", what, "keep it in one place"


RULE = Rule("E205", "Utterances are unique", "Lex cannot tell the intents apart and refuses to build", check)
