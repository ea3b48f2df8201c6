"""What changed between two definitions, one line for each change, in words that a reviewer reads."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.definitions.model import Bot, Json
from bot.definitions.write import export_files

_KEYS: dict[str, Callable[[Json], str]] = {
    "sampleUtterances": lambda item: str(item.get("utterance")),
    "slotTypeValues": lambda item: str((item.get("sampleValue") or {}).get("value")),
    "synonyms": lambda item: str(item.get("value")),
    "slotPriorities": lambda item: str(item.get("slotName")),
    "inputContexts": lambda item: str(item.get("name")),
    "outputContexts": lambda item: str(item.get("name")),
    "conditionalBranches": lambda item: str(item.get("name")),
    "subSlots": lambda item: str(item.get("name")),
}
"""Lists whose items have a name: their order does not matter, and an item is compared with its namesake."""


def diff_bots(before: Bot, after: Bot) -> list[str]:
    """The changes, sorted by file: ``path: + added``, ``path: - removed``, ``path#key: old -> new``; empty if none."""
    old, new = _files(before), _files(after)
    return [line for path in sorted({*old, *new}) for line in _diff_file(path, old.get(path), new.get(path))]


def _files(bot: Bot) -> dict[str, Json]:
    # The bot's own name is a folder; a renamed bot should not look like another bot.
    return {path.partition("/")[2] or path: content for path, content in export_files(bot).items()}


def _diff_file(path: str, old: Json | None, new: Json | None) -> Iterator[str]:
    if old is None:
        yield f"{path}: + new file"
    elif new is None:
        yield f"{path}: - file is gone"
    else:
        yield from _diff_value(f"{path}#", "", old, new)


def _diff_value(path: str, key: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            yield from _diff_value(_join(path, name), name, old.get(name), new.get(name))
    elif key in _KEYS and isinstance(old or [], list) and isinstance(new or [], list):
        yield from _diff_named(path, _KEYS[key], old or [], new or [])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (a, b) in enumerate(zip(old, new, strict=True)):
            yield from _diff_value(f"{path}[{index}]", "", a, b)
    elif old != new:
        yield f"{path}: {_shown(old)} -> {_shown(new)}"


def _diff_named(path: str, name_of: Callable[[Json], str], old: list[Json], new: list[Json]) -> Iterator[str]:
    before = {name_of(item): item for item in old}
    after = {name_of(item): item for item in new}
    yield from (f"{path}: - {_shown(name)}" for name in before if name not in after)
    yield from (f"{path}: + {_shown(name)}" for name in after if name not in before)
    for name in (name for name in after if name in before):
        yield from _diff_value(f"{path}[{name}]", "", before[name], after[name])


def _join(path: str, name: str) -> str:
    return f"{path}{name}" if path.endswith("#") else f"{path}.{name}"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = f'"{text}"' if isinstance(value, str) else text
    return text if len(text) <= 100 else text[:99] + "…"
