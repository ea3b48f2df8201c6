"""The rules that content must keep, each with what to do about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bot.knowledge.forms import (
    CODE,
    ENTRY,
    ENTRY_REQUIRED,
    LINK,
    LOCALES,
    SAID,
    SAID_REQUIRED,
    STEP,
    STEP_REQUIRED,
    TOPIC_FILE,
    element_form_problems,
    entry_form_problems,
    form_problems,
    key_problems,
    said_form_problems,
)
from bot.knowledge.located import LocatedDict, LocatedList
from bot.knowledge.problems import Problem
from fulfillment.knowledge.text import normalise

KINDS = ("concepts", "aspects", "topics")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
URL = re.compile(r"https://[^\s<>\"']+")

FEWEST_PHRASINGS = 6
LONGEST_QUESTION = 50
"""A question becomes a button, and a button's text holds 50 characters (lexv2-runtime model)."""
LONGEST = {"answer": 900, "details": 2500, "spoken": 400}
LONGEST_PHRASING = 500
"""Lex's quota for a sample utterance."""
UNSPEAKABLE = re.compile(r"https?://|[`*_<>{}\[\]]")


@dataclass(frozen=True)
class _Known:
    """What entries may refer to."""

    terms: Mapping[str, frozenset[str]]
    entry_ids: frozenset[str]


def check_content(
    glossary_path: Path,
    glossary: Any,
    topics: Mapping[Path, Any],
    further: Mapping[Path, Any],
    out_of_scope: Mapping[Path, Any],
) -> list[Problem]:
    """Every problem of a content set, in the order of its files.

    ``further`` are the files of phrasings alone, ``out_of_scope`` those of questions to refuse.
    """
    problems = list(_glossary_problems(str(glossary_path), glossary))
    problems += [problem for path, file in topics.items() for problem in _file_problems(str(path), file)]
    if problems:
        return problems
    known = _Known(
        {kind: frozenset(term["id"] for term in glossary[kind]) for kind in KINDS},
        frozenset(str(entry.get("id")) for file in topics.values() for entry in file["entries"]),
    )
    for path, file in topics.items():
        problems += _topic_problems(str(path), file, known)
    for path, file in further.items():
        problems += _further_problems(str(path), file, known)
    for path, file in out_of_scope.items():
        problems += _out_of_scope_problems(str(path), file)
    return problems or list(_clashes(topics, further))


def _glossary_problems(path: str, glossary: Any) -> Iterator[Problem]:
    if not isinstance(glossary, LocatedDict) or not set(glossary) <= set(KINDS):
        yield Problem(path, 1, "is no glossary", f"write the keys {', '.join(KINDS)}, and no others")
        return
    for kind in KINDS:
        terms = glossary.get(kind)
        if not isinstance(terms, LocatedList) or not terms:
            yield Problem(path, glossary.lines.get(kind, 1), f"{kind} is missing or empty", "list at least one")
            continue
        seen: set[str] = set()
        for term, line in zip(terms, terms.lines, strict=True):
            yield from _term_problems(path, line, kind, term, seen)


def _term_problems(path: str, line: int, kind: str, term: Any, seen: set[str]) -> Iterator[Problem]:
    if not isinstance(term, LocatedDict) or not ID.fullmatch(str(term.get("id", ""))):
        yield Problem(path, line, f"an element of {kind} has no id", "give it one in lower case with hyphens")
        return
    if term["id"] in seen:
        yield Problem(path, line, f"{term['id']} stands twice in {kind}", "keep one of the two")
    seen.add(term["id"])
    for locale in LOCALES:
        names = term.get(locale)
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            yield Problem(path, line, f"{term['id']} has no names in {locale}", "list at least one")


def _file_problems(path: str, file: Any) -> Iterator[Problem]:
    if not isinstance(file, LocatedDict) or set(file) != set(TOPIC_FILE):
        yield Problem(path, 1, "is no topic file", "write the keys topic and entries, and no others")
        return
    wrong = list(form_problems(path, file, TOPIC_FILE))
    yield from wrong
    if wrong:
        return
    if not file["entries"]:
        yield Problem(path, file.lines["entries"], "entries is empty", "write at least one entry")
    yield from element_form_problems(path, file["entries"], "entry", LocatedDict)


def _topic_problems(path: str, file: LocatedDict, known: _Known) -> Iterator[Problem]:
    if file["topic"] not in known.terms["topics"]:
        yield Problem(path, file.lines["topic"], f"topic {file['topic']!r} is not in the glossary", "add it there")
    for entry in file["entries"]:
        yield from _entry_problems(path, entry, known)


def _entry_problems(path: str, entry: LocatedDict, known: _Known) -> Iterator[Problem]:
    yield from key_problems(path, entry, ENTRY, ENTRY_REQUIRED)
    wrong = list(entry_form_problems(path, entry))
    yield from wrong
    if wrong:
        return
    if not ID.fullmatch(str(entry.get("id", ""))):
        yield Problem(path, entry.line, f"id {entry.get('id')!r} is malformed", "use lower case words and hyphens")
    if not DATE.fullmatch(str(entry.get("updated", "2000-01-01"))):
        yield Problem(path, entry.lines["updated"], "updated is no date", "write it as YYYY-MM-DD")
    yield from _reference_problems(path, entry, known)
    yield from _link_problems(path, entry.get("sources", ()))
    for code in entry.get("code", {}).values():
        yield from key_problems(path, code, CODE, tuple(CODE))
    for locale in LOCALES:
        if locale in entry:
            yield from _said_problems(path, entry[locale])


def _reference_problems(path: str, entry: LocatedDict, known: _Known) -> Iterator[Problem]:
    for pair in (entry, *entry.get("also", ())):
        for key in ("concept", "aspect"):
            if pair.get(key) not in known.terms[f"{key}s"]:
                yield Problem(path, pair.line, f"{key} {pair.get(key)!r} is not in the glossary", "add it there")
    for related in entry.get("related", ()):
        if related not in known.entry_ids:
            yield Problem(path, entry.lines["related"], f"related {related!r} is no entry", "name an entry's id")


def _link_problems(path: str, links: Iterable[LocatedDict]) -> Iterator[Problem]:
    for link in links:
        if set(link) != set(LINK) or not URL.fullmatch(link["url"]):
            yield Problem(path, link.line, "a link needs a title and an https url", "write both, and nothing else")


def _said_problems(path: str, said: LocatedDict) -> Iterator[Problem]:
    yield from key_problems(path, said, SAID, SAID_REQUIRED)
    wrong = list(said_form_problems(path, said))
    yield from wrong
    if wrong:
        return
    for step in said.get("steps", ()):
        yield from key_problems(path, step, STEP, STEP_REQUIRED)
    yield from _link_problems(path, said.get("links", ()))
    yield from _length_problems(path, said)
    phrasings = said.get("phrasings", LocatedList.empty())
    if len(phrasings) < FEWEST_PHRASINGS:
        line, what = said.lines.get("phrasings", said.line), f"fewer than {FEWEST_PHRASINGS} phrasings"
        yield Problem(path, line, what, f"write at least {FEWEST_PHRASINGS} ways people ask this")
    else:
        yield from _phrasing_problems(path, phrasings)
    if UNSPEAKABLE.search(said.get("spoken", "")):
        yield Problem(path, said.lines["spoken"], "spoken has a URL, code or Markdown", "write it as it is said aloud")


def _further_problems(path: str, file: Any, known: _Known) -> Iterator[Problem]:
    if not isinstance(file, LocatedDict):
        yield Problem(path, 1, "is no mapping", "write `<entry id>:` and a list of phrasings below it")
        return
    for entry_id, phrasings in file.items():
        if entry_id not in known.entry_ids or not isinstance(phrasings, LocatedList):
            yield Problem(path, file.lines[entry_id], f"{entry_id!r} is no entry or has no list", "name an entry's id")
            continue
        yield from _phrasing_problems(path, phrasings)


def _out_of_scope_problems(path: str, file: Any) -> Iterator[Problem]:
    if not isinstance(file, LocatedDict) or not all(isinstance(group, LocatedList) for group in file.values()):
        yield Problem(path, 1, "is no mapping of lists", "write groups of questions, for example `far:` and `near:`")
        return
    for group in file.values():
        yield from _phrasing_problems(path, group)


def _phrasing_problems(path: str, phrasings: LocatedList) -> Iterator[Problem]:
    for phrasing, line in zip(phrasings, phrasings.lines, strict=True):
        if not isinstance(phrasing, str) or not phrasing.strip() or len(phrasing) > LONGEST_PHRASING:
            what = "a phrasing is no text, empty or too long"
            yield Problem(path, line, what, f"use 1 to {LONGEST_PHRASING} characters")


def _length_problems(path: str, said: LocatedDict) -> Iterator[Problem]:
    for key, longest in {"question": LONGEST_QUESTION, **LONGEST}.items():
        if len(said.get(key, "")) > longest:
            what = f"{key} has {len(said[key])} characters"
            yield Problem(path, said.lines[key], what, f"shorten it to {longest}")


def _clashes(topics: Mapping[Path, LocatedDict], further: Mapping[Path, LocatedDict]) -> Iterator[Problem]:
    """Things that must be there once only: ids, concept and aspect pairs, and ways of asking."""
    seen: dict[tuple[str, ...], str] = {}
    for path, line, claim, name in chain(_entry_claims(topics), _further_claims(further)):
        place = seen.setdefault(claim, f"{path}:{line}")
        if place != f"{path}:{line}":
            yield Problem(str(path), line, f"{name} stands at {place} already", "keep one of the two")


Claim = tuple[Path, int, tuple[str, ...], str]
"""Where something is said, what it takes for itself, and its name for people."""


def _entry_claims(topics: Mapping[Path, LocatedDict]) -> Iterator[Claim]:
    for path, file in topics.items():
        for entry in file["entries"]:
            yield path, entry.line, ("id", entry["id"]), f"id {entry['id']!r}"
            for pair in (entry, *entry.get("also", ())):
                yield path, pair.line, ("pair", pair["concept"], pair["aspect"]), f"{pair['concept']}/{pair['aspect']}"
            for locale in LOCALES:
                yield from _phrasing_claims(path, locale, entry[locale]["phrasings"])


def _further_claims(further: Mapping[Path, LocatedDict]) -> Iterator[Claim]:
    for path, file in further.items():
        for phrasings in file.values():
            yield from _phrasing_claims(path, path.parent.name, phrasings)


def _phrasing_claims(path: Path, locale: str, phrasings: LocatedList) -> Iterator[Claim]:
    for phrasing, line in zip(phrasings, phrasings.lines, strict=True):
        yield path, line, (locale, normalise(phrasing).replace(" ", "")), f"the phrasing {phrasing!r}"
