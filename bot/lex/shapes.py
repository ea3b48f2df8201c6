"""A little language for the shapes of wire objects: what is wrong with a value, in the words of the service."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Shape(Protocol):
    """Tells what is wrong with a value. null counts as absent."""

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """One sentence for each problem."""
        ...


def length(text: str) -> int:
    """Length in UTF-16 code units, as the service counts (spec 3.9)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _failed(value: object, path: str, constraint: str) -> str:
    shown = repr(value)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return f"Value {shown} at '{path}' failed to satisfy constraint: {constraint}"


@dataclass(frozen=True)
class Text:
    """A string with a length in UTF-16 units, a pattern that the whole must match, or an enumeration."""

    min: int = 0
    max: int | None = None
    pattern: str | None = None
    values: tuple[str, ...] = ()

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if not isinstance(value, str):
            yield _failed(value, path, "Member must be a string")
            return
        if self.values and value not in self.values:
            yield _failed(value, path, f"Member must satisfy enum value set: [{', '.join(self.values)}]")
        if length(value) < self.min:
            yield _failed(value, path, f"Member must have length greater than or equal to {self.min}")
        if self.max is not None and length(value) > self.max:
            yield _failed(value, path, f"Member must have length less than or equal to {self.max}")
        if self.pattern and not re.fullmatch(self.pattern, value):
            yield _failed(value, path, f"Member must satisfy regular expression pattern: {self.pattern}")


@dataclass(frozen=True)
class Number:
    """An integer within bounds."""

    min: int
    max: int

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield _failed(value, path, "Member must be an integer")
        elif not self.min <= value <= self.max:
            yield _failed(value, path, f"Member must be between {self.min} and {self.max}")


@dataclass(frozen=True)
class OfType:
    """Anything of a JSON type."""

    type: type

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if not isinstance(value, self.type):
            yield _failed(value, path, f"Member must be a {self.type.__name__}")


@dataclass(frozen=True)
class ListOf:
    """A list of one shape."""

    item: Shape
    max: int | None = None

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if not isinstance(value, list):
            yield _failed(value, path, "Member must be a list")
            return
        if self.max is not None and len(value) > self.max:
            yield _failed(value, path, f"Member must have length less than or equal to {self.max}")
        for index, item in enumerate(value):
            yield from self.item.problems(item, f"{path}.{index + 1}.member")


@dataclass(frozen=True)
class MapOf:
    """A map of one shape; entries may be null where ``nulls`` says so."""

    key: Shape
    value: Shape
    max: int | None = None
    nulls: bool = False

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if not isinstance(value, dict):
            yield _failed(value, path, "Member must be a map")
            return
        if self.max is not None and len(value) > self.max:
            yield _failed(value, path, f"Member must have length less than or equal to {self.max}")
        for key, entry in value.items():
            yield from self.key.problems(key, f"{path}.key")
            if not (entry is None and self.nulls):
                yield from self.value.problems(entry, f"{path}.{key}")


@dataclass(frozen=True)
class Record:
    """An object; unknown keys are tolerated, as the service tolerates them."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if not isinstance(value, dict):
            yield _failed(value, path, "Member must be an object")
            return
        for name in self.required:
            if value.get(name) is None:
                yield f"Value null at '{_join(path, name)}' failed to satisfy constraint: Member must not be null"
        for name, shape in self.fields.items():
            if value.get(name) is not None:
                yield from shape.problems(value[name], _join(path, name))


@dataclass
class Recursive:
    """A shape that contains itself: ``shape`` is set once the record exists."""

    shape: Shape | None = field(default=None)

    def problems(self, value: Any, path: str) -> Iterator[str]:
        """What is wrong."""
        if self.shape is not None:
            yield from self.shape.problems(value, path)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
