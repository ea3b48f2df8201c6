"""Every built-in slot type reads what its data files say; the clock stands at 10:00 on Wednesday 2020-11-25."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from bot.lex.slot_types import BUILT_IN_TYPES
from bot.lex.slot_types.reading import Setting

NOW = datetime(2020, 11, 25, 10, 0)
FOLDER = Path(__file__).parent / "cases"


def cases(kind: str) -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for locale, groups in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for text, expected in (groups.get(kind) or {}).items():
                yield pytest.param(path.stem, locale, str(text), expected, id=f"{path.stem}-{locale}-{text}")


def as_list(expected: object) -> list[str]:
    return [] if expected is None else [str(e) for e in expected] if isinstance(expected, list) else [str(expected)]


@pytest.mark.parametrize(("name", "locale", "text", "expected"), list(cases("answers")))
def test_an_answer_resolves_to_the_documented_form(name: str, locale: str, text: str, expected: object) -> None:
    reading = BUILT_IN_TYPES[f"AMAZON.{name}"].answer(text, Setting(locale, NOW))
    assert (list(reading.resolved) if reading else []) == as_list(expected)


@pytest.mark.parametrize(("name", "locale", "text", "expected"), list(cases("finds")))
def test_values_are_found_in_free_text(name: str, locale: str, text: str, expected: object) -> None:
    readings = BUILT_IN_TYPES[f"AMAZON.{name}"].find(text, Setting(locale, NOW))
    assert [value for reading in readings for value in reading.resolved] == as_list(expected)


@pytest.mark.parametrize(("name", "locale", "text", "words"), list(cases("spans")))
def test_a_value_keeps_the_words_that_said_it(name: str, locale: str, text: str, words: str) -> None:
    readings = BUILT_IN_TYPES[f"AMAZON.{name}"].find(text, Setting(locale, NOW))
    assert [text[reading.start : reading.end] for reading in readings] == as_list(words)


def test_an_ambiguous_time_has_no_interpreted_value() -> None:
    reading = BUILT_IN_TYPES["AMAZON.Time"].answer("10시", Setting("ko_KR", NOW))
    assert reading is not None and reading.interpreted is None and reading.resolved == ("10:00", "22:00")


@pytest.mark.parametrize("name", sorted(BUILT_IN_TYPES))
def test_each_type_has_twenty_cases_in_both_locales(name: str) -> None:
    data = yaml.safe_load((FOLDER / f"{name.removeprefix('AMAZON.')}.yaml").read_text(encoding="utf-8"))
    for locale in ("en_US", "ko_KR"):
        assert sum(len(group) for group in data[locale].values()) >= 20
