"""The generated parts of the definitions: what the knowledge makes of them."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from bot.generation.definitions import LEX_DEFINITIONS, SLOT_TYPES, BuildError, changes
from bot.generation.utterances import COMPARE, EXPLAIN, LONGEST_UTTERANCE, MOST_UTTERANCES, make_utterances
from bot.knowledge.content import Content, read_content
from tests.fulfillment.small_content import GLOSSARY, an_entry
from tests.knowledge.writing import valid_files, write

LOCALES = ("ko_KR", "en_US")
UTTERANCE_CHARACTERS = 200_000
"""Quota of a locale in ko_KR (Lex quota page)."""

every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A content of two entries."""
    return read_content(write(tmp_path_factory.mktemp("content"), valid_files()))


@pytest.fixture
def definitions(small: Content, tmp_path: Path) -> Path:
    """A copy of our definitions, built for the small content."""
    folder = copytree(LEX_DEFINITIONS, tmp_path / "definitions")
    for change in changes(small, folder):
        change.path.write_text(change.text, encoding="utf-8")
    return folder


def slot_type(folder: Path, locale: str, name: str) -> Path:
    (path,) = folder.glob(f"*/BotLocales/{locale}/SlotTypes/{name}/SlotType.json")
    return path


def intent(folder: Path, locale: str, name: str) -> Path:
    (path,) = folder.glob(f"*/BotLocales/{locale}/Intents/{name}/Intent.json")
    return path


def utterances(path: Path) -> list[str]:
    samples = json.loads(path.read_text(encoding="utf-8"))["sampleUtterances"] or ()
    return [sample["utterance"] for sample in samples]


class TestDefinitions:
    def test_of_this_repository_are_up_to_date(self, content: Content) -> None:
        assert [str(change.path) for change in changes(content)] == []

    def test_that_are_out_of_date_are_built_once(self, small: Content, definitions: Path) -> None:
        stale = slot_type(definitions, "ko_KR", "Concept")
        stale.write_text(stale.read_text(encoding="utf-8").replace("lambda", "lambada"), encoding="utf-8")
        (change,) = changes(small, definitions)
        assert change.path == stale
        change.path.write_text(change.text, encoding="utf-8")
        assert not changes(small, definitions)

    def test_keep_what_is_edited_by_hand(self, small: Content, definitions: Path) -> None:
        path = intent(definitions, "en_US", EXPLAIN)
        edited = json.loads(path.read_text(encoding="utf-8")) | {"description": "by hand", "sampleUtterances": []}
        path.write_text(json.dumps(edited), encoding="utf-8")
        (change,) = changes(small, definitions)
        built = json.loads(change.text)
        assert built["description"] == "by hand"
        assert {"utterance": "what is {Concept}"} in built["sampleUtterances"]

    @pytest.mark.parametrize("name", [EXPLAIN, COMPARE])
    def test_without_a_generated_intent_say_which_file_is_missing(
        self, small: Content, definitions: Path, name: str
    ) -> None:
        path = intent(definitions, "ko_KR", name)
        path.unlink()
        with pytest.raises(BuildError, match=f"{name}/Intent.json: is missing: restore it"):
            changes(small, definitions)

    def test_that_are_no_json_say_so(self, small: Content, definitions: Path) -> None:
        slot_type(definitions, "en_US", "Topic").write_text("{")
        with pytest.raises(BuildError, match=r"Topic/SlotType\.json: is no JSON"):
            changes(small, definitions)

    def test_of_no_bot_say_so(self, small: Content, tmp_path: Path) -> None:
        with pytest.raises(BuildError, match="0 bots have the locale"):
            changes(small, tmp_path)


@every_locale
class TestSlotTypes:
    @pytest.mark.parametrize(("name", "kind"), SLOT_TYPES.items())
    def test_have_the_terms_of_the_glossary_by_their_ids(
        self, content: Content, locale: str, name: str, kind: str
    ) -> None:
        values = json.loads(slot_type(LEX_DEFINITIONS, locale, name).read_text(encoding="utf-8"))["slotTypeValues"]
        assert [value["sampleValue"]["value"] for value in values] == list(getattr(content.glossaries[locale], kind))

    @pytest.mark.parametrize("name", SLOT_TYPES)
    def test_have_no_name_twice(self, locale: str, name: str) -> None:
        values = json.loads(slot_type(LEX_DEFINITIONS, locale, name).read_text(encoding="utf-8"))["slotTypeValues"]
        names = [each["value"] for value in values for each in (value["sampleValue"], *value["synonyms"])]
        assert len(names) == len(set(names))


@every_locale
class TestSampleUtterances:
    def test_stand_in_one_intent_alone(self, locale: str) -> None:
        paths = LEX_DEFINITIONS.glob(f"*/BotLocales/{locale}/Intents/*/Intent.json")
        keys = ["".join(utterance.casefold().split()) for path in paths for utterance in utterances(path)]
        assert len(keys) == len(set(keys))

    def test_are_within_the_quotas(self, locale: str) -> None:
        paths = list(LEX_DEFINITIONS.glob(f"*/BotLocales/{locale}/Intents/*/Intent.json"))
        said = {path: utterances(path) for path in paths}
        assert all(len(each) <= MOST_UTTERANCES for each in said.values())
        assert sum(len(utterance) for each in said.values() for utterance in each) <= UTTERANCE_CHARACTERS


class TestUtterances:
    def made(self, *phrasings: str, taken: tuple[str, ...] = (), comparison: bool = False) -> dict[str, list[str]]:
        aspect = "comparison" if comparison else "definition"
        entry = an_entry("one", aspect=aspect, question=phrasings[0], phrasings=phrasings[1:])
        return make_utterances([entry], GLOSSARY, {EXPLAIN: ["{Concept}"], COMPARE: []}, taken)

    def test_begin_with_the_patterns(self) -> None:
        assert self.made("hello there")[EXPLAIN] == ["{Concept}", "hello there"]

    @pytest.mark.parametrize(
        ("phrasing", "utterance"),
        [
            ("람다가 뭐예요?", "{Concept}가 뭐예요"),
            ("What are the limits of AWS Lambda?", "what are the {Aspect} of {Concept}"),
            ("콜드스타트 단점", "{Concept} {Aspect}"),
            ("Lambda, lambda and SAM", "{Concept} lambda and sam"),
            ("nothing of ours", "nothing of ours"),
        ],
    )
    def test_have_slots_where_terms_are_named(self, phrasing: str, utterance: str) -> None:
        assert self.made(phrasing)[EXPLAIN][1:] == [utterance]

    def test_that_compare_two_have_two_concepts(self) -> None:
        made = self.made("SAM vs Lambda", "SAM alone", comparison=True)
        assert made[COMPARE] == ["{Concept} vs {OtherConcept}"]
        assert made[EXPLAIN][1:] == ["{Concept} alone"]

    def test_are_not_said_twice_nor_where_another_intent_says_them(self) -> None:
        made = self.made("hello there", "Hello  there!", "good bye", taken=("Good Bye",))
        assert made[EXPLAIN][1:] == ["hello there"]

    def test_are_no_longer_than_lex_allows(self) -> None:
        assert self.made("x" * (LONGEST_UTTERANCE + 1), "y" * LONGEST_UTTERANCE)[EXPLAIN][1:] == [
            "y" * LONGEST_UTTERANCE
        ]

    def test_come_from_all_entries_in_turn_until_there_are_enough(self) -> None:
        entries = [
            an_entry(name, question=f"{name} question", phrasings=[f"{name} way {number}" for number in range(1_000)])
            for name in ("first", "second")
        ]
        made = make_utterances(entries, GLOSSARY, {EXPLAIN: [], COMPARE: []}, ())[EXPLAIN]
        assert made[:4] == ["first question", "second question", "first way 0", "second way 0"]
        assert len(made) == MOST_UTTERANCES
