"""A slot value that stands in a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.lex.interpreter import SlotValue


@dataclass(frozen=True)
class Mention:
    """``line.key[start:end]`` gives a value of a slot type."""

    start: int
    end: int
    type_name: str
    value: SlotValue
    exact: bool = True

    def overlaps(self, other: "Mention") -> bool:
        return self.start < other.end and other.start < self.end


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The longest mentions that do not overlap, exact before misspelt, in order of appearance."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (not m.exact, m.start - m.end, m.start)):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
