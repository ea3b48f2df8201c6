"""What people say about the last answer, and small talk."""

from datetime import UTC, datetime

import pytest

from bot.knowledge.content import Content
from fulfillment.code_hook import CodeHook
from fulfillment.knowledge.memory import InMemoryKnowledge
from fulfillment.knowledge.port import Feedback
from tests.fulfillment.asking import Asker
from tests.fulfillment.small_content import an_entry, live


@pytest.fixture
def asker(hook: CodeHook) -> Asker:
    """Somebody who has just heard what Lambda is."""
    asker = Asker(hook)
    asker.say("What is AWS Lambda?", "ExplainConcept", Concept="lambda")
    return asker


class TestMore:
    def test_tells_the_details_and_the_links(self, asker: Asker, content: Content) -> None:
        entry = next(entry for entry in content.of("en_US") if entry.id == "what-is-lambda")
        said = asker.say("tell me more", "MoreDetail")
        assert entry.details
        assert entry.details.text.splitlines()[0] in said.text
        assert entry.links[0].url in said.text
        assert f'<a href="{entry.links[0].url}">' in said.html

    def test_does_not_offer_itself_again(self, asker: Asker) -> None:
        assert "Tell me more" not in asker.say("tell me more", "MoreDetail").buttons

    def test_of_an_entry_without_details_is_its_answer(self) -> None:
        plain = Asker(
            CodeHook(live(an_entry("plain", phrasings=["be plain"])), lambda turn: None, lambda failure: None)
        )
        plain.say("be plain")
        assert plain.say("more", "MoreDetail").text == "Answer of plain."


@pytest.mark.parametrize("intent", ["MoreDetail", "RateAnswer", "RepeatIntent"])
def test_before_any_answer_there_is_nothing_to_go_by_and_that_is_said(hook: CodeHook, intent: str) -> None:
    said = Asker(hook).say("음", intent, Rating="up")
    assert said.text.startswith("I have not answered anything yet.")
    assert said.buttons


class TestRating:
    @pytest.mark.parametrize(("rating", "up", "down"), [("up", 1, 0), ("down", 0, 1)])
    def test_is_counted_for_the_entry_the_locale_and_today(self, rating: str, up: int, down: int) -> None:
        knowledge = InMemoryKnowledge()
        live(an_entry("one", phrasings=["be rated"]), knowledge=knowledge)
        asker = Asker(CodeHook(knowledge, lambda turn: None, lambda failure: None))
        asker.say("be rated")
        assert asker.say("hm", "RateAnswer", Rating=rating).outcome == "dialog"
        today = datetime.now(UTC).date().isoformat()
        assert knowledge.feedback("one") == [Feedback("en_US", today, up, down)]

    def test_up_offers_what_is_related_and_down_a_person(self, asker: Asker) -> None:
        assert "How does AWS Lambda work?" in asker.say("good", "RateAnswer", Rating="up").buttons
        assert "Talk to a person" in asker.say("bad", "RateAnswer", Rating="down").buttons

    def test_by_an_unknown_word_is_not_counted(self, asker: Asker) -> None:
        assert asker.say("hm", "RateAnswer", Rating="sideways").text.startswith("I have not answered")


class TestRepeating:
    def test_says_the_answer_again(self, asker: Asker) -> None:
        answer = Asker(asker.hook).say("What is AWS Lambda?").text
        assert asker.say("repeat that", "RepeatIntent").text == answer
        assert asker.say("repeat that", "RepeatIntent").text == answer

    def test_says_the_topics_again(self, asker: Asker) -> None:
        topics = asker.say("topics", "ListTopics")
        assert asker.say("repeat that", "RepeatIntent").text == topics.text

    def test_says_the_questions_of_a_topic_again(self, asker: Asker) -> None:
        listed = asker.say("pricing", "ListTopics", Topic="pricing")
        assert asker.say("repeat that", "RepeatIntent").text == listed.text

    def test_keeps_what_the_conversation_is_about(self, asker: Asker) -> None:
        asker.say("repeat that", "RepeatIntent")
        assert asker.say("what about its limits?", "AskFollowUp", Aspect="limits").entry == "lambda-limits"


class TestTopics:
    @pytest.mark.parametrize("locale", ["ko_KR", "en_US"])
    def test_are_all_named_with_a_button_each(self, hook: CodeHook, content: Content, locale: str) -> None:
        names = [topic.name for topic in content.glossaries[locale].topics.values()]
        said = Asker(hook, locale).say("음", "ListTopics")
        assert said.buttons == names
        assert all(f"- {name}" in said.text for name in names)

    @pytest.mark.parametrize("locale", ["ko_KR", "en_US"])
    def test_list_their_questions_in_order(self, hook: CodeHook, content: Content, locale: str) -> None:
        for topic in content.glossaries[locale].topics:
            questions = [entry.facts.question for entry in content.of(locale) if entry.facts.topic == topic]
            said = Asker(hook, locale).say("음", "ListTopics", Topic=topic)
            assert said.buttons == questions[: len(said.buttons)]
            assert all(question in said.text for question in questions)

    def test_that_are_none_are_all_topics(self, hook: CodeHook) -> None:
        assert Asker(hook).say("weather", "ListTopics", Topic="weather").text.startswith("You can ask me about")


class TestSmallTalk:
    def test_starting_over_forgets_everything(self, asker: Asker) -> None:
        assert asker.say("start over", "StartOverIntent").context == {"intent": "StartOverIntent"}
        assert asker.say("more", "MoreDetail").text.startswith("I have not answered")

    @pytest.mark.parametrize("intent", ["Thank", "Greet", "HelpIntent", "TalkToAgent"])
    def test_keeps_what_the_conversation_is_about(self, asker: Asker, intent: str) -> None:
        asker.say("음", intent)
        assert asker.say("what about its limits?", "AskFollowUp", Aspect="limits").entry == "lambda-limits"

    @pytest.mark.parametrize(("locale", "hello"), [("ko_KR", "안녕하세요"), ("en_US", "Hello")])
    @pytest.mark.parametrize("mode", ["Text", "Speech"])
    def test_greets_in_the_askers_language(self, hook: CodeHook, locale: str, hello: str, mode: str) -> None:
        assert hello in Asker(hook, locale, mode).say("음", "Greet").text

    @pytest.mark.parametrize("intent", ["Greet", "HelpIntent", "StartOverIntent"])
    def test_offers_questions_to_begin_with(self, hook: CodeHook, intent: str) -> None:
        for question in Asker(hook).say("음", intent).buttons[:-1]:
            assert Asker(hook).say(question).outcome == "answered"
