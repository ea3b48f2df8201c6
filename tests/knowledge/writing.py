"""A small content folder, valid as it is, to be spoiled by a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Raw = dict[str, Any]

LOCALES = ("ko_KR", "en_US")


def valid_files() -> dict[str, Any]:
    """File names to what they hold: a glossary, two entries, a further phrasing, questions to refuse."""
    return {
        "glossary.yaml": {
            "concepts": [_term("lambda"), _term("sam")],
            "aspects": [_term("definition"), _term("limits")],
            "topics": [_term("basics")],
        },
        "basics.yaml": {
            "topic": "basics",
            "entries": [
                {
                    "id": "what-is-lambda",
                    "concept": "lambda",
                    "aspect": "definition",
                    "also": [{"concept": "sam", "aspect": "limits"}],
                    "updated": "2026-11-23",
                    "sources": [{"title": "Home", "url": "https://example.com"}],
                    "related": ["what-is-sam"],
                    "code": {"python": {"label": "Python", "version": "3.14", "source": "pass"}},
                    **{locale: _said("lambda", locale) for locale in LOCALES},
                },
                {
                    "id": "what-is-sam",
                    "concept": "sam",
                    "aspect": "definition",
                    "updated": "2026-11-23",
                    **{locale: _said("sam", locale) for locale in LOCALES},
                },
            ],
        },
        "phrasings/ko_KR/basics.yaml": {"what-is-lambda": ["람다 정체"]},
        "out_of_scope/ko_KR.yaml": {"far": ["날씨 어때"]},
    }


def _term(term_id: str) -> Raw:
    return {"id": term_id, "ko_KR": [f"{term_id} 이름"], "en_US": [f"{term_id} name"]}


def _said(name: str, locale: str) -> Raw:
    return {
        "question": f"What is {name}?",
        "phrasings": [f"{name} {locale} {number}" for number in range(6)],
        "answer": "It **is**.",
        "spoken": "It is.",
        "details": "More.",
        "links": [{"title": "Home", "url": "https://example.com"}],
        "steps": [{"title": "First", "text": "Do it.", "spoken": "Do it.", "code": "true"}],
    }


def write(folder: Path, files: dict[str, Any]) -> Path:
    """Write the files as YAML, one key or element a line."""
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def place(files: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The mapping or list, and the key or number in it, that a path such as ``basics.yaml/entries/0/id`` names."""
    name = next(name for name in files if path.startswith(f"{name}/"))
    holder: Any = files[name]
    *way, last = [int(step) if step.isdigit() else step for step in path.removeprefix(f"{name}/").split("/")]
    for step in way:
        holder = holder[step]
    return holder, last


def line_of(folder: Path, name: str, matches: Callable[[str], bool]) -> int:
    """The number of the first line that matches."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if matches(line))
