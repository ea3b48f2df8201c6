"""Finding entries: the index, the confidence, and the snapshot they travel in."""

import random
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.content import Content
from fulfillment.knowledge import snapshot as snapshots_module
from fulfillment.knowledge.index import build_index
from fulfillment.knowledge.library import REFRESH_SECONDS, Libraries, Library
from fulfillment.knowledge.memory import InMemoryKnowledge
from fulfillment.knowledge.port import KnowledgeError
from fulfillment.knowledge.publish import publish
from fulfillment.knowledge.snapshot import MAGIC, Snapshot, build_snapshot, decode, encode
from tests.fulfillment.small_content import GLOSSARY, an_entry, snapshots

LOCALES = ("ko_KR", "en_US")


@pytest.fixture(scope="module")
def libraries(published: InMemoryKnowledge) -> dict[str, Library]:
    opened = Libraries(published)
    return {locale: opened.of(locale) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
class TestSearch:
    def test_finds_every_question_and_phrasing_exactly(
        self, libraries: dict[str, Library], content: Content, locale: str
    ) -> None:
        ways = [(entry.id, way) for entry in content.of(locale) for way in (entry.facts.question, entry.phrasings[0])]
        for entry_id, way in ways:
            hit = libraries[locale].search(way)[0]
            assert (hit.id, hit.exact) == (entry_id, True), way

    def test_is_all_but_certain_of_an_exact_question(
        self, libraries: dict[str, Library], content: Content, locale: str
    ) -> None:
        sure = [libraries[locale].search(entry.facts.question)[0].confidence for entry in content.of(locale)]
        assert median(sure) > 0.9
        assert min(sure) > 0.5

    def test_gives_confidences_in_order_and_between_0_and_1(self, libraries: dict[str, Library], locale: str) -> None:
        hits = libraries[locale].search("lambda 람다 timeout 시간 error 오류")
        confidences = [hit.confidence for hit in hits]
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= confidence <= 1 for confidence in confidences)

    def test_does_not_trust_questions_that_are_none_of_its_business(
        self, libraries: dict[str, Library], content: Content, locale: str
    ) -> None:
        strange = random.Random(7).sample(list(content.out_of_scope[locale]), 60)
        trusted = [text for text in strange if (hits := libraries[locale].search(text)) and hits[0].confidence > 0.5]
        assert len(trusted) <= len(strange) * 0.1, trusted

    @pytest.mark.parametrize("text", ["", " ", "?!", "ㅋㅋㅋ", "🤖", "\x00"])
    def test_finds_nothing_in_nothing(self, libraries: dict[str, Library], locale: str, text: str) -> None:
        assert all(hit.confidence < 0.3 for hit in libraries[locale].search(text))

    def test_survives_a_typing_error(self, libraries: dict[str, Library], locale: str) -> None:
        asked = {"ko_KR": "콜드 스타트가 머야", "en_US": "what is a cold strat"}[locale]
        assert libraries[locale].search(asked)[0].id == "cold-start"


@pytest.mark.parametrize(
    ("asked", "concepts", "aspects", "bare"),
    [
        ("람다 단점", ("lambda",), ("disadvantages",), True),
        ("람다", ("lambda",), (), True),
        ("람다 무지개", ("lambda",), (), False),
        ("무지개", (), (), False),
    ],
)
def test_a_library_says_what_a_question_names(
    libraries: dict[str, Library], asked: str, concepts: Sequence[str], aspects: Sequence[str], bare: bool
) -> None:
    found = libraries["ko_KR"].asked(asked)
    assert (found.concepts, found.aspects, found.bare) == (concepts, aspects, bare)


class TestIndex:
    UNITS = ((0, {"w:cold": 1.0, "w:start": 1.0}), (0, {"w:slow": 1.0}), (1, {"w:price": 1.0, "w:start": 1.0}))
    WHOLES = ({"w:cold": 1.0, "w:start": 1.0, "w:slow": 1.0}, {"w:price": 1.0, "w:start": 1.0})

    def test_is_nearest_to_its_own_unit_with_cosine_1(self) -> None:
        near = build_index(self.UNITS, self.WHOLES).nearest({"w:cold": 1.0, "w:start": 1.0})
        assert near[0].entry == 0
        assert near[0].best == pytest.approx(1, abs=0.01)
        assert near[0].covered == pytest.approx(1)
        assert near[0].words == pytest.approx(1)

    def test_weighs_a_rare_word_more_than_a_common_one(self) -> None:
        index = build_index(self.UNITS, self.WHOLES)
        assert index.rarity["w:cold"] > index.rarity["w:start"]
        assert index.nearest({"w:price": 1.0, "w:start": 1.0})[0].entry == 1

    def test_counts_what_it_never_saw_as_unknown(self) -> None:
        index = build_index(self.UNITS, self.WHOLES)
        assert index.unknown({"w:rainbow": 1.0}) == 1
        assert 0 < index.unknown({"w:rainbow": 1.0, "w:cold": 1.0}) < 1
        assert index.unknown({}) == 0

    def test_finds_nothing_for_no_features_or_in_no_entries(self) -> None:
        assert not build_index(self.UNITS, self.WHOLES).nearest({})
        assert not build_index([], []).nearest({"w:cold": 1.0})


ENTRIES = [
    an_entry("one", phrasings=["what is this", "explain"], also=[("sam", "limits")]),
    an_entry("two", aspect="limits", phrasings=["how far does it go"]),
]


@pytest.fixture
def small() -> Snapshot:
    return build_snapshot("en_US", ENTRIES, GLOSSARY, ["how is the weather"])


class TestSnapshot:
    def test_is_the_same_after_a_journey(self, small: Snapshot) -> None:
        rounded = {feature: round(rarity, 4) for feature, rarity in small.index.rarity.items()}
        index = replace(small.index, rarity=rounded, unknown_rarity=max(rounded.values()))
        assert decode(encode(small)) == replace(small, index=index)

    def test_always_has_the_same_bytes(self, small: Snapshot) -> None:
        assert encode(small) == encode(decode(encode(small)))

    def test_of_no_entries_finds_nothing(self) -> None:
        assert decode(encode(build_snapshot("en_US", [], GLOSSARY))).facts == []

    def test_reads_the_same_on_a_machine_of_the_other_byte_order(
        self, small: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = snapshots_module._bytes(small.index.entry_of_unit)
        monkeypatch.setattr(sys, "byteorder", {"little": "big", "big": "little"}[sys.byteorder])
        there = snapshots_module._bytes(small.index.entry_of_unit)
        assert there == b"".join(here[start : start + 4][::-1] for start in range(0, len(here), 4))
        assert snapshots_module._array(there) == small.index.entry_of_unit

    @pytest.mark.parametrize(
        "data",
        [b"", b"FAQ", b"FAQ1", b"FAQ0" + zlib.compress(b""), MAGIC + zlib.compress(b""), MAGIC + zlib.compress(b"\1")],
    )
    def test_refuses_what_is_no_snapshot(self, data: bytes) -> None:
        with pytest.raises(KnowledgeError, match="publish the content again"):
            decode(data)

    @pytest.mark.parametrize("header", [b"{}", b"[]", b"null", b"\xff", b'{"vocabulary": [], "rarity": []}'])
    def test_refuses_a_header_that_is_none(self, header: bytes) -> None:
        with pytest.raises(KnowledgeError):
            decode(MAGIC + zlib.compress(len(header).to_bytes(4, "little") + header))

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_refuses_bytes_of_which_one_is_wrong_or_missing(self, data: st.DataObject) -> None:
        whole = encode(build_snapshot("en_US", ENTRIES, GLOSSARY))
        place = data.draw(st.integers(0, len(whole) - 1))
        flipped = whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]
        for broken in (flipped, whole[:place]):
            with pytest.raises(KnowledgeError):
                decode(broken)


class TestLibraries:
    def test_load_a_version_once_and_look_for_a_new_one_seldom(self) -> None:
        knowledge, now = InMemoryKnowledge(), [1000.0]
        first = publish(knowledge, ENTRIES, snapshots(ENTRIES))
        libraries = Libraries(knowledge, lambda: now[0])
        library = libraries.of("en_US")
        assert library.version == first
        second = publish(knowledge, ENTRIES[:1], snapshots(ENTRIES[:1]))
        now[0] += REFRESH_SECONDS - 1
        assert libraries.of("en_US") is library
        now[0] += 1
        assert libraries.of("en_US").version == second

    def test_say_which_entry_is_missing(self) -> None:
        knowledge = InMemoryKnowledge()
        publish(knowledge, ENTRIES, snapshots(ENTRIES))
        with pytest.raises(KnowledgeError, match="entry none is missing from"):
            Libraries(knowledge).of("en_US").entry("none")
