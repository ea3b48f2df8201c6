"""Read a Lex V2 export of any era, from a folder or a zip, into a Bot.

The loader goes by structure, not by names: it looks for ``BotLocales/<locale>/BotLocale.json`` and takes what lies
above as the bot's folder (spec 1.1). Absent and null are alike everywhere (spec 1.2).
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from bot.definitions.era import wrong_kind
from bot.definitions.errors import BrokenFile, LexV1Export, NotALexExport, PartialExport
from bot.definitions.model import Bot, BotLocale, Intent, Json, Slot, SlotType, SlotTypeValue
from bot.definitions.tree import Tree, read_tree, unzip

_LOCALE_FILE = re.compile(r"^(?P<root>(?:.*/)?)BotLocales/[^/]+/BotLocale\.json$")
_EXPORT_WHOLE_BOT = "export the whole bot (Bots, Actions, Export, format Amazon Lex JSON) and give that file"
T = TypeVar("T")

_DEFAULT_TTL_SECONDS = 300
_DEFAULT_THRESHOLD = 0.4


def read_bot(path: Path | str) -> Bot:
    """Read the bot at ``path``: an unpacked export, its zip, or a folder that holds one such zip.

    :raises DefinitionError: there is no Lex V2 bot; the subclass and message say what there is instead.
    """
    return _bot_of_tree(read_tree(Path(path)), str(path))


def read_bot_zip(data: bytes, *, where: str = "upload") -> Bot:
    """Read the bot in the bytes of a zip; ``where`` names it in errors.

    :raises DefinitionError: as read_bot.
    """
    return _bot_of_tree(unzip(data, where=where), where)


def _bot_of_tree(tree: Tree, where: str) -> Bot:
    roots = _bot_roots(tree)
    if len(roots) > 1:
        raise NotALexExport(where, f"holds {len(roots)} bots: {', '.join(sorted(roots))}", "give one of these folders")
    if roots:
        return _read_bot_folder(_Folder(tree, roots.pop(), where))
    return _bot_of_inner_zip(tree, where)


def _bot_roots(tree: Tree) -> set[str]:
    return {match["root"] for name in tree if (match := _LOCALE_FILE.match(name))}


def _bot_of_inner_zip(tree: Tree, where: str) -> Bot:
    archives = [name for name in tree if name.lower().endswith(".zip")]
    if len(archives) == 1:
        return _bot_of_tree(unzip(tree[archives[0]], where=f"{where}/{archives[0]}"), f"{where}/{archives[0]}")
    _refuse(tree, where)
    raise NotALexExport(where, "holds no BotLocales/<locale>/BotLocale.json", _EXPORT_WHOLE_BOT)


def _refuse(tree: Tree, where: str) -> None:
    """Name what the tree is, when it is something that people mistake for a Lex V2 bot."""
    names = {PurePosixPath(name).name for name in tree}
    if any(_is_lex_v1(data) for name, data in tree.items() if name.endswith(".json")):
        raise LexV1Export(where, "this is an export of Lex V1", "migrate the bot to Lex V2 and export it from there")
    if "BotLocale.json" in names:
        raise PartialExport(where, "this is the export of one locale, not of a bot", _EXPORT_WHOLE_BOT)
    if "CustomVocabulary.json" in names:
        raise PartialExport(where, "this is the export of a custom vocabulary, not of a bot", _EXPORT_WHOLE_BOT)
    if "Bot.json" in names:
        raise PartialExport(where, "this bot has no locale", "add a language to the bot and export it again")


def _is_lex_v1(data: bytes) -> bool:
    try:
        content = json.loads(data)
    except (ValueError, UnicodeDecodeError):
        return False
    metadata = content.get("metadata") if isinstance(content, dict) else None
    return isinstance(metadata, dict) and (metadata.get("importType") == "LEX" or "resource" in content)


class _Folder:
    """A folder inside the tree of an export."""

    def __init__(self, tree: Tree, prefix: str, where: str) -> None:
        self._tree = tree
        self._prefix = prefix
        self._where = where

    def at(self, name: str) -> "_Folder":
        return _Folder(self._tree, f"{self._prefix}{name}/", self._where)

    def folders(self, name: str) -> Iterator["_Folder"]:
        """The folders in ``name``, sorted."""
        prefix = f"{self._prefix}{name}/"
        children = {path[len(prefix) :].split("/", 1)[0] for path in self._tree if path.startswith(prefix)}
        return (self.at(name).at(child) for child in sorted(children))

    def has(self, file: str) -> bool:
        return self._prefix + file in self._tree

    def json(self, file: str) -> Json:
        """The JSON object in ``file``.

        :raises BrokenFile: it is not one.
        """
        path = f"{self._where}/{self._prefix}{file}"
        if not self.has(file):
            raise BrokenFile(path, "the file is missing", "export the bot again")
        return _parse_json(self._tree[self._prefix + file], path)

    def read(self, file: str, parse: Callable[[Json], T]) -> T:
        """What ``parse`` makes of the JSON object in ``file``.

        :raises BrokenFile: it is not one, or its values are of other kinds than an export's.
        """
        content = self.json(file)
        path = f"{self._where}/{self._prefix}{file}"
        if problem := wrong_kind(file.removesuffix(".json"), content):
            raise BrokenFile(path, f"this is not what Lex exports: {problem}", "export the bot again, or mend it")
        try:
            return parse(content)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BrokenFile(path, f"this is not what Lex exports ({error})", "export the bot again") from error

    def all_json(self) -> Iterator[tuple[str, Json]]:
        for path in sorted(self._tree):
            name = path.removeprefix(self._prefix)
            if path.startswith(self._prefix) and name.endswith(".json"):
                yield name, self.json(name)


def _parse_json(data: bytes, path: str) -> Json:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise BrokenFile(
            path, f"this is not JSON in UTF-8 ({error})", "export the bot again, or mend the file"
        ) from error
    if not isinstance(content, dict):
        raise BrokenFile(path, "this is not a JSON object", "export the bot again, or mend the file")
    return content


def _read_bot_folder(folder: _Folder) -> Bot:
    locales = [_read_locale(f) for f in folder.folders("BotLocales") if f.has("BotLocale.json")]
    others = {name: content for name, content in folder.all_json() if _is_other_file(name)}
    if not folder.has("Bot.json"):
        return parse_bot({}, locales, others)
    return folder.read("Bot.json", lambda raw: parse_bot(raw, locales, others))


def _is_other_file(name: str) -> bool:
    known = {"Bot.json", "BotLocale.json", "Intent.json", "Slot.json", "SlotType.json", "Manifest.json"}
    return PurePosixPath(name).name not in known


def _read_locale(folder: _Folder) -> BotLocale:
    types = [f.read("SlotType.json", parse_slot_type) for f in folder.folders("SlotTypes") if f.has("SlotType.json")]
    intents = [_read_intent(f) for f in folder.folders("Intents") if f.has("Intent.json")]
    return folder.read("BotLocale.json", lambda raw: parse_locale(raw, intents, types))


def _read_intent(folder: _Folder) -> Intent:
    slots = [f.read("Slot.json", parse_slot) for f in folder.folders("Slots") if f.has("Slot.json")]
    return folder.read("Intent.json", lambda raw: parse_intent(raw, slots))


def parse_bot(raw: Json, locales: Iterable[BotLocale], other_files: Mapping[str, Json]) -> Bot:
    """Make a Bot of the content of ``Bot.json`` and its locales."""
    name = raw.get("name") or "Bot"
    return Bot(
        name=name,
        identifier=raw.get("identifier") or invent_identifier(name),
        version=str(raw.get("version") or "DRAFT"),
        idle_session_ttl_seconds=int(raw.get("idleSessionTTLInSeconds") or _DEFAULT_TTL_SECONDS),
        locales={locale.id: locale for locale in locales},
        raw=raw,
        other_files=other_files,
    )


def invent_identifier(seed: str) -> str:
    """Ten upper-case alphanumerics, always the same for the same seed (boto3 sends no other bot id)."""
    return base64.b32encode(hashlib.sha256(seed.encode()).digest()).decode()[:10]


def parse_locale(raw: Json, intents: Iterable[Intent], slot_types: Iterable[SlotType]) -> BotLocale:
    """Make a BotLocale of the content of ``BotLocale.json`` and what lies beside it."""
    threshold = raw.get("nluConfidenceThreshold")
    return BotLocale(
        id=str(raw.get("identifier") or ""),
        confidence_threshold=_DEFAULT_THRESHOLD if threshold is None else float(threshold),
        intents={intent.name: intent for intent in intents},
        slot_types={slot_type.name: slot_type for slot_type in slot_types},
        raw=raw,
    )


def parse_intent(raw: Json, slots: Iterable[Slot]) -> Intent:
    """Make an Intent of the content of ``Intent.json`` and its slots, which are put in order of ascending priority."""
    return Intent(
        name=str(raw.get("name") or ""),
        signature=raw.get("parentIntentSignature") or None,
        utterances=_texts(raw.get("sampleUtterances"), "utterance"),
        slots=_by_priority(raw.get("slotPriorities") or [], {slot.name: slot for slot in slots}),
        input_contexts=_texts(raw.get("inputContexts"), "name"),
        raw=raw,
    )


def _by_priority(priorities: list[Json], slots: dict[str, Slot]) -> dict[str, Slot]:
    # Half of the real exports list the priorities unsorted (spec 1.6).
    ordered = sorted(priorities, key=lambda p: p.get("priority") or 0)
    names = [p["slotName"] for p in ordered if p.get("slotName") in slots]
    return {name: slots[name] for name in [*names, *slots]}


def parse_slot(raw: Json) -> Slot:
    """Make a Slot of the content of ``Slot.json``."""
    elicitation = raw.get("valueElicitationSetting") or {}
    return Slot(
        name=str(raw.get("name") or ""),
        type_name=str(raw.get("slotTypeName") or ""),
        required=(elicitation.get("slotConstraint") or raw.get("slotConstraint") or "Required") == "Required",
        multiple_values=bool((raw.get("multipleValuesSetting") or {}).get("allowMultipleValues")),
        sample_utterances=_texts(elicitation.get("sampleUtterances"), "utterance"),
        raw=raw,
    )


def parse_slot_type(raw: Json) -> SlotType:
    """Make a SlotType of the content of ``SlotType.json``."""
    selection = raw.get("valueSelectionSetting") or {}
    composite = raw.get("compositeSlotTypeSetting") or {}
    return SlotType(
        name=str(raw.get("name") or ""),
        values=tuple(_slot_type_value(value) for value in raw.get("slotTypeValues") or []),
        resolution=selection.get("resolutionStrategy") or "ORIGINAL_VALUE",
        parent_signature=raw.get("parentSlotTypeSignature") or None,
        regex=(selection.get("regexFilter") or {}).get("pattern"),
        sub_slots={
            s["name"]: s.get("slotTypeName") or s.get("slotTypeId") or "" for s in composite.get("subSlots") or []
        },
        raw=raw,
    )


def _slot_type_value(raw: Json) -> SlotTypeValue:
    return SlotTypeValue(str((raw.get("sampleValue") or {}).get("value") or ""), _texts(raw.get("synonyms"), "value"))


def _texts(items: list[dict[str, Any]] | None, key: str) -> tuple[str, ...]:
    return tuple(item[key] for item in items or [] if item.get(key))
