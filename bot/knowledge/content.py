"""A whole content set: the entries of every topic file and the glossary, in every locale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.knowledge.check import check_content
from bot.knowledge.located import LocatedDict, read_yaml
from bot.knowledge.problems import ContentError, Problem
from fulfillment.knowledge.entry import Code, Entry, Facts, Link, Step
from fulfillment.knowledge.glossary import Glossary, Term, by_id
from fulfillment.knowledge.rich_text import rich_text

LOCALES = ("ko_KR", "en_US")
GLOSSARY = "glossary.yaml"
OUT_OF_SCOPE = "out_of_scope"
OUR_CONTENT = Path(__file__).parent

Further = dict[str, dict[str, Sequence[str]]]
"""Locale, then entry id, to phrasings that stand apart from the entry."""


@dataclass(frozen=True)
class Content:
    """Everything a bot knows, as its files say it."""

    entries: Sequence[Entry]
    glossaries: Mapping[str, Glossary]
    out_of_scope: Mapping[str, Sequence[str]]
    """Questions by locale that the bot must refuse."""

    def of(self, locale: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.locale == locale]


def read_content(folder: Path = OUR_CONTENT) -> Content:
    """Read and check the files of a folder.

    These are ``glossary.yaml``, ``<topic>.yaml``, ``phrasings/<locale>/<topic>.yaml`` and
    ``out_of_scope/<locale>.yaml``.

    Raises ContentError with every problem found, each as ``path:line: what, and what to do``.
    """
    if folder.is_relative_to(Path.cwd()):
        folder = folder.relative_to(Path.cwd())  # so that problems show paths as people type them
    if not (folder / GLOSSARY).is_file():
        missing = Problem(str(folder / GLOSSARY), 1, "is missing", "write the concepts, aspects and topics there")
        raise ContentError([missing])
    glossary = read_yaml(folder / GLOSSARY)
    topics = {path: read_yaml(path) for path in sorted(folder.glob("*.yaml")) if path.name != GLOSSARY}
    further = {
        path: read_yaml(path) for locale in LOCALES for path in sorted((folder / "phrasings" / locale).glob("*.yaml"))
    }
    strange = {
        path: read_yaml(path) for locale in LOCALES if (path := folder / OUT_OF_SCOPE / f"{locale}.yaml").is_file()
    }
    problems = check_content(folder / GLOSSARY, glossary, topics, further, strange)
    if problems:
        raise ContentError(problems)
    return Content(
        entries=_entries(glossary, topics, _by_locale(further)),
        glossaries={locale: _glossary(glossary, locale) for locale in LOCALES},
        out_of_scope={path.stem: list(chain.from_iterable(file.values())) for path, file in strange.items()},
    )


def _by_locale(further: Mapping[Path, LocatedDict]) -> Further:
    phrasings: Further = {locale: {} for locale in LOCALES}
    for path, by_id_ in further.items():
        phrasings[path.parent.name].update(by_id_)
    return phrasings


def _entries(glossary: LocatedDict, topics: Mapping[Path, LocatedDict], further: Further) -> list[Entry]:
    order = [topic["id"] for topic in glossary["topics"]]
    files = sorted(topics.values(), key=lambda file: order.index(file["topic"]))
    return [
        _entry(raw, file["topic"], locale, further[locale].get(raw["id"], ()))
        for file in files
        for raw in file["entries"]
        for locale in LOCALES
    ]


def _entry(raw: LocatedDict, topic: str, locale: str, further: Sequence[str]) -> Entry:
    said = raw[locale]
    return Entry(
        facts=Facts(
            id=raw["id"],
            topic=topic,
            concept=raw["concept"],
            aspect=raw["aspect"],
            question=said["question"],
            also=tuple((pair["concept"], pair["aspect"]) for pair in raw.get("also", ())),
            related=tuple(raw.get("related", ())),
        ),
        locale=locale,
        phrasings=(*said["phrasings"], *further),
        answer=rich_text(said["answer"]),
        spoken=said["spoken"].strip(),
        details=rich_text(said["details"]) if said.get("details") else None,
        links=tuple(Link(**link) for link in said.get("links", ())),
        sources=tuple(Link(**source) for source in raw.get("sources", ())),
        updated=raw["updated"],
        steps=tuple(_step(step) for step in said.get("steps", ())),
        code={runtime: Code(**code) for runtime, code in raw.get("code", {}).items()},
    )


def _step(raw: LocatedDict) -> Step:
    return Step(raw["title"], rich_text(raw["text"]), raw["spoken"].strip(), raw.get("code") == "true")


def _glossary(raw: LocatedDict, locale: str) -> Glossary:
    return Glossary(**{kind: by_id(_term(term, locale) for term in terms) for kind, terms in raw.items()})


def _term(raw: LocatedDict, locale: str) -> Term:
    """A term with its names; people of every locale use the English ones too."""
    return Term(raw["id"], tuple(dict.fromkeys([*raw[locale], *raw["en_US"]])))
