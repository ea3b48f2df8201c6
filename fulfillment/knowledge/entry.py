"""One FAQ record in one locale, and what the conversation needs to know of it without reading it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Pair = tuple[str, str]
"""A concept and an aspect, for example ``("lambda", "limits")``."""


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class RichText:
    """A Markdown text in every form that a channel may want; the forms are made once, when the entry is written."""

    markdown: str
    text: str
    html: str


@dataclass(frozen=True)
class Step:
    """One step of a tutorial. ``{runtime}`` in its texts stands for the runtime that the asker chose."""

    title: str
    text: RichText
    spoken: str
    shows_code: bool = False


@dataclass(frozen=True)
class Code:
    """The code of a tutorial in one runtime."""

    label: str
    version: str
    source: str


@dataclass(frozen=True)
class Facts:
    """What finding an entry takes; the snapshot holds these of all entries in memory."""

    id: str
    topic: str
    concept: str
    aspect: str
    question: str
    also: tuple[Pair, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every concept and aspect that this entry answers, its own first."""
        return ((self.concept, self.aspect), *self.also)


@dataclass(frozen=True)
class Entry:
    """One FAQ record in one locale."""

    facts: Facts
    locale: str
    phrasings: tuple[str, ...]
    answer: RichText
    spoken: str
    details: RichText | None = None
    links: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()
    updated: str = ""
    steps: tuple[Step, ...] = ()
    code: Mapping[str, Code] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.facts.id

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Entry":
        raw = json.loads(text)
        return cls(
            facts=facts_from(raw["facts"]),
            locale=raw["locale"],
            phrasings=tuple(raw["phrasings"]),
            answer=RichText(**raw["answer"]),
            spoken=raw["spoken"],
            details=RichText(**raw["details"]) if raw["details"] else None,
            links=tuple(Link(**link) for link in raw["links"]),
            sources=tuple(Link(**link) for link in raw["sources"]),
            updated=raw["updated"],
            steps=tuple(_step(step) for step in raw["steps"]),
            code={runtime: Code(**code) for runtime, code in raw["code"].items()},
        )


def facts_from(raw: Mapping[str, Any]) -> Facts:
    """Read facts back from the JSON object that ``asdict`` made of them."""
    pairs = tuple((concept, aspect) for concept, aspect in raw["also"])
    return Facts(**{**raw, "also": pairs, "related": tuple(raw["related"])})


def _step(raw: Mapping[str, Any]) -> Step:
    return Step(**{**raw, "text": RichText(**raw["text"])})
