"""The port to the knowledge: both implementations keep the same promises."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from fulfillment.knowledge import table as dynamodb_table
from fulfillment.knowledge.port import Counted, Feedback, ImportConflict, Knowledge, KnowledgeError, NothingPublished
from fulfillment.knowledge.publish import publish
from fulfillment.knowledge.table import DynamoKnowledge
from tests.fulfillment.small_content import an_entry, snapshots

DAY = "2026-11-23"
OLD = [an_entry("one", answer="Old."), an_entry("two", aspect="limits")]
NEW = [an_entry("one", answer="New."), an_entry("three", aspect="limits")]


class TestKnowledge:
    def test_has_no_version_before_the_first_import(self, knowledge: Knowledge) -> None:
        with pytest.raises(NothingPublished, match="import"):
            knowledge.live_version()

    def test_gives_an_entry_back_as_it_was_written(self, knowledge: Knowledge) -> None:
        entry = an_entry("one", details="*More.*", links={"Home": "https://example.com"}, also=[("sam", "limits")])
        knowledge.write("v1", [entry], {})
        assert knowledge.entry("v1", "en_US", "one") == entry

    def test_gives_nothing_for_another_id_locale_or_version(self, knowledge: Knowledge) -> None:
        knowledge.write("v1", OLD, {})
        assert knowledge.entry("v1", "en_US", "none") is None
        assert knowledge.entry("v1", "ko_KR", "one") is None
        assert knowledge.entry("v2", "en_US", "one") is None

    def test_lists_a_concept_in_the_order_of_aspects_each_entry_once(self, knowledge: Knowledge) -> None:
        both = an_entry("both", aspect="limits", also=[("lambda", "definition"), ("sam", "definition")])
        knowledge.write("v1", [both, an_entry("drawbacks", aspect="disadvantages")], {})
        assert [each.id for each in knowledge.of_concept("v1", "en_US", "lambda")] == ["both", "drawbacks"]
        assert [each.id for each in knowledge.of_concept("v1", "en_US", "sam")] == ["both"]

    def test_lists_one_aspect_of_a_concept(self, knowledge: Knowledge) -> None:
        knowledge.write("v1", OLD, {})
        (summary,) = knowledge.of_concept("v1", "en_US", "lambda", "limits")
        assert (summary.id, summary.question) == ("two", "Question of two?")
        assert not knowledge.of_concept("v1", "en_US", "lambda", "limit")

    def test_lists_a_topic_in_the_order_of_the_content(self, knowledge: Knowledge) -> None:
        entries = [an_entry(f"entry-{number}", aspect=f"aspect-{number}") for number in reversed(range(12))]
        knowledge.write("v1", [*entries, an_entry("elsewhere", topic="performance")], {})
        assert [each.id for each in knowledge.of_topic("v1", "en_US", "lambda")] == [entry.id for entry in entries]

    def test_keeps_locales_apart(self, knowledge: Knowledge) -> None:
        knowledge.write("v1", [an_entry("one"), an_entry("one", locale="ko_KR", question="하나?")], {})
        assert [each.question for each in knowledge.of_topic("v1", "ko_KR", "lambda")] == ["하나?"]

    def test_gives_a_snapshot_of_several_chunks_back_whole(self, knowledge: Knowledge) -> None:
        data = bytes(range(256)) * 4 * (dynamodb_table.SNAPSHOT_CHUNK_BYTES // 256)
        knowledge.write("v1", [], {"en_US": data, "ko_KR": b"short"})
        assert knowledge.snapshot("v1", "en_US") == data
        assert knowledge.snapshot("v1", "ko_KR") == b"short"

    def test_says_which_snapshot_it_does_not_have(self, knowledge: Knowledge) -> None:
        with pytest.raises(KnowledgeError, match="snapshot of v1 in en_US: publish it again"):
            knowledge.snapshot("v1", "en_US")


class TestImport:
    def test_readers_see_the_old_version_until_the_switch(self, knowledge: Knowledge) -> None:
        knowledge.write("old", OLD, snapshots(OLD))
        knowledge.switch("old", expected=None)
        knowledge.write("new", NEW, snapshots(NEW))
        version = knowledge.live_version()
        assert version == "old"
        assert knowledge.entry(version, "en_US", "one") == OLD[0]
        assert [each.id for each in knowledge.of_topic(version, "en_US", "lambda")] == ["one", "two"]
        knowledge.switch("new", expected="old")
        version = knowledge.live_version()
        assert knowledge.entry(version, "en_US", "one") == NEW[0]
        assert knowledge.entry(version, "en_US", "two") is None

    def test_a_reader_in_the_middle_of_a_turn_finishes_with_the_old_version(self, knowledge: Knowledge) -> None:
        version = publish(knowledge, OLD, snapshots(OLD))
        publish(knowledge, NEW, snapshots(NEW))
        assert knowledge.entry(version, "en_US", "two") == OLD[1]
        assert knowledge.snapshot(version, "en_US") == snapshots(OLD)["en_US"]

    @pytest.mark.parametrize("expected", [None, "another"])
    def test_a_switch_from_another_version_than_the_live_one_is_a_conflict(
        self, knowledge: Knowledge, expected: str | None
    ) -> None:
        knowledge.switch("v1", expected=None)
        with pytest.raises(ImportConflict, match="import again"):
            knowledge.switch("v2", expected=expected)
        assert knowledge.live_version() == "v1"

    def test_a_first_switch_that_expects_a_version_is_a_conflict(self, knowledge: Knowledge) -> None:
        with pytest.raises(ImportConflict):
            knowledge.switch("v1", expected="v0")

    def test_publishing_the_same_content_again_changes_nothing(self, knowledge: Knowledge) -> None:
        assert publish(knowledge, OLD, snapshots(OLD)) == publish(knowledge, OLD, snapshots(OLD))
        assert publish(knowledge, NEW, snapshots(NEW)) == knowledge.live_version()

    def test_old_content_can_be_published_again(self, knowledge: Knowledge) -> None:
        first = publish(knowledge, OLD, snapshots(OLD))
        publish(knowledge, NEW, snapshots(NEW))
        assert publish(knowledge, OLD, snapshots(OLD)) == first == knowledge.live_version()


class TestCounting:
    def test_unanswered_questions_come_most_frequent_first(self, knowledge: Knowledge) -> None:
        for text, times in {"rarely": 1, "often": 12, "sometimes": 3}.items():
            for _ in range(times):
                knowledge.count_unanswered("en_US", DAY, text)
        counted = [Counted("often", 12), Counted("sometimes", 3), Counted("rarely", 1)]
        assert list(knowledge.unanswered("en_US", DAY)) == counted
        assert list(knowledge.unanswered("en_US", DAY, limit=2)) == counted[:2]

    def test_unanswered_questions_are_of_one_day_and_locale(self, knowledge: Knowledge) -> None:
        knowledge.count_unanswered("ko_KR", DAY, "날씨 어때")
        assert not knowledge.unanswered("en_US", DAY)
        assert not knowledge.unanswered("ko_KR", "2026-11-24")
        assert list(knowledge.unanswered("ko_KR", DAY)) == [Counted("날씨 어때", 1)]

    def test_a_question_as_long_as_lex_allows_is_counted_by_its_beginning(self, knowledge: Knowledge) -> None:
        knowledge.count_unanswered("ko_KR", DAY, "가" * 1024)
        (counted,) = knowledge.unanswered("ko_KR", DAY)
        assert counted == Counted("가" * 341, 1)

    def test_thumbs_are_counted_by_locale_and_day(self, knowledge: Knowledge) -> None:
        for helpful in (True, True, False):
            knowledge.count_feedback("one", "ko_KR", DAY, helpful=helpful)
        knowledge.count_feedback("one", "en_US", DAY, helpful=False)
        knowledge.count_feedback("two", "en_US", DAY, helpful=True)
        assert list(knowledge.feedback("one")) == [Feedback("en_US", DAY, 0, 1), Feedback("ko_KR", DAY, 2, 1)]

    def test_nothing_is_lost_when_many_count_at_once(self, knowledge: Knowledge) -> None:
        def count(number: int) -> None:
            knowledge.count_unanswered("en_US", DAY, "the same")
            knowledge.count_feedback("one", "en_US", DAY, helpful=number % 2 == 0)

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(count, range(60)))
        assert list(knowledge.unanswered("en_US", DAY)) == [Counted("the same", 60)]
        assert list(knowledge.feedback("one")) == [Feedback("en_US", DAY, 30, 30)]


class TestDynamoKnowledge:
    """What only a database can show."""

    def test_reads_with_one_request_each(self, dynamodb: Any, table: str) -> None:
        requests: list[str] = []
        dynamodb.meta.events.register("before-call.dynamodb", lambda model, **_: requests.append(model.name), "spy")
        try:
            knowledge = DynamoKnowledge(dynamodb, table)
            publish(knowledge, OLD, snapshots(OLD))
            version = knowledge.live_version()
            for read in (
                knowledge.live_version,
                lambda: knowledge.entry(version, "en_US", "one"),
                lambda: knowledge.of_concept(version, "en_US", "lambda", "limits"),
                lambda: knowledge.of_topic(version, "en_US", "lambda"),
                lambda: knowledge.snapshot(version, "en_US"),
                lambda: knowledge.unanswered("en_US", DAY),
                lambda: knowledge.feedback("one"),
            ):
                requests.clear()
                read()
                assert len(requests) == 1
        finally:
            dynamodb.meta.events.unregister("before-call.dynamodb", unique_id="spy")

    def test_two_imports_at_once_end_with_one_version_and_one_conflict(self, dynamodb: Any, table: str) -> None:
        def switch(version: str) -> bool:
            try:
                DynamoKnowledge(dynamodb, table).switch(version, expected=None)
            except ImportConflict:
                return False
            return True

        with ThreadPoolExecutor(4) as threads:
            switched = list(threads.map(switch, ["a", "b", "c", "d"]))
        assert switched.count(True) == 1

    def test_an_error_says_which_table_and_what_failed(self, dynamodb: Any) -> None:
        with pytest.raises(KnowledgeError, match=r"table nowhere: cannot query: .*not found"):
            DynamoKnowledge(dynamodb, "nowhere").of_topic("v1", "en_US", "lambda")
