"""What a slot type makes of a text: the shape that every built-in type answers in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

MAX_RESOLUTIONS = 5
"""Most resolved values of one slot (Lex guide: the value selection of a slot type lists up to five)."""


@dataclass(frozen=True)
class Setting:
    """Where and when something is said."""

    locale: str
    """For example ``ko_KR``."""
    now: datetime

    @property
    def language(self) -> str:
        return self.locale.partition("_")[0]

    @property
    def country(self) -> str:
        return self.locale.partition("_")[2]


@dataclass(frozen=True)
class Reading:
    """One value in a text: ``text[start:end]`` says it."""

    start: int
    end: int
    resolved: tuple[str, ...]
    ambiguous: bool = False

    @property
    def interpreted(self) -> str | None:
        """The one value that Lex goes on with; None where it would have to guess."""
        return None if self.ambiguous or not self.resolved else self.resolved[0]


@dataclass(frozen=True)
class BuiltInType:
    """A slot type that every bot has: how to find its values in free text, and how to read an answer to a prompt."""

    find: Callable[[str, Setting], Sequence[Reading]]
    answer: Callable[[str, Setting], Reading | None]
    open_ended: bool = False
    """Whether a value may be any words, so that only the words around it tell where it stands."""
    examples: Callable[[str], Sequence[str]] = lambda language: ()
    """Values in a language, to fill the gaps of sample utterances with in training."""


def longest(readings: Sequence[Reading]) -> Reading | None:
    """The reading of the most characters, the first of several."""
    return max(readings, key=lambda r: r.end - r.start, default=None)


def answer_by_finding(find: Callable[[str, Setting], Sequence[Reading]]) -> Callable[[str, Setting], Reading | None]:
    """For types where an answer to a prompt is read as free text is."""

    def answer(text: str, setting: Setting) -> Reading | None:
        return longest(find(text, setting))

    return answer


def whole(text: str) -> Reading | None:
    """All that was said, without the blanks around it."""
    said = text.strip()
    start = text.find(said)
    return Reading(start, start + len(said), (said,)) if said else None
