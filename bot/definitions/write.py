"""Write a Bot as the newest export era writes it, as a folder for people to read and to compare.

What the export said stays (unknown keys too); where a field of the model says something else than ``raw`` does, it
wins. So a Bot made in code, without any ``raw``, can be written as well.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.definitions.era import in_newest_era
from bot.definitions.errors import DefinitionError
from bot.definitions.model import Bot, BotLocale, Intent, Json, Slot, SlotType, SlotTypeValue
from bot.definitions.read import parse_bot, parse_intent, parse_locale, parse_slot, parse_slot_type

MANIFEST: Json = {"metaData": {"schemaVersion": "1", "fileFormat": "LexJson", "resourceType": "BOT"}}

_LOCALE_NAMES = {
    "de_DE": "German (Germany)",
    "en_GB": "English (GB)",
    "en_US": "English (US)",
    "es_US": "Spanish (US)",
    "it_IT": "Italian (Italy)",
    "ja_JP": "Japanese (Japan)",
    "ko_KR": "Korean (South Korea)",
    "pt_BR": "Portuguese (Brazil)",
}


def export_files(bot: Bot) -> dict[str, Json]:
    """Every file of the export by its path: ``Manifest.json``, ``<Bot>/Bot.json`` and so on, in a stable order.

    :raises DefinitionError: a name cannot be a folder.
    """
    root = _folder_name(bot.name)
    files = {"Manifest.json": MANIFEST}
    files |= {f"{root}/{path}": content for path, content in _bot_files(bot)}
    return files


def write_bot(bot: Bot, folder: Path | str) -> None:
    """Write the export into a folder, and delete what an earlier write left of this bot and is gone now.

    :raises DefinitionError: a name cannot be a folder.
    """
    folder = Path(folder)
    files = export_files(bot)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pretty(content))
    _delete_stale(folder / _folder_name(bot.name) / "BotLocales", {folder / path for path in files})


def pretty(content: Json) -> bytes:
    """JSON for people: two blanks, Hangul as it is, a line break at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _delete_stale(folder: Path, wanted: set[Path]) -> None:
    for file in sorted(folder.rglob("*.json")):
        if file not in wanted:
            file.unlink()
    for directory in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(directory.iterdir()):
            directory.rmdir()


def _bot_files(bot: Bot) -> Iterator[tuple[str, Json]]:
    yield "Bot.json", bot_json(bot)
    for locale_id, locale in sorted(bot.locales.items()):
        for path, content in _locale_files(locale):
            yield f"BotLocales/{_folder_name(locale_id)}/{path}", content
    for path, content in sorted(bot.other_files.items()):
        yield "/".join(_folder_name(part) for part in path.split("/")), content


def _locale_files(locale: BotLocale) -> Iterator[tuple[str, Json]]:
    yield "BotLocale.json", locale_json(locale)
    for name, slot_type in sorted(locale.slot_types.items()):
        yield f"SlotTypes/{_folder_name(name)}/SlotType.json", slot_type_json(slot_type)
    for name, intent in sorted(locale.intents.items()):
        yield f"Intents/{_folder_name(name)}/Intent.json", intent_json(intent)
        for slot_name, slot in sorted(intent.slots.items()):
            yield f"Intents/{_folder_name(name)}/Slots/{_folder_name(slot_name)}/Slot.json", slot_json(slot)


def _folder_name(name: str) -> str:
    if not name or name in (".", "..") or any(c in "/\\:\0" for c in name):
        raise DefinitionError(repr(name), "this name cannot be the name of a folder", "use letters, digits, - and _")
    return name


def bot_json(bot: Bot) -> Json:
    """Content of ``Bot.json``."""
    before = parse_bot(bot.raw, (), {})
    raw: Json = {"dataPrivacy": {"childDirected": False}, "identifier": bot.identifier, **bot.raw}
    raw |= _changed(bot, before, "name", "name")
    raw |= _changed(bot, before, "version", "version")
    raw |= _changed(bot, before, "identifier", "identifier")
    raw |= _changed(bot, before, "idle_session_ttl_seconds", "idleSessionTTLInSeconds")
    return in_newest_era("Bot", raw)


def locale_json(locale: BotLocale) -> Json:
    """Content of ``BotLocale.json``."""
    before = parse_locale(locale.raw, (), ())
    raw: Json = {"name": _LOCALE_NAMES.get(locale.id, locale.id), **locale.raw}
    raw |= _changed(locale, before, "id", "identifier")
    raw |= _changed(locale, before, "confidence_threshold", "nluConfidenceThreshold")
    return in_newest_era("BotLocale", raw)


def intent_json(intent: Intent) -> Json:
    """Content of ``Intent.json``."""
    before = parse_intent(intent.raw, intent.slots.values())
    raw: Json = {"identifier": "", **intent.raw}
    raw |= _changed(intent, before, "name", "name") | _changed(intent, before, "signature", "parentIntentSignature")
    if intent.utterances != before.utterances:
        raw["sampleUtterances"] = [{"utterance": text} for text in intent.utterances] or None
    if intent.input_contexts != before.input_contexts:
        raw["inputContexts"] = [{"name": name} for name in intent.input_contexts] or None
    if _priorities_are_stale(intent, before, raw):
        raw["slotPriorities"] = [{"priority": i, "slotName": name} for i, name in enumerate(intent.slots, 1)]
    return in_newest_era("Intent", raw)


def _priorities_are_stale(intent: Intent, before: Intent, raw: Mapping[str, object]) -> bool:
    listed = raw.get("slotPriorities")
    names = {p.get("slotName") for p in listed if isinstance(p, dict)} if isinstance(listed, list) else None
    return names != set(intent.slots) or list(intent.slots) != list(before.slots)


def slot_json(slot: Slot) -> Json:
    """Content of ``Slot.json``."""
    before = parse_slot(slot.raw)
    raw: Json = {"identifier": "", **slot.raw}
    raw |= _changed(slot, before, "name", "name") | _changed(slot, before, "type_name", "slotTypeName")
    if slot.multiple_values != before.multiple_values:
        raw["multipleValuesSetting"] = {"allowMultipleValues": slot.multiple_values}
    elicitation: Json = {"slotConstraint": "Required" if slot.required else "Optional"}
    elicitation |= raw.get("valueElicitationSetting") or {}
    if slot.required != before.required:
        elicitation["slotConstraint"] = "Required" if slot.required else "Optional"
    if slot.sample_utterances != before.sample_utterances:
        elicitation["sampleUtterances"] = [{"utterance": text} for text in slot.sample_utterances] or None
    raw["valueElicitationSetting"] = elicitation
    return in_newest_era("Slot", raw)


def slot_type_json(slot_type: SlotType) -> Json:
    """Content of ``SlotType.json``."""
    before = parse_slot_type(slot_type.raw)
    raw: Json = {"identifier": "", **slot_type.raw}
    raw |= _changed(slot_type, before, "name", "name")
    raw |= _changed(slot_type, before, "parent_signature", "parentSlotTypeSignature")
    if slot_type.values != before.values:
        raw["slotTypeValues"] = [_value_json(value) for value in slot_type.values] or None
    selection: Json = {"resolutionStrategy": slot_type.resolution, **(raw.get("valueSelectionSetting") or {})}
    selection |= _changed(slot_type, before, "resolution", "resolutionStrategy")
    if slot_type.regex != before.regex:
        selection["regexFilter"] = {"pattern": slot_type.regex} if slot_type.regex else None
    if "externalSourceSetting" not in raw:  # A grammar type has no value selection (spec 1.9).
        raw["valueSelectionSetting"] = selection
    if slot_type.sub_slots != before.sub_slots:
        parts = [{"name": name, "slotTypeName": kind} for name, kind in slot_type.sub_slots.items()]
        raw["compositeSlotTypeSetting"] = {"subSlots": parts}
    return in_newest_era("SlotType", raw)


def _value_json(value: SlotTypeValue) -> Json:
    synonyms = [{"value": text} for text in value.synonyms]
    return {"sampleValue": {"value": value.value}, "synonyms": synonyms or None}


def _changed(now: object, before: object, field: str, key: str) -> Json:
    """The key with the model's value, where that differs from what ``raw`` said, or ``raw`` says nothing."""
    value = getattr(now, field)
    return {} if value == getattr(before, field) and key in getattr(now, "raw") else {key: value}  # noqa: B009
