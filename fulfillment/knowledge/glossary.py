"""What one can ask about, and by which names people call it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A concept, aspect or topic in one locale. The first name is the one shown to people."""

    id: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Glossary:
    """The terms of one locale, each kind by id, in the order of the content."""

    concepts: Mapping[str, Term] = field(default_factory=dict)
    aspects: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Term] = field(default_factory=dict)

    def to_json(self) -> dict[str, list[list[str]]]:
        return {kind: [[term.id, *term.names] for term in terms.values()] for kind, terms in vars(self).items()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Iterable[Sequence[str]]]) -> "Glossary":
        return cls(
            **{kind: by_id(Term(term_id, tuple(names)) for term_id, *names in terms) for kind, terms in raw.items()}
        )


def by_id(terms: Iterable[Term]) -> dict[str, Term]:
    return {term.id: term for term in terms}
