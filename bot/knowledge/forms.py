"""Which keys the mappings of content have, and what each key holds."""

from collections.abc import Iterator, Mapping

from bot.knowledge.located import LocatedDict, LocatedList
from bot.knowledge.problems import Problem

LOCALES = ("ko_KR", "en_US")
Form = Mapping[str, type]
"""The keys a mapping may have, and what each holds."""
FORMS: Mapping[type, str] = {str: "text", LocatedList: "list", LocatedDict: "mapping"}
TOPIC_FILE: Form = {"topic": str, "entries": LocatedList}
ENTRY: Form = {
    "id": str,
    "concept": str,
    "aspect": str,
    "also": LocatedList,
    "updated": str,
    "sources": LocatedList,
    "related": LocatedList,
    "code": LocatedDict,
    **dict.fromkeys(LOCALES, LocatedDict),
}
ENTRY_REQUIRED = ("id", "concept", "aspect", "updated", *LOCALES)
SAID: Form = {
    "question": str,
    "phrasings": LocatedList,
    "answer": str,
    "spoken": str,
    "details": str,
    "links": LocatedList,
    "steps": LocatedList,
}
SAID_REQUIRED = ("question", "phrasings", "answer", "spoken")
PAIR: Form = {"concept": str, "aspect": str}
LINK: Form = {"title": str, "url": str}
STEP: Form = {"title": str, "text": str, "spoken": str, "code": str}
STEP_REQUIRED = ("title", "text", "spoken")
CODE: Form = {"label": str, "version": str, "source": str}


def key_problems(path: str, mapping: LocatedDict, form: Form, required: tuple[str, ...]) -> Iterator[Problem]:
    for key in mapping:
        if key not in form:
            yield Problem(path, mapping.lines[key], f"unknown key {key!r}", f"use one of {', '.join(sorted(form))}")
    for key in required:
        if not mapping.get(key):
            yield Problem(path, mapping.line, f"{key} is missing or empty", "write it")


def form_problems(path: str, mapping: LocatedDict, form: Form) -> Iterator[Problem]:
    for key, value in mapping.items():
        if key in form and not isinstance(value, form[key]):
            yield Problem(path, mapping.lines[key], f"{key} is no {FORMS[form[key]]}", f"write a {FORMS[form[key]]}")


def element_form_problems(path: str, elements: LocatedList, name: str, wanted: type) -> Iterator[Problem]:
    for element, line in zip(elements, elements.lines, strict=True):
        if not isinstance(element, wanted):
            yield Problem(path, line, f"this {name} is no {FORMS[wanted]}", f"write a {FORMS[wanted]}")


def _mappings_problems(path: str, elements: LocatedList, name: str, form: Form) -> Iterator[Problem]:
    yield from element_form_problems(path, elements, name, LocatedDict)
    for element in elements:
        if isinstance(element, LocatedDict):
            yield from form_problems(path, element, form)


def entry_form_problems(path: str, entry: LocatedDict) -> Iterator[Problem]:
    """Texts, lists and mappings that are none; nothing else can be checked before they are."""
    wrong = list(form_problems(path, entry, ENTRY))
    yield from wrong
    if wrong:
        return
    nothing = LocatedList.empty()
    yield from _mappings_problems(path, entry.get("also", nothing), "pair", PAIR)
    yield from _mappings_problems(path, entry.get("sources", nothing), "link", LINK)
    yield from element_form_problems(path, entry.get("related", nothing), "id", str)
    yield from _code_form_problems(path, entry.get("code", {}))


def _code_form_problems(path: str, code: LocatedDict) -> Iterator[Problem]:
    for runtime, program in code.items():
        if isinstance(program, LocatedDict):
            yield from form_problems(path, program, CODE)
        else:
            yield Problem(path, code.lines[runtime], f"{runtime} is no mapping", "write a mapping")


def said_form_problems(path: str, said: LocatedDict) -> Iterator[Problem]:
    wrong = list(form_problems(path, said, SAID))
    yield from wrong
    if wrong:
        return
    nothing = LocatedList.empty()
    yield from _mappings_problems(path, said.get("links", nothing), "link", LINK)
    yield from _mappings_problems(path, said.get("steps", nothing), "step", STEP)
