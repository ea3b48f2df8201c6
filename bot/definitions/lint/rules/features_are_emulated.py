"""The local Lex can do what the definition needs."""

from collections.abc import Iterator

from bot.definitions.lint.paths import intent_file, locale_file, places, slot_file, slot_type_file
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_BACKED = ("AMAZON.QnAIntent", "AMAZON.BedrockAgentIntent", "AMAZON.QInConnectIntent", "AMAZON.KendraSearchIntent")
_NO_BACKEND = "expect FallbackIntent locally"
_STREAMING = "expect the conversation without it"
_NO_MODEL = "expect the ordinary understanding locally"


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find what needs another AWS service, a language model, or a streaming conversation."""
    for intent in locale.intents.values():
        if intent.signature in _BACKED:
            yield intent_file(locale, intent), f"{intent.signature} is not emulated", _NO_BACKEND
    yield from _streaming(locale)
    yield from _language_models(locale)
    for slot_type in locale.slot_types.values():
        if slot_type.raw.get("externalSourceSetting"):
            yield slot_type_file(locale, slot_type), "grammar slot types are not emulated", "expect no value"


def _streaming(locale: BotLocale) -> Iterator[Finding]:
    for place in places(locale):
        if place.key == "fulfillmentUpdatesSpecification" and place.value.get("active"):
            yield place.path, "fulfillment updates are not said", _STREAMING
        if place.key == "waitAndContinueSpecification" and place.value.get("isActive") is not False:
            yield place.path, "wait and continue is not emulated", _STREAMING


def _language_models(locale: BotLocale) -> Iterator[Finding]:
    runtime = (locale.raw.get("generativeAISettings") or {}).get("runtimeSettings") or {}
    for name, setting in runtime.items():
        if isinstance(setting, dict) and setting.get("enabled"):
            path = f"{locale_file(locale)}#generativeAISettings.runtimeSettings.{name}"
            yield path, f"{name} is not emulated", _NO_MODEL
    for intent in locale.intents.values():
        for slot in intent.slots.values():
            elicitation = slot.raw.get("valueElicitationSetting") or {}
            resolution = elicitation.get("slotResolutionSetting") or slot.raw.get("slotResolutionSetting") or {}
            if resolution.get("slotResolutionStrategy") == "EnhancedFallback":
                yield slot_file(locale, intent, slot), "assisted slot resolution is not emulated", _NO_MODEL


RULE = Rule("W702", "Features are emulated", "they need more than this machine", check)
