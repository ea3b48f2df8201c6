"""The pytest plugin as another project uses it: a project of its own, with its own tests, in a process of its own."""

import shutil

import pytest

from tests.definitions.exports import LUNCH_TRUCK

pytest_plugins = ["pytester"]

HOOK = """
def answer(event, context):
    intent = {**event["sessionState"]["intent"], "state": "Fulfilled"}
    if event["invocationSource"] == "DialogCodeHook":
        return {"sessionState": {**event["sessionState"], "dialogAction": {"type": "Delegate"}}}
    return {"sessionState": {"intent": intent, "dialogAction": {"type": "Close"}}}
"""
TESTS = """
def test_an_order(lex_bot, conversation):
    truck = lex_bot("LunchTruck", handler="their_hook:answer", encoder="none")
    talk = conversation(truck, "en_US")
    assert talk.say("lunch please").waits_for == "ElicitSlot Dish"
    assert talk.say("soup").slot("Dish") == "soup"
    assert len(talk.trace()) == 2

def test_each_test_has_sessions_of_its_own(lex_bot, conversation):
    truck = lex_bot("LunchTruck", encoder="none")
    one, two = conversation(truck, "ko_KR"), conversation(truck, "ko_KR")
    assert one.say("메모 남길게").waits_for == "ElicitSlot Note"
    assert two.trace() == []
    assert one.say("안녕").attributes["note"] == "안녕"

def test_models_are_kept(lex_bot, lex_cache_dir):
    lex_bot("LunchTruck", encoder="none").warm()
    assert any(lex_cache_dir.iterdir())
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    shutil.copytree(LUNCH_TRUCK, pytester.path / "LunchTruck")
    pytester.makepyfile(their_hook=HOOK, test_theirs=TESTS)
    return pytester


def test_the_plugin_is_loaded_by_its_name(project: pytest.Pytester) -> None:
    project.runpytest_subprocess("-p", "bot.lex.pytest_plugin").assert_outcomes(passed=3)


def test_the_plugin_is_loaded_by_a_conftest(project: pytest.Pytester) -> None:
    project.makeconftest("pytest_plugins = ['bot.lex.pytest_plugin']")
    project.runpytest_subprocess("-k", "each_test").assert_outcomes(passed=1, deselected=2)
