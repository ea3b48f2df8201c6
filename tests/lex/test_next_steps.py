"""Initial responses, branches and steps between intents (guide: paths-nextstep, paths-branching)."""

import pytest

from bot.lex.errors import ValidationException
from tests.lex.building import (
    Conversation,
    Hook,
    branch,
    branches,
    fallback,
    hook,
    intent,
    locale,
    say,
    slot,
    step,
)


def test_initial_response_branch_response_and_prompt_are_said_in_order() -> None:
    conditional = branches(
        ("[vip] = true", branch(step("ElicitSlot", slot="Name"), say("Dear guest."))), default=branch()
    )
    first = {"initialResponse": say("Hello."), "conditional": conditional, "nextStep": step("EvaluateConditional")}
    talk = Conversation(locale(intent("Order", "order", slots=(slot("Name"),), initialResponseSetting=first)))
    vip = {"sessionAttributes": {"vip": "true"}}
    assert talk.hear("order", session_state=vip) == ["Hello.", "Dear guest.", "Name?"]


def test_the_first_true_branch_is_taken_and_else_the_default() -> None:
    conditional = branches(
        ("[n] > 5", branch(step("EndConversation"), say("many"))),
        ("[n] > 1", branch(step("EndConversation"), say("some"))),
        default=branch(step("EndConversation"), say("few")),
    )
    first = {"conditional": conditional}
    talk = Conversation(locale(intent("Count", "count", initialResponseSetting=first)))
    heard = [talk.hear("count", session_state={"sessionAttributes": {"n": n}}) for n in ("9", "3", "1")]
    assert heard == [["many"], ["some"], ["few"]]


def test_inactive_branches_are_skipped() -> None:
    conditional = {**branches(("true", branch(step("EndConversation"), say("x"))), default=branch()), "isActive": False}
    first = {"conditional": conditional, "nextStep": step("EvaluateConditional")}
    talk = Conversation(locale(intent("Count", "count", slots=(slot("Name"),), initialResponseSetting=first)))
    assert talk.hear("count") == ["Name?"]


def test_a_broken_condition_counts_as_false_and_warns() -> None:
    conditional = branches(("][", branch(None, say("x"))), default=branch(step("EndConversation"), say("default")))
    talk = Conversation(locale(intent("Count", "count", initialResponseSetting={"conditional": conditional})))
    with pytest.warns(UserWarning, match="counts as false"):
        assert talk.hear("count") == ["default"]


def test_a_branch_of_the_initial_stage_can_invoke_its_hook() -> None:
    code = Hook()
    conditional = branches(("true", branch(step("InvokeDialogCodeHook"), say("Asking code."))), default=branch())
    first = {"conditional": conditional, "codeHook": hook("init", successResponse=say("Code agrees."))}
    first["nextStep"] = step("EvaluateConditional", attributes={"count": "0"})
    talk = Conversation(locale(intent("Order", "order", initialResponseSetting=first)), code)
    assert talk.hear("order") == ["Asking code.", "Code agrees."]
    assert code.events[0]["sessionState"]["sessionAttributes"] == {"count": "0"}


def test_starting_an_intent_can_hand_over_slots_and_stay_silent() -> None:
    go = step("StartIntent", intent="Other", slots={"Name": "Kim"}, suppress=True)
    first = intent("First", "first", initialResponseSetting={"nextStep": go})
    closing = {"closingResponse": say("Bye {Name}.")}
    other = intent("Other", "other", slots=(slot("Name"),), intentClosingSetting=closing)
    other.raw["initialResponseSetting"] = {"initialResponse": say("Hello.")}
    talk = Conversation(locale(first, other))
    assert talk.hear("first") == ["Bye Kim."]


def test_elicit_intent_waits_for_anything() -> None:
    first = intent(
        "First", "first", initialResponseSetting={"initialResponse": say("And now?"), "nextStep": step("ElicitIntent")}
    )
    talk = Conversation(locale(first, intent("Order", "order", slots=(slot("Name"),))))
    talk.hear("first")
    assert talk.waits_for == "ElicitIntent"
    assert talk.hear("order") == ["Name?"]


def test_intents_that_start_each_other_end_in_an_error_and_change_nothing() -> None:
    ping = intent("Ping", "ping", initialResponseSetting={"nextStep": step("StartIntent", intent="Pong")})
    pong = intent("Pong", "pong", initialResponseSetting={"nextStep": step("StartIntent", intent="Ping")})
    talk = Conversation(locale(ping, pong, intent("Order", "order", slots=(slot("Name"),))))
    talk.hear("order")
    with pytest.raises(ValidationException, match="circles"):
        talk.hear("ping")
    assert talk.runtime.get_session(session_id=talk.session_id, locale_id="en_US")["sessionState"] == talk.state


def test_next_step_attributes_are_merged_and_may_be_references() -> None:
    first = {
        "nextStep": step("EndConversation", attributes={"a": "1", "said": "$.inputTranscript", "gone": "[nothing]"})
    }
    talk = Conversation(locale(intent("Order", "order", initialResponseSetting=first)))
    talk.hear("order", session_state={"sessionAttributes": {"kept": "k", "gone": "g"}})
    assert talk.attributes == {"kept": "k", "a": "1", "said": "order"}


def test_a_configured_hook_runs_where_no_next_step_is_written() -> None:
    code = Hook()
    talk = Conversation(locale(intent("Order", "order", initialResponseSetting={"codeHook": hook("init")})), code)
    talk.hear("order")
    assert len(code.events) == 1


@pytest.mark.parametrize("signature", ["QnAIntent", "BedrockAgentIntent", "QInConnectIntent", "KendraSearchIntent"])
def test_an_intent_of_another_service_warns_and_falls_back(signature: str) -> None:
    served = intent("Served", "served", signature=f"AMAZON.{signature}")
    talk = Conversation(locale(served, fallback(intentClosingSetting={"closingResponse": say("Pardon?")})))
    with pytest.warns(UserWarning, match="not emulated"):
        assert talk.hear("served") == ["Pardon?"]


def test_a_bot_without_fallback_intent_waits_for_an_intent() -> None:
    whole = locale(intent("Order", "order"))
    del whole.intents["FallbackIntent"]  # type: ignore[attr-defined]
    talk = Conversation(whole)
    talk.hear("gibberish")
    assert talk.waits_for == "ElicitIntent"
