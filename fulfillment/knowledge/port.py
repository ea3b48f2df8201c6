"""The port to the knowledge: what a conversation, an import and a report ask of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fulfillment.knowledge.entry import Entry


class KnowledgeError(Exception):
    """The knowledge cannot be read or written; the message says what, where and what to do."""


class NothingPublished(KnowledgeError):
    """No content has been imported yet."""


class ImportConflict(KnowledgeError):
    """Another import switched the live version first."""


@dataclass(frozen=True)
class Summary:
    """An entry as a list shows it."""

    id: str
    question: str


@dataclass(frozen=True)
class Counted:
    """A question that nobody could answer, and how often it was asked on a day."""

    text: str
    count: int


@dataclass(frozen=True)
class Feedback:
    """Thumbs of an entry on a day in a locale."""

    locale: str
    day: str
    up: int
    down: int


class Knowledge(Protocol):
    """Reads are of one version of the content, so that nobody sees a mixture of two."""

    def live_version(self) -> str:
        """The version readers should use now. Raises NothingPublished before the first import."""
        ...

    def entry(self, version: str, locale: str, entry_id: str) -> Entry | None: ...

    def of_concept(self, version: str, locale: str, concept: str, aspect: str = "") -> Sequence[Summary]:
        """Entries that answer for a concept, or for one aspect of it, each once, in the order of aspects and ids."""
        ...

    def of_topic(self, version: str, locale: str, topic: str) -> Sequence[Summary]:
        """Entries of a topic in the order of the content."""
        ...

    def snapshot(self, version: str, locale: str) -> bytes:
        """The published search index, as ``fulfillment.knowledge.snapshot`` encodes it.

        Raises KnowledgeError if that version has none.
        """
        ...

    def write(self, version: str, entries: Iterable[Entry], snapshots: Mapping[str, bytes]) -> None:
        """Store a version beside the live one; nobody reads it before ``switch``."""
        ...

    def switch(self, version: str, *, expected: str | None) -> None:
        """Make a version live in one conditional write. Raises ImportConflict unless ``expected`` was live."""
        ...

    def count_unanswered(self, locale: str, day: str, text: str) -> None:
        """Count one more asking of a question; a very long one is cut (``keys.question``)."""
        ...

    def unanswered(self, locale: str, day: str, limit: int = 50) -> Sequence[Counted]:
        """Questions nobody could answer on a day, most frequent first."""
        ...

    def count_feedback(self, entry_id: str, locale: str, day: str, *, helpful: bool) -> None: ...

    def feedback(self, entry_id: str) -> Sequence[Feedback]: ...
