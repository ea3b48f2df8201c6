"""Reading texts: names by whatever particle, spacing and script; stems; typing errors."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fulfillment.knowledge.korean import is_particle, stem_korean
from fulfillment.knowledge.spelling import Speller, edit_distance, spell_out
from fulfillment.knowledge.text import TextReader, normalise, stem
from tests.fulfillment.small_content import GLOSSARY

CASES = [
    pytest.param(case["text"], case["names"], id=f"{group}: {case['text']}")
    for group, cases in yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8")).items()
    for case in cases
]
READER = TextReader(GLOSSARY)


@pytest.mark.parametrize(("text", "names"), CASES)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert [feature for feature in READER.features(text) if feature[0] in "ca"] == names


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(weight > 0 for weight in READER.features(text).values())


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｌａｍｂｄａ", "lambda"),
        ("What's  THIS?!", "whats this"),
        ("C# / .NET, Node.js", "c# net node.js"),
        ("가", "가"),
    ],
)
def test_one_spelling_stands_for_all_that_people_type_alike(one: str, other: str) -> None:
    assert normalise(one) == other


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (["느려요", "느리", "느린데"], None),
        (["배포는", "배포를", "배포하려면", "배포해줘"], "배포"),
        (["가격이", "가격은", "가격"], "가격"),
        (["functions", "function"], "function"),
        (["deploying", "deployed", "deploys"], "deploy"),
        (["policies", "policy"], "policy"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: list[str], shared: str | None) -> None:
    stems = {stem(word) for word in words}
    assert stems == {shared} if shared else all(stem.startswith("느") for stem in stems)


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert stem_korean(word)
    assert word.startswith(stem_korean(word))


@pytest.mark.parametrize(("text", "particle"), [("는", True), ("에서는", True), ("이랑은", True), ("람다", False)])
def test_particles_are_known_alone_and_one_on_another(text: str, particle: bool) -> None:
    assert is_particle(text) is particle


class TestSpelling:
    SPELLER = Speller(["throttle", "concurrency", "timeout", "동시성", "메모리"])

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("timeuot", "timeout"),
            ("timeot", "timeout"),
            ("concurency", "concurrency"),
            ("conccurrencu", "concurrency"),
            ("메머리", "메모리"),
            ("동시셩", "동시성"),
        ],
    )
    def test_a_typing_error_is_mended(self, typed: str, meant: str) -> None:
        assert self.SPELLER.correct(typed) == meant

    @pytest.mark.parametrize("word", ["timeout", "tim", "python", "timeout2", "s3", "메", ""])
    def test_known_short_other_and_numbered_words_are_left_alone(self, word: str) -> None:
        assert self.SPELLER.correct(word) == word

    def test_one_wrong_vowel_of_a_syllable_is_one_error(self) -> None:
        assert edit_distance(spell_out("메머리"), spell_out("메모리"), 2) == 1

    @pytest.mark.parametrize(
        ("left", "right", "errors"),
        [("same", "same", 0), ("form", "from", 1), ("a", "abc", 2), ("abc", "xyz", 3), ("", "abcdef", 3)],
    )
    def test_errors_are_counted_up_to_a_limit(self, left: str, right: str, errors: int) -> None:
        assert edit_distance(left, right, limit=2) == errors

    def test_a_reader_that_knows_an_index_mends_words_but_not_names(self) -> None:
        reader = TextReader(GLOSSARY, ["concurrency"])
        assert "w:concurrency" in reader.features("concurency")
        assert "c:lambda" in reader.features("lamda")
        assert "c:lambda" in reader.features("lambda")
