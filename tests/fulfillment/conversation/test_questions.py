"""Questions: answers, offers, honest refusals, comparisons, and what follows from the turn before."""

import pytest

from fulfillment.code_hook import CodeHook
from fulfillment.conversation.answering import CERTAIN_INTENT
from tests.fulfillment.asking import Asker


@pytest.fixture
def korean(hook: CodeHook) -> Asker:
    return Asker(hook, "ko_KR")


@pytest.fixture
def english(hook: CodeHook) -> Asker:
    return Asker(hook, "en_US")


class TestExplaining:
    def test_a_concept_alone_asks_for_its_definition(self, korean: Asker) -> None:
        assert korean.say("람다", "ExplainConcept", Concept="lambda").entry == "what-is-lambda"

    def test_a_concept_and_an_aspect_name_an_entry(self, korean: Asker) -> None:
        said = korean.say("람다 요금", "ExplainConcept", Concept="lambda", Aspect="pricing")
        assert said.entry == "lambda-pricing"

    def test_a_question_is_searched_where_lex_understood_nothing(self, english: Asker) -> None:
        assert english.say("so what is a cold strat", "FallbackIntent").entry == "cold-start"

    def test_an_answer_offers_more_and_what_is_related(self, english: Asker) -> None:
        said = english.say("What is AWS Lambda?")
        assert said.buttons[0] == "Tell me more"
        assert "How does AWS Lambda work?" in said.buttons

    def test_a_known_question_is_answered_whatever_lex_made_of_it(self, english: Asker) -> None:
        assert english.say("What is AWS Lambda?", "Greet").entry == "what-is-lambda"

    @pytest.mark.parametrize(("locale", "text"), [("ko_KR", "오늘 날씨 어때"), ("en_US", "what is the weather like")])
    def test_what_is_none_of_our_business_is_refused_with_ways_on(self, hook: CodeHook, locale: str, text: str) -> None:
        said = Asker(hook, locale).say(text)
        assert (said.outcome, said.entry) == ("refused", "")
        assert len(said.buttons) == 2

    def test_to_explain_nobody_said_what_is_asked_back(self, korean: Asker) -> None:
        said = korean.say("xyzzy plugh", "ExplainConcept", confidence=CERTAIN_INTENT)
        assert said.raw["sessionState"]["dialogAction"] == {"type": "ElicitSlot", "slotToElicit": "Concept"}
        assert said.outcome == "dialog"

    def test_to_explain_nobody_said_what_is_refused_where_lex_is_unsure(self, korean: Asker) -> None:
        assert korean.say("xyzzy plugh", "ExplainConcept", confidence=0.5).outcome == "refused"

    def test_an_offer_names_entries_that_answer_when_pressed(self, hook: CodeHook) -> None:
        said = Asker(hook).say("lambda timeout memory concurrency")
        if said.outcome == "suggested":
            assert all(Asker(hook).say(button).outcome == "answered" for button in said.buttons[:-1])


class TestFollowingUp:
    def test_an_aspect_is_of_what_the_conversation_is_about(self, korean: Asker) -> None:
        first = korean.say("그럼 람다 단점은?", "ExplainConcept", Concept="lambda", Aspect="disadvantages")
        assert first.entry == "serverless-disadvantages"
        assert korean.say("그럼 한계 시간은?", "AskFollowUp", Aspect="limits").entry == "lambda-timeout"

    def test_its_limits_are_those_of_lambda_after_an_answer_about_lambda(self, english: Asker) -> None:
        english.say("What is AWS Lambda?", "ExplainConcept", Concept="lambda")
        assert english.say("what about its limits?", "AskFollowUp", Aspect="limits").entry == "lambda-limits"

    def test_a_concept_in_the_question_beats_the_conversation(self, english: Asker) -> None:
        english.say("What is AWS Lambda?")
        assert english.say("what is SAM then", "AskFollowUp", Aspect="definition").entry == "what-is-sam"

    def test_an_aspect_of_nothing_is_no_answer_with_a_straight_face(self, korean: Asker) -> None:
        assert korean.say("그건 어때?", "AskFollowUp", Aspect="limits").outcome == "refused"

    def test_an_aspect_nobody_wrote_about_is_refused(self, korean: Asker) -> None:
        korean.attributes["faqContext"] = '{"concept": "faas", "entry": "what-is-faas"}'
        assert korean.say("그건 어때?", "AskFollowUp", Aspect="tutorial").outcome == "refused"

    def test_the_conversation_stays_with_what_was_asked_for(self, korean: Asker) -> None:
        said = korean.say("람다 단점", "ExplainConcept", Concept="lambda", Aspect="disadvantages")
        assert said.context["concept"] == "lambda"


class TestComparing:
    def test_an_entry_that_compares_the_two_answers(self, english: Asker) -> None:
        said = english.say("SAM vs CloudFormation", "CompareConcepts", Concept="sam", OtherConcept="cloudformation")
        assert said.entry == "sam-vs-cloudformation"

    def test_the_order_does_not_matter(self, korean: Asker) -> None:
        said = korean.say("EC2랑 람다 차이", "CompareConcepts", Concept="ec2", OtherConcept="lambda")
        assert said.entry == "lambda-vs-ec2"

    def test_a_comparison_with_something_else_is_no_answer(self, english: Asker) -> None:
        said = english.say("Lambda vs SNS", "CompareConcepts", Concept="lambda", OtherConcept="sns")
        assert said.entry != "sns-vs-sqs"

    def test_two_that_nobody_compared_stand_side_by_side(self, english: Asker) -> None:
        said = english.say("xyzzy or plugh", "CompareConcepts", Concept="s3", OtherConcept="dynamodb")
        assert (said.outcome, said.entry) == ("suggested", "")
        assert len(said.buttons) == 2
        assert said.text.startswith("I have no direct comparison")

    def test_one_alone_is_explained(self, english: Asker) -> None:
        assert english.say("Lambda", "CompareConcepts", Concept="lambda").entry == "what-is-lambda"

    def test_something_unknown_is_not_compared(self, english: Asker) -> None:
        said = english.say("xyzzy vs plugh", "CompareConcepts", Concept="xyzzy", OtherConcept="plugh")
        assert said.outcome == "refused"
