"""References of the condition language and of message texts: ``{slot}``, ``[session]``, ``((request))``, ``$.path``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from bot.lex.interpreter import SlotValue
from bot.lex.state import Slots

_PLACEHOLDER = re.compile(
    r"\{(?P<slot>[\w.-]+(?:\[\d+\])?)\}|\[(?P<session>[^\[\]\s]+)\]|\(\((?P<request>[^()\s]+)\)\)"
)
_WHOLE = re.compile(rf"^\s*(?:{_PLACEHOLDER.pattern}|(?P<path>\$\.[\w.\[\]-]+))\s*$")
_PATH_PART = re.compile(r"[\w-]+|\[\d+\]")
_INDEXED = re.compile(r"^(?P<name>.+)\[(?P<index>\d+)\]$")


@dataclass(frozen=True)
class References:
    """What the references of one moment in a dialog point to."""

    slots: Slots = field(default_factory=dict)
    session: Mapping[str, str] = field(default_factory=dict)
    request: Mapping[str, str] = field(default_factory=dict)
    input: Mapping[str, Any] = field(default_factory=dict)
    """What ``$.`` reaches: inputMode, inputTranscript, transcriptions."""

    def slot(self, name: str) -> SlotValue | None:
        """The slot, the sub-slot ``Slot.Sub``, or the item ``Slot[0]`` of that name; None if it is empty."""
        if indexed := _INDEXED.match(name):
            items = getattr(self.slot(indexed["name"]), "values", ())
            index = int(indexed["index"])
            return items[index] if index < len(items) else None
        head, _, rest = name.partition(".")
        value = self.slots.get(head)
        return value.sub_slots.get(rest) if value and rest else value

    def slot_text(self, name: str) -> str | None:
        """The interpreted value as text; the items of a list are joined by commas."""
        return text_of(self.slot(name))

    def path(self, path: str) -> Any:
        """What ``$.a.b[0]`` points to; None if there is nothing."""
        found: Any = self.input
        for part in _PATH_PART.findall(path[2:]):
            found = _step(found, part)
        return found


def _step(found: Any, part: str) -> Any:
    if part.startswith("["):
        index = int(part[1:-1])
        return found[index] if isinstance(found, list) and index < len(found) else None
    return found.get(part) if isinstance(found, Mapping) else None


def text_of(value: SlotValue | None) -> str | None:
    """A slot value as text: interpreted values, those of a list joined by commas (guide "paths-branching")."""
    if value is None:
        return None
    if value.shape == "List":
        return ", ".join(filter(None, map(text_of, value.values)))
    if value.shape == "Composite" and value.interpreted is None:
        return " ".join(filter(None, map(text_of, value.sub_slots.values()))) or None
    return value.interpreted


def fill_text(text: str, references: References, *, xml: bool = False) -> str:
    """Replace the placeholders of a message.

    An empty slot of the intent gives an empty text; a name that is neither slot nor attribute stays as it is, so that
    brackets and braces of other meaning survive (grade INF).
    """

    def replacement(match: re.Match[str]) -> str:
        found = _look_up(match, references)
        if found is None:
            return "" if _is_slot(match, references) else match[0]
        return escape(found) if xml else found

    return _PLACEHOLDER.sub(replacement, text)


def _is_slot(match: re.Match[str], references: References) -> bool:
    return match["slot"] is not None and re.split(r"[.\[]", match["slot"])[0] in references.slots


def _look_up(match: re.Match[str], references: References) -> str | None:
    if match["slot"] is not None:
        return references.slot_text(match["slot"])
    if match["session"] is not None:
        return references.session.get(match["session"])
    return references.request.get(match["request"])


def resolve_setting(value: str | None, references: References) -> str | None:
    """The value that a next step sets: a constant, or what a reference points to; None if that is not set.

    Source: guide "paths-setting-values".
    """
    if value is None:
        return None
    whole = _WHOLE.match(value)
    if whole is None:
        return fill_text(value, references)
    if whole["path"]:
        found = references.path(whole["path"])
        return None if found is None else str(found)
    return _look_up(whole, references)
