"""Every slot named in an utterance is a slot of that intent."""

import re
from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, slot_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, Intent

_SLOT = re.compile(r"\{([^{}]*)\}")


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find slots that do not exist."""
    for intent in locale.intents.values():
        for path, utterance in _utterances(locale, intent):
            for name in _SLOT.findall(utterance):
                if name.strip() not in intent.slots:
                    yield (
                        path,
                        f"{utterance!r} names slot {name}, which {intent.name} does not have",
                        "add or rename it",
                    )


def _utterances(locale: BotLocale, intent: Intent) -> Iterator[tuple[str, str]]:
    yield from ((f"{intent_file(locale, intent)}#sampleUtterances", text) for text in intent.utterances)
    for slot in intent.slots.values():
        path = f"{slot_file(locale, intent, slot)}#valueElicitationSetting.sampleUtterances"
        yield from ((path, text) for text in slot.sample_utterances)


RULE = Rule("E204", "Slots in utterances exist", "the build fails", check)
