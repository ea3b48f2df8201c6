"""Default values: ``#context.parameter``, ``[session]``, ``<request>`` or a constant (guide "context-mgmt-default")."""

from collections.abc import Mapping, Sequence

from bot.definitions.model import Json, Slot
from bot.lex.interpreter import SlotValue
from bot.lex.state import ActiveContext


def default_value(
    slot: Slot, contexts: Sequence[ActiveContext], session: Mapping[str, str], request: Mapping[str, str]
) -> SlotValue | None:
    """The first default value of a slot that is available now; None if there is none."""
    for setting in default_settings(slot.raw.get("valueElicitationSetting") or {}):
        if value := _resolve(setting, contexts, session, request):
            return SlotValue(original=value, interpreted=value, resolved=(value,))
    return None


def default_settings(elicitation: Json) -> list[str]:
    """The configured default values, in their order."""
    specification = elicitation.get("defaultValueSpecification") or {}
    return [d["defaultValue"] for d in specification.get("defaultValueList") or [] if d.get("defaultValue")]


def _resolve(
    setting: str, contexts: Sequence[ActiveContext], session: Mapping[str, str], request: Mapping[str, str]
) -> str | None:
    if setting.startswith("#"):
        name, _, parameter = setting[1:].partition(".")
        return next((c.attributes.get(parameter) for c in contexts if c.name == name), None)
    if setting.startswith("[") and setting.endswith("]"):
        return session.get(setting[1:-1])
    if setting.startswith("<") and setting.endswith(">"):
        return request.get(setting[1:-1])
    return setting
