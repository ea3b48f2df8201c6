"""Reading content files: what they say, and where they are no YAML."""

from pathlib import Path

import pytest

from bot.knowledge.content import read_content
from bot.knowledge.located import LocatedDict, LocatedList, read_yaml
from bot.knowledge.problems import ContentError
from fulfillment.knowledge.entry import Code, Entry, Link
from tests.knowledge.writing import valid_files, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, valid_files())


class TestContent:
    def test_has_every_entry_in_every_locale(self, folder: Path) -> None:
        content = read_content(folder)
        assert [(entry.id, entry.locale) for entry in content.entries] == [
            ("what-is-lambda", "ko_KR"),
            ("what-is-lambda", "en_US"),
            ("what-is-sam", "ko_KR"),
            ("what-is-sam", "en_US"),
        ]
        assert [entry.id for entry in content.of("ko_KR")] == ["what-is-lambda", "what-is-sam"]

    def test_reads_every_part_of_an_entry(self, folder: Path) -> None:
        entry = read_content(folder).of("ko_KR")[0]
        assert entry.facts.pairs == (("lambda", "definition"), ("sam", "limits"))
        assert (entry.facts.topic, entry.facts.related) == ("basics", ("what-is-sam",))
        assert (entry.answer.text, entry.answer.html) == ("It is.", "<p>It <strong>is</strong>.</p>")
        assert entry.links == entry.sources == (Link("Home", "https://example.com"),)
        assert entry.code == {"python": Code("Python", "3.14", "pass")}
        assert [(step.title, step.shows_code) for step in entry.steps] == [("First", True)]
        assert entry.updated == "2026-11-23"

    def test_adds_phrasings_that_stand_apart(self, folder: Path) -> None:
        content = read_content(folder)
        assert content.of("ko_KR")[0].phrasings[-1] == "람다 정체"
        assert len(content.of("en_US")[0].phrasings) == 6

    def test_gives_korean_terms_their_english_names_too(self, folder: Path) -> None:
        content = read_content(folder)
        assert content.glossaries["ko_KR"].concepts["sam"].names == ("sam 이름", "sam name")
        assert content.glossaries["en_US"].concepts["sam"].names == ("sam name",)

    def test_reads_questions_to_refuse(self, folder: Path) -> None:
        assert read_content(folder).out_of_scope == {"ko_KR": ["날씨 어때"]}

    def test_orders_topics_as_the_glossary_does(self, folder: Path) -> None:
        files = valid_files()
        files["glossary.yaml"]["topics"].insert(0, {"id": "zero", "ko_KR": ["영"], "en_US": ["zero"]})
        entry = files["basics.yaml"]["entries"].pop()
        files["basics.yaml"]["entries"][0]["related"] = []
        files["zero.yaml"] = {"topic": "zero", "entries": [entry]}
        assert [entry.id for entry in read_content(write(folder, files)).of("en_US")] == [
            "what-is-sam",
            "what-is-lambda",
        ]

    def test_wants_a_glossary(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError, match=r"glossary\.yaml:1: is missing: write the concepts"):
            read_content(tmp_path)

    def test_survives_a_journey_through_json(self, folder: Path) -> None:
        for entry in read_content(folder).entries:
            assert Entry.from_json(entry.to_json()) == entry


class TestYaml:
    def read(self, folder: Path, text: str | bytes) -> object:
        path = folder / "file.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_yaml(path)

    def test_remembers_lines(self, tmp_path: Path) -> None:
        read = self.read(tmp_path, "a: 1\nb:\n  - x\n  - y: z\n")
        assert isinstance(read, LocatedDict)
        assert (read.line, read.lines) == (1, {"a": 1, "b": 3})
        assert isinstance(read["b"], LocatedList)
        assert (read["b"].lines, read["b"][1].line) == ([3, 4], 4)

    def test_keeps_every_value_the_text_that_was_written(self, tmp_path: Path) -> None:
        read = self.read(tmp_path, "a: 2026-11-23\nb: no\nc: 1.10\nd: 0x1F\ne:\n")
        assert read == {"a": "2026-11-23", "b": "no", "c": "1.10", "d": "0x1F", "e": ""}

    def test_ignores_a_byte_order_mark(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, b"\xef\xbb\xbfa: 1") == {"a": "1"}

    def test_reads_an_empty_file_as_nothing(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, "# nothing\n") is None

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("a: 1\nb: ]", "file.yaml:2: is no YAML"),
            ("a: 1\na: 2", "file.yaml:2: is no YAML: the key 'a' stands twice"),
            ("a: 1\n[b]: 2", "file.yaml:2: is no YAML: a key is no text"),
            ("a: *nobody", "file.yaml:1: is no YAML"),
            ("a: \x07", "file.yaml:1: is no YAML"),
            (b"a: \xff", "file.yaml:1: is not UTF-8"),
        ],
    )
    def test_says_where_a_file_is_none(self, tmp_path: Path, text: str | bytes, problem: str) -> None:
        with pytest.raises(ContentError) as error:
            self.read(tmp_path, text)
        assert problem in str(error.value)
