"""The code hook: a valid answer to any event, in either language and by either channel."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.generation.definitions import LEX_DEFINITIONS
from bot.knowledge.content import Content
from fulfillment import code_hook
from fulfillment.code_hook import CodeHook, TurnRecord
from fulfillment.conversation.intents import INTENTS
from fulfillment.knowledge.entry import Entry
from fulfillment.knowledge.memory import InMemoryKnowledge
from fulfillment.knowledge.port import KnowledgeError
from fulfillment.knowledge.table import DynamoKnowledge
from fulfillment.lex.event import PLATFORM
from fulfillment.rendering.renderer import TEMPLATES, Renderer
from tests.botocore_shapes import assert_valid_member
from tests.fulfillment.asking import Asker, Json, Said, assert_valid_answer, event
from tests.fulfillment.small_content import an_entry, live

LOCALES = ("ko_KR", "en_US")
MODES = ("Text", "Speech")
SLOTS: dict[str, dict[str, str]] = {
    "ExplainConcept": {"Concept": "cold-start", "Aspect": "definition"},
    "CompareConcepts": {"Concept": "sam", "OtherConcept": "cloudformation"},
    "AskFollowUp": {"Aspect": "limits"},
    "FollowTutorial": {"Runtime": "nodejs"},
    "ListTopics": {"Topic": "pricing"},
    "RateAnswer": {"Rating": "up"},
}
BEFORE: dict[str, Json] = {
    "at the beginning": {},
    "after an answer": {"entry": "what-is-lambda", "concept": "lambda", "intent": "ExplainConcept"},
    "in the tutorial": {"entry": "hello-world-tutorial", "concept": "lambda", "step": 2, "runtime": "java"},
    "after a list": {"topic": "lambda", "intent": "ListTopics"},
}

every_locale = pytest.mark.parametrize("locale", LOCALES)
every_mode = pytest.mark.parametrize("mode", MODES)
fast = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestEveryIntent:
    @every_locale
    @every_mode
    @pytest.mark.parametrize("before", BEFORE)
    @pytest.mark.parametrize("intent", INTENTS)
    def test_is_answered_in_every_language_channel_and_situation(
        self, hook: CodeHook, intent: str, before: str, mode: str, locale: str
    ) -> None:
        asker = Asker(hook, locale, mode, {"faqContext": json.dumps(BEFORE[before])})
        with_slots = asker.say("음", intent, None, **SLOTS.get(intent, {}))
        without = asker.say("음", intent)
        for said in (with_slots, without):
            assert said.text
            assert said.outcome in ("answered", "suggested", "refused", "dialog")

    @every_locale
    def test_of_the_definitions_has_a_handler_and_no_handler_is_idle(self, locale: str) -> None:
        defined = {path.parent.name for path in LEX_DEFINITIONS.glob(f"*/BotLocales/{locale}/Intents/*/Intent.json")}
        assert defined == set(INTENTS)

    @every_locale
    @every_mode
    def test_can_be_asked_for_every_entry_and_its_details(
        self, hook: CodeHook, content: Content, locale: str, mode: str
    ) -> None:
        for entry in content.of(locale):
            asker = Asker(hook, locale, mode)
            assert asker.say(entry.facts.question).entry == entry.id
            assert asker.say("더", "MoreDetail").entry == entry.id


class TestChannels:
    @every_locale
    def test_chat_gets_plain_text_a_card_and_every_form_for_rich_clients(self, hook: CodeHook, locale: str) -> None:
        said = Asker(hook, locale).say("AWS Lambda", "ExplainConcept", Concept="lambda")
        assert {message["contentType"] for message in said.raw["messages"]} == {"PlainText", "ImageResponseCard"}
        assert "**" not in said.text
        context = json.loads(said.attributes["appContext"])
        assert set(context["altMessages"]) == {"markdown", "html", "ssml"}
        assert context["responseCard"]["genericAttachments"][0]["buttons"]

    @every_locale
    @pytest.mark.parametrize("mode", ["Speech", "DTMF"])
    def test_voice_gets_speech_alone(self, hook: CodeHook, locale: str, mode: str) -> None:
        said = Asker(hook, locale, mode).say("AWS Lambda", "ExplainConcept", Concept="lambda")
        assert [message["contentType"] for message in said.raw["messages"]] == ["SSML"]
        assert "appContext" not in said.attributes

    def test_a_phone_call_through_connect_is_voice_even_where_the_caller_types(self, hook: CodeHook) -> None:
        call = event("hello", "Greet") | {"requestAttributes": {PLATFORM: "Connect"}}
        assert hook(call)["messages"][0]["contentType"] == "SSML"

    def test_a_chat_through_connect_is_chat(self, hook: CodeHook) -> None:
        chat = event("hello", "Greet") | {"requestAttributes": {PLATFORM: "Connect Chat"}}
        assert hook(chat)["messages"][0]["contentType"] == "PlainText"

    @every_locale
    @pytest.mark.parametrize("intent", INTENTS)
    def test_chat_always_hears_the_entry_the_outcome_and_the_rich_forms(
        self, hook: CodeHook, intent: str, locale: str
    ) -> None:
        said = Asker(hook, locale).say("음", intent)
        assert {"entryId", "outcome", "appContext", "faqContext"} <= set(said.attributes)


class TestSessionAttributes:
    def test_the_clients_own_are_kept(self, hook: CodeHook) -> None:
        said = Asker(hook, attributes={"customer": "c-17"}).say("hi", "Greet")
        assert said.attributes["customer"] == "c-17"

    def test_the_rich_forms_of_the_turn_before_are_not(self, hook: CodeHook) -> None:
        asker = Asker(hook)
        asker.say("What is AWS Lambda?")
        asker.mode = "Speech"
        assert "appContext" not in asker.say("hello", "Greet").attributes

    def test_long_forms_make_room_where_the_client_needs_it(self, hook: CodeHook) -> None:
        said = Asker(hook, attributes={"theirs": "x" * 7_500}).say("hello world", "FollowTutorial")
        assert said.attributes["theirs"] == "x" * 7_500
        assert "html" not in json.loads(said.attributes["appContext"])["altMessages"]

    @pytest.mark.parametrize(
        "malformed",
        [
            "",
            "{",
            "[]",
            "null",
            "[" * 1_999,
            json.dumps({"entry": "x" * 101, "concept": ["lambda"], "step": "2", "runtime": None}),
            json.dumps({"step": 51, "entry": {}}),
            json.dumps({"step": True}),
            json.dumps({"step": -1}),
            json.dumps({"entry": "what-is-lambda"}) + " " * 3_000,
            "\ud800",
        ],
    )
    def test_a_malformed_context_is_forgotten(self, hook: CodeHook, malformed: str) -> None:
        said = Asker(hook, attributes={"faqContext": malformed}).say("more", "MoreDetail")
        assert (said.outcome, said.entry) == ("dialog", "")
        assert said.context == {"intent": "MoreDetail"}

    @pytest.mark.parametrize("intent", ["RepeatIntent", "FollowTutorial"])
    def test_a_runtime_that_the_tutorial_has_not_is_forgotten(self, hook: CodeHook, intent: str) -> None:
        invented = json.dumps({"entry": "hello-world-tutorial", "step": 2, "runtime": "cobol"})
        assert Asker(hook, attributes={"faqContext": invented}).say("again", intent).context["runtime"] == "python"

    def test_an_entry_that_is_none_is_as_good_as_no_entry(self, hook: CodeHook) -> None:
        invented = json.dumps({"entry": "no-such-entry", "concept": "no-such-concept", "topic": "no-such-topic"})
        for intent in ("MoreDetail", "RateAnswer", "RepeatIntent", "AskFollowUp"):
            said = Asker(hook, attributes={"faqContext": invented}).say("음", intent, Rating="up", Aspect="limits")
            assert said.outcome != "answered"


class TestFailure:
    @every_locale
    def test_of_the_database_is_an_honest_apology_and_a_report(self, dynamodb: Any, locale: str) -> None:
        failures: list[Exception] = []
        hook = CodeHook(DynamoKnowledge(dynamodb, "no-such-table"), lambda turn: None, failures.append)
        said = Asker(hook, locale).say("What is AWS Lambda?")
        assert said.text == Renderer().chat("trouble", locale, {}).text
        assert (said.outcome, said.entry) == ("refused", "")
        assert said.raw["sessionState"]["intent"]["state"] == "Failed"
        assert [type(failure) for failure in failures] == [KnowledgeError]
        assert "no-such-table" in str(failures[0])

    def test_of_a_template_is_an_apology_too(self, published: InMemoryKnowledge, tmp_path: Path) -> None:
        copytree(TEMPLATES, tmp_path, dirs_exist_ok=True)
        (tmp_path / "en_US/greet.chat.j2").write_text("{{ nobody_knows_this }}")
        failures: list[Exception] = []
        hook = CodeHook(published, lambda turn: None, failures.append, Renderer(tmp_path))
        assert "Sorry" in Asker(hook).say("hello", "Greet").text
        assert len(failures) == 1

    def test_before_the_first_import_is_an_apology_and_the_next_turn_after_it_is_answered(self) -> None:
        knowledge = InMemoryKnowledge()
        hook = CodeHook(knowledge, lambda turn: None, lambda failure: None)
        assert Asker(hook).say("hello", "Greet").outcome == "refused"
        live(an_entry("hello-there"), knowledge=knowledge)
        assert Asker(hook).say("hello", "Greet").outcome == "dialog"


class TestHostileEvents:
    @pytest.mark.parametrize("text", ["", " ", "\x00\x01\x02", "\ud800", "🤖" * 600, "가" * 1_025, "a" * 5_000])
    @every_locale
    def test_no_text_is_too_strange(self, hook: CodeHook, text: str, locale: str) -> None:
        said = Asker(hook, locale).say(text)
        assert said.outcome in ("refused", "suggested")

    @pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "' OR 1=1 --", "<speak>hi</speak>"])
    @every_locale
    def test_what_the_asker_types_is_never_said_back(self, hook: CodeHook, text: str, locale: str) -> None:
        assert text not in json.dumps(Asker(hook, locale).say(text).raw, ensure_ascii=False)

    @pytest.mark.parametrize("locale", ["fr_FR", "", "..", ".", "ko_KR/../en_US", "x" * 5_000, "\x00"])
    def test_an_unknown_language_is_answered_in_english(self, hook: CodeHook, locale: str) -> None:
        assert "Hello!" in Said(hook(event("hello", "Greet", locale))).text

    @pytest.mark.parametrize("raw", [{}, [], None, "event", 7, {"sessionState": [], "interpretations": 5, "bot": "x"}])
    def test_an_event_that_is_none_is_answered(self, hook: CodeHook, raw: Any) -> None:
        assert_valid_answer(hook(raw))

    @fast
    @given(
        raw=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        )
    )
    def test_any_json_is_answered(self, hook: CodeHook, raw: Any) -> None:
        assert_valid_answer(hook(raw))

    @fast
    @given(data=st.data())
    def test_an_event_with_something_wrong_anywhere_is_answered(self, hook: CodeHook, data: st.DataObject) -> None:
        broken = copy.deepcopy(event("what is lambda", "ExplainConcept", slots={"Concept": "lambda"}, confidence=0.9))
        place, key = data.draw(st.sampled_from(list(_places(broken))))
        place[key] = data.draw(st.none() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.just({}))
        answer = hook(broken)
        assert_valid_member("Messages", answer["messages"])
        assert answer["messages"]


def _places(value: Json | list[Any]) -> Iterator[tuple[Any, Any]]:
    """Every place in an event: the mapping or list, and the key or number in it."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


class TestMarkup:
    MARKUP = '<script>alert("1")</script> & <b>bold</b>'

    @pytest.fixture
    def marked_up(self) -> CodeHook:
        return CodeHook(live(_marked_up(self.MARKUP)), lambda turn: None, _raise)

    def test_in_an_entry_is_shown_in_html_not_obeyed(self, marked_up: CodeHook) -> None:
        said = Asker(marked_up).say("show me the markup")
        assert said.entry == "markup"
        assert "<script" not in said.html
        assert "<b>" not in said.html
        assert "&lt;script&gt;" in said.html

    def test_in_details_links_and_questions_is_shown_too(self, marked_up: CodeHook) -> None:
        asker = Asker(marked_up)
        asker.say("show me the markup")
        pages = [asker.say("more", "MoreDetail").html, asker.say("list", "ListTopics", Topic="lambda").html]
        assert all("<script" not in page and "&lt;script&gt;" in page for page in pages)

    def test_in_what_is_spoken_is_escaped(self, marked_up: CodeHook) -> None:
        said = Asker(marked_up, mode="Speech").say("show me the markup")
        assert "&lt;script&gt;" in said.text

    def test_in_plain_text_stays_as_it_is(self, marked_up: CodeHook) -> None:
        assert self.MARKUP in Asker(marked_up).say("show me the markup").text


def _marked_up(markup: str) -> Entry:
    return an_entry(
        "markup",
        question=f"Is {markup[:20]} safe?",
        phrasings=["show me the markup"],
        answer=markup,
        spoken=markup,
        details=markup,
        links={markup: 'https://example.com/?a="b"&c=<d>'},
    )


def _raise(failure: Exception) -> None:
    raise failure


class TestRecord:
    def test_every_turn_is_one_line(self, published: InMemoryKnowledge) -> None:
        turns: list[TurnRecord] = []
        hook = CodeHook(published, turns.append, _raise)
        hook(event("What is AWS Lambda?", "ExplainConcept", slots={"Concept": "lambda"}, confidence=0.93))
        (turn,) = turns
        assert (turn.intent, turn.entry, turn.outcome) == ("ExplainConcept", "what-is-lambda", "answered")
        assert (turn.channel, turn.locale, turn.lex_confidence) == ("chat", "en_US", 0.93)
        assert turn.confidence > 0.9
        assert turn.why == "exact question"
        assert turn.ms > 0

    def test_a_failed_turn_is_a_line_too(self) -> None:
        turns: list[TurnRecord] = []
        CodeHook(InMemoryKnowledge(), turns.append, lambda failure: None)(event("hello", "Greet"))
        assert [(turn.outcome, turn.why) for turn in turns] == [("refused", "failure")]


class TestDeployed:
    """The function as AWS Lambda calls it: environment, DynamoDB and powertools."""

    @pytest.fixture
    def deployed(self, dynamodb: Any, table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Json], Json]]:
        live(an_entry("what-is-lambda", phrasings=["what is lambda"]), knowledge=DynamoKnowledge(dynamodb, table))
        for name, value in {
            "KNOWLEDGE_TABLE": table,
            "AWS_ENDPOINT_URL_DYNAMODB": dynamodb.meta.endpoint_url,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
        }.items():
            monkeypatch.setenv(name, value)
        code_hook._deployed.cache_clear()
        yield lambda raw: code_hook.lambda_handler(raw, None)
        code_hook._deployed.cache_clear()

    def test_answers_from_the_table_and_logs_without_the_askers_words(
        self, deployed: Callable[[Json], Json], caplog: pytest.LogCaptureFixture
    ) -> None:
        assert Said(deployed(event("what is lambda"))).entry == "what-is-lambda"
        turn = vars(caplog.records[-1])
        assert (turn["entry"], turn["outcome"], turn["question"]) == ("what-is-lambda", "answered", "redacted")

    def test_counts_turns_by_outcome_locale_and_channel(
        self, deployed: Callable[[Json], Json], capsys: pytest.CaptureFixture[str]
    ) -> None:
        deployed(event("what is lambda"))
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        metrics = next(line for line in lines if "_aws" in line)
        assert (metrics["TurnsAnswered"], metrics["locale"], metrics["channel"]) == ([1.0], "en_US", "chat")

    def test_logs_questions_where_it_is_told_to(
        self, deployed: Callable[[Json], Json], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOG_QUESTIONS", "true")
        deployed(event("what is lambda"))
        assert vars(caplog.records[-1])["question"] == "what is lambda"

    def test_logs_the_traceback_of_a_failure_and_counts_it(
        self,
        deployed: Callable[[Json], Json],
        caplog: pytest.LogCaptureFixture,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("KNOWLEDGE_TABLE", "no-such-table")
        assert Said(deployed(event("what is lambda"))).outcome == "refused"
        assert "Traceback" in caplog.text
        assert "KnowledgeError: table no-such-table" in caplog.text
        assert '"TurnsFailed":[1.0]' in capsys.readouterr().out
