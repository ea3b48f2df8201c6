"""A slot that a next step elicits or sets exists; one that it elicits is required."""

from collections.abc import Iterator

from bot.definitions.lint.paths import Place, next_steps
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, Intent


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find slots that cannot be elicited."""
    for place in next_steps(locale):
        action = place.value.get("dialogAction") or {}
        if action.get("type") == "ElicitSlot":
            yield from _check_elicited(place, action.get("slotToElicit"))
        yield from _check_set(place, locale)


def _check_elicited(place: Place, name: str | None) -> Iterator[Finding]:
    path = f"{place.path}.dialogAction.slotToElicit"
    slot = place.intent.slots.get(name or "")
    if slot is None:
        yield path, f"intent {place.intent.name} has no slot {name}", "name one of its slots"
    elif not slot.required:
        yield path, f"slot {name} is optional", "make it required, or ask for it from the code hook"


def _check_set(place: Place, locale: BotLocale) -> Iterator[Finding]:
    named = place.value.get("intent") or {}
    intent: Intent | None = locale.intents.get(named.get("name") or place.intent.name)
    for name in named.get("slots") or {}:
        if intent is not None and name not in intent.slots:
            yield f"{place.path}.intent.slots", f"intent {intent.name} has no slot {name}", "name one of its slots"


RULE = Rule(
    "E502", "Slots of next steps exist", "Lex cannot elicit others, nor optional ones (guide: paths-nextstep)", check
)
