"""Messages are within the API's limits: 1,000 characters, five groups, two variations, five buttons, one kind each."""

from collections.abc import Iterator, Mapping

from bot.definitions.lint.paths import Place, places
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale, Json

_KINDS = ("plainTextMessage", "ssmlMessage", "customPayload", "imageResponseCard")
_MAX_TEXT = 1000
_CARD_LIMITS: Mapping[str, int] = {"title": 250, "subtitle": 250, "imageUrl": 250}
_BUTTON_LIMIT = 50
_MAX_BUTTONS = 5
_MAX_GROUPS = 5
_MAX_VARIATIONS = 2


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Check every response and message."""
    for place in places(locale):
        groups = place.value.get("messageGroupsList")
        if groups is not None and not 1 <= len(groups) <= _MAX_GROUPS:
            yield place.path, f"{len(groups)} message groups, allowed are 1 to {_MAX_GROUPS}", "change their number"
        if "message" in place.value and len(place.value.get("variations") or []) > _MAX_VARIATIONS:
            yield f"{place.path}.variations", f"more than {_MAX_VARIATIONS} variations", "drop some"
        if place.key in ("message", "variations"):
            yield from _check_message(place)


def _check_message(place: Place) -> Iterator[Finding]:
    kinds = [kind for kind in _KINDS if place.value.get(kind)]
    if len(kinds) != 1:
        yield place.path, f"a message of {len(kinds)} kinds", f"set exactly one of {', '.join(_KINDS)}"
    for kind in kinds:
        content: Json = place.value[kind]
        if kind == "imageResponseCard":
            yield from ((f"{place.path}.{kind}", *finding) for finding in _check_card(content))
        elif not 1 <= len(content.get("value") or "") <= _MAX_TEXT:
            found = len(content.get("value") or "")
            yield f"{place.path}.{kind}", f"{found} characters, allowed are 1 to {_MAX_TEXT}", "change the text"


def _check_card(card: Json) -> Iterator[tuple[str, str]]:
    if not card.get("title"):
        yield "a card without a title", "give it one"
    for key, limit in _CARD_LIMITS.items():
        if len(card.get(key) or "") > limit:
            yield f"{key} is longer than {limit} characters", "shorten it"
    buttons = card.get("buttonsList") or []
    if len(buttons) > _MAX_BUTTONS:
        yield f"{len(buttons)} buttons, the limit is {_MAX_BUTTONS}", "drop some"
    for button in buttons:
        if any(not 1 <= len(button.get(key) or "") <= _BUTTON_LIMIT for key in ("text", "value")):
            yield (
                f"button {button.get('text')!r}: text and value must have 1 to {_BUTTON_LIMIT} characters",
                "change it",
            )


RULE = Rule("E601", "Texts are within limits", "the import refuses others", check)
