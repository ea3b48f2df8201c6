"""The tutorial: step by step, in the runtime that the asker chooses."""

import pytest

from bot.knowledge.content import Content
from fulfillment.code_hook import CodeHook
from fulfillment.knowledge.entry import Entry
from tests.fulfillment.asking import Asker
from tests.fulfillment.small_content import an_entry, live


@pytest.fixture
def asker(hook: CodeHook) -> Asker:
    asker = Asker(hook)
    asker.say("start the tutorial", "FollowTutorial")
    return asker


@pytest.fixture(scope="module")
def tutorial(content: Content) -> Entry:
    return next(entry for entry in content.of("en_US") if entry.id == "hello-world-tutorial")


def move(asker: Asker, move: str) -> int:
    """Where a move leads: the number of the step."""
    return int(asker.say(move, "FollowTutorial", Move=move).context.get("step", 0))


def test_begins_with_the_first_step_as_an_answer(hook: CodeHook, tutorial: Entry) -> None:
    said = Asker(hook).say("start the tutorial", "FollowTutorial")
    assert (said.outcome, said.entry) == ("answered", "hello-world-tutorial")
    assert said.text.startswith(f"Step 1 of {len(tutorial.steps)}: {tutorial.steps[0].title}")
    assert "Previous step" not in said.buttons


def test_goes_on_and_back(asker: Asker) -> None:
    assert [move(asker, where) for where in ("next", "next", "back", "next")] == [2, 3, 2, 3]


def test_does_not_go_back_before_the_beginning(asker: Asker) -> None:
    assert [move(asker, "back"), move(asker, "back")] == [1, 1]


def test_ends_behind_the_last_step_and_offers_what_to_learn_next(asker: Asker, tutorial: Entry) -> None:
    for _ in tutorial.steps[1:]:
        move(asker, "next")
    said = asker.say("next", "FollowTutorial", Move="next")
    assert said.text.startswith("You have finished the tutorial.")
    assert said.buttons
    assert "step" not in said.context


def test_begins_anew_after_its_end(asker: Asker, tutorial: Entry) -> None:
    for _ in tutorial.steps:
        move(asker, "next")
    assert asker.say("start the tutorial", "FollowTutorial").context["step"] == 1


def test_a_step_beyond_the_last_is_the_last(hook: CodeHook, tutorial: Entry) -> None:
    asker = Asker(hook, attributes={"faqContext": '{"entry": "hello-world-tutorial", "step": 50}'})
    assert asker.say("again", "RepeatIntent").context["step"] == len(tutorial.steps)


def test_a_step_is_repeated(asker: Asker) -> None:
    second = asker.say("next", "FollowTutorial", Move="next")
    assert asker.say("repeat that", "RepeatIntent").text == second.text


@pytest.mark.parametrize("runtime", ["python", "nodejs", "java", "csharp", "ruby", "go"])
def test_every_runtime_has_its_code(hook: CodeHook, tutorial: Entry, runtime: str) -> None:
    asker = Asker(hook)
    asker.say("start", "FollowTutorial", Runtime=runtime)
    number = next(number for number, step in enumerate(tutorial.steps, 1) if step.shows_code)
    for _ in range(number - 1):
        said = asker.say("next", "FollowTutorial", Move="next")
    assert tutorial.code[runtime].source.strip() in said.text
    assert f'<code class="language-{runtime}">' in said.html


def test_the_runtime_changes_at_the_step_and_stays(asker: Asker) -> None:
    move(asker, "next")
    changed = asker.say("show it in Go", "FollowTutorial", Runtime="go")
    assert (changed.context["step"], changed.context["runtime"]) == (2, "go")
    assert asker.say("next", "FollowTutorial", Move="next").context["runtime"] == "go"


def test_no_blank_for_the_runtime_is_left(asker: Asker, tutorial: Entry) -> None:
    texts = [asker.say("next", "FollowTutorial", Move="next").text for _ in tutorial.steps]
    assert not [text for text in texts if "{runtime}" in text]


@pytest.mark.parametrize("intent", ["StopIntent", "CancelIntent"])
def test_is_left_by_stop_and_a_second_stop_is_goodbye(asker: Asker, intent: str) -> None:
    assert asker.say("stop", intent).text.startswith("We leave the tutorial here.")
    assert asker.say("stop", intent).text.startswith("All right.")


@pytest.mark.parametrize(("where", "step"), [("next", 3), ("back", 2)])
def test_is_paused_by_a_question_and_goes_on_where_it_was(asker: Asker, where: str, step: int) -> None:
    move(asker, "next")
    asker.say("What is AWS Lambda?")
    asker.say("topics", "ListTopics")
    assert move(asker, where) == step


def test_asked_for_again_begins_anew(asker: Asker) -> None:
    move(asker, "next")
    assert asker.say("start the tutorial", "FollowTutorial").context["step"] == 1


def test_is_spoken_without_code(hook: CodeHook, tutorial: Entry) -> None:
    asker = Asker(hook, mode="Speech")
    spoken = [asker.say("start the tutorial", "FollowTutorial").text]
    spoken += [asker.say("next", "FollowTutorial", Move="next").text for _ in tutorial.steps[1:]]
    assert any("You can see the code in the chat." in text for text in spoken)
    assert not [text for text in spoken if "lambda_handler" in text]


def test_is_refused_where_the_content_has_none() -> None:
    hook = CodeHook(live(an_entry("only")), lambda turn: None, lambda failure: None)
    assert Asker(hook).say("start the tutorial", "FollowTutorial").outcome == "refused"
    in_it = Asker(hook, attributes={"faqContext": '{"step": 2}'})
    assert in_it.say("again", "RepeatIntent").outcome == "refused"
