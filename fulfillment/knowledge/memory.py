"""The knowledge in a dict: for tests and for commands that need no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from threading import Lock

from fulfillment.knowledge.entry import Entry
from fulfillment.knowledge.keys import question
from fulfillment.knowledge.port import Counted, Feedback, ImportConflict, KnowledgeError, NothingPublished, Summary


class InMemoryKnowledge:
    """Implements ``Knowledge``; nothing outlives the process."""

    def __init__(self) -> None:
        self._live: str | None = None
        self._entries: dict[str, list[Entry]] = {}
        self._snapshots: dict[str, Mapping[str, bytes]] = {}
        self._unanswered: Counter[tuple[str, str, str]] = Counter()
        self._feedback: dict[tuple[str, str, str], Counter[str]] = {}
        self._counting = Lock()

    def live_version(self) -> str:
        if self._live is None:
            raise NothingPublished("no content has been imported yet: import some first")
        return self._live

    def entry(self, version: str, locale: str, entry_id: str) -> Entry | None:
        return next((entry for entry in self._of(version, locale) if entry.id == entry_id), None)

    def of_concept(self, version: str, locale: str, concept: str, aspect: str = "") -> Sequence[Summary]:
        found = [
            (asked, entry.id, entry)
            for entry in self._of(version, locale)
            for of, asked in entry.facts.pairs
            if of == concept and aspect in ("", asked)
        ]
        return list(dict.fromkeys(_summary(entry) for *_, entry in sorted(found, key=itemgetter(0, 1))))

    def of_topic(self, version: str, locale: str, topic: str) -> Sequence[Summary]:
        return [_summary(entry) for entry in self._of(version, locale) if entry.facts.topic == topic]

    def snapshot(self, version: str, locale: str) -> bytes:
        try:
            return self._snapshots[version][locale]
        except KeyError as missing:
            raise KnowledgeError(f"there is no snapshot of {version} in {locale}: publish it again") from missing

    def write(self, version: str, entries: Iterable[Entry], snapshots: Mapping[str, bytes]) -> None:
        self._entries[version] = list(entries)
        self._snapshots[version] = snapshots

    def switch(self, version: str, *, expected: str | None) -> None:
        if self._live != expected:
            raise ImportConflict(f"version {self._live} is live, not {expected}: import again")
        self._live = version

    def count_unanswered(self, locale: str, day: str, text: str) -> None:
        with self._counting:
            self._unanswered[locale, day, question(text)] += 1

    def unanswered(self, locale: str, day: str, limit: int = 50) -> Sequence[Counted]:
        counted = [Counted(text, n) for (of, on, text), n in self._unanswered.items() if (of, on) == (locale, day)]
        return sorted(counted, key=lambda question: -question.count)[:limit]

    def count_feedback(self, entry_id: str, locale: str, day: str, *, helpful: bool) -> None:
        with self._counting:
            self._feedback.setdefault((entry_id, locale, day), Counter())["up" if helpful else "down"] += 1

    def feedback(self, entry_id: str) -> Sequence[Feedback]:
        return [
            Feedback(locale, day, thumbs["up"], thumbs["down"])
            for (of, locale, day), thumbs in sorted(self._feedback.items())
            if of == entry_id
        ]

    def _of(self, version: str, locale: str) -> list[Entry]:
        return [entry for entry in self._entries.get(version, []) if entry.locale == locale]


def _summary(entry: Entry) -> Summary:
    return Summary(entry.id, entry.facts.question)
