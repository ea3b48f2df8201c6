"""What one locale knows, loaded once per container and refreshed when a new version goes live."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fulfillment.knowledge.entry import Entry, Facts, Pair
from fulfillment.knowledge.port import Knowledge, KnowledgeError
from fulfillment.knowledge.ranking import Asked, Hit, Search
from fulfillment.knowledge.snapshot import Snapshot, decode

if TYPE_CHECKING:
    from fulfillment.knowledge.meaning import Encoder

REFRESH_SECONDS = 30.0
"""How long a warm container may answer from the version before; a turn in between costs no request for it."""


@dataclass(frozen=True)
class Library:
    """One version of the knowledge in one locale."""

    knowledge: Knowledge
    version: str
    snapshot: Snapshot
    encoder: "Encoder | None" = None

    @property
    def locale(self) -> str:
        return self.snapshot.locale

    @cached_property
    def facts(self) -> dict[str, Facts]:
        return self.snapshot.by_id()

    @cached_property
    def pairs(self) -> dict[Pair, Facts]:
        return self.snapshot.by_pair()

    @cached_property
    def _search(self) -> Search:
        return Search(self.snapshot, self.encoder)

    def search(self, text: str) -> list[Hit]:
        return self._search.search(text)

    def asked(self, text: str) -> Asked:
        return self._search.asked(text)

    def entry(self, entry_id: str) -> Entry:
        """Read an entry. Raises KnowledgeError if this version has none of that id."""
        entry = self.knowledge.entry(self.version, self.locale, entry_id)
        if entry is None:
            raise KnowledgeError(f"entry {entry_id} is missing from {self.version} in {self.locale}: publish again")
        return entry

    def of_topic(self, topic: str) -> Sequence[Facts]:
        return [facts for facts in self.snapshot.facts if facts.topic == topic]


class Libraries:
    """The libraries of a container by locale."""

    def __init__(
        self,
        knowledge: Knowledge,
        clock: Callable[[], float] = time.monotonic,
        encoder: "Encoder | None" = None,
    ) -> None:
        self._knowledge = knowledge
        self._encoder = encoder
        self._clock = clock
        self._open: dict[str, Library] = {}
        self._version = ""
        self._checked = -REFRESH_SECONDS

    def of(self, locale: str) -> Library:
        """The library of a locale at the live version, as of at most ``REFRESH_SECONDS`` ago."""
        version = self._live_version()
        library = self._open.get(locale)
        if library is None or library.version != version:
            snapshot = decode(self._knowledge.snapshot(version, locale))
            library = self._open[locale] = Library(self._knowledge, version, snapshot, self._encoder)
        return library

    def _live_version(self) -> str:
        now = self._clock()
        if now - self._checked >= REFRESH_SECONDS:
            self._version = self._knowledge.live_version()
            self._checked = now
        return self._version
