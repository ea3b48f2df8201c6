"""YAML that remembers its lines, so that an error can say where."""

from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.problems import ContentError, Problem


class LocatedDict(dict[str, Any]):
    """A mapping; ``line`` is where it starts, ``lines`` where each value does."""

    line: int
    lines: dict[str, int]


class LocatedList(list[Any]):
    """A sequence; ``lines`` is where each element starts."""

    lines: list[int]

    @classmethod
    def empty(cls) -> "LocatedList":
        nothing = cls()
        nothing.lines = []
        return nothing


def read_yaml(path: Path) -> Any:
    """Read a UTF-8 YAML file into LocatedDict and LocatedList. Raises ContentError where it is no YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
        return _value(node)
    except UnicodeDecodeError as broken:
        raise ContentError([Problem(str(path), 1, f"is not UTF-8 ({broken.reason})", "save it as UTF-8")]) from broken
    except yaml.reader.ReaderError as broken:
        raise ContentError([Problem(str(path), 1, f"is no YAML: {broken.reason}", "take it out")]) from broken
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise ContentError([Problem(str(path), line, f"is no YAML: {broken.problem}", "mend the line")]) from broken


def _value(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        located = LocatedList(_value(element) for element in node.value)
        located.lines = [element.start_mark.line + 1 for element in node.value]
        return located
    # Every scalar stays the text that was written: `updated: 2026-11-23` is no date here, `no` is no boolean.
    return node.value if node else None


def _mapping(node: yaml.MappingNode) -> LocatedDict:
    located = LocatedDict()
    located.line = node.start_mark.line + 1
    located.lines = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key is no text", problem_mark=key.start_mark)
        if key.value in located:
            raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
        located[key.value] = _value(value)
        located.lines[key.value] = value.start_mark.line + 1
    return located
