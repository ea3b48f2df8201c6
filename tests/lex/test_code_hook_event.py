"""The event of a code hook, key by key (spec 2.1)."""

from tests.lex.building import BOT_ID, Conversation, Hook, hook, intent, locale, slot, slot_type, step

REQUEST_ID = "0f0e0d0c-0000-4000-8000-000000000001"


def explained() -> Hook:
    first = {
        "codeHook": hook("init", successNextStep=step("ElicitSlot", slot="Level")),
        "nextStep": step("InvokeDialogCodeHook"),
    }
    explain = intent(
        "Explain",
        "설명해 줘 {Concept}",
        slots=(slot("Concept", "ConceptType"), slot("Level")),
        initialResponseSetting=first,
    )
    code = Hook()
    whole = locale(
        explain,
        intent("Greet", "설명해 드릴까요"),
        slot_type("ConceptType", "콜드 스타트=cold start"),
        locale_id="ko_KR",
    )
    Conversation(whole, code, session="web-7f3a").hear("설명해 줘 cold start", request_id=REQUEST_ID)
    return code


def test_the_event_is_the_one_that_lex_sends() -> None:
    value = {
        "shape": "Scalar",
        "value": {"originalValue": "cold start", "resolvedValues": ["콜드 스타트"], "interpretedValue": "콜드 스타트"},
    }
    top = {
        "name": "Explain",
        "slots": {"Concept": value, "Level": None},
        "state": "InProgress",
        "confirmationState": "None",
    }
    other = {"state": "InProgress", "confirmationState": "None", "slots": {}}
    transcribed = {"originalValue": "cold start", "resolvedValues": ["콜드 스타트"]}
    assert explained().events[0] == {
        "messageVersion": "1.0",
        "invocationSource": "DialogCodeHook",
        "inputMode": "Text",
        "responseContentType": "text/plain; charset=utf-8",
        "sessionId": "web-7f3a",
        "inputTranscript": "설명해 줘 cold start",
        "invocationLabel": "init",
        "bot": {
            "id": BOT_ID,
            "name": "Built",
            "aliasId": "TSTALIASID",
            "aliasName": "TestBotAlias",
            "localeId": "ko_KR",
            "version": "DRAFT",
        },
        "interpretations": [
            {"intent": top, "interpretationSource": "Lex", "nluConfidence": 1.0},
            {"intent": {"name": "FallbackIntent", **other}, "interpretationSource": "Lex"},
            {"intent": {"name": "Greet", **other}, "interpretationSource": "Lex", "nluConfidence": 0.5},
        ],
        "proposedNextState": {
            "dialogAction": {"type": "ElicitSlot", "slotToElicit": "Level"},
            "intent": top,
            "prompt": {"attempt": "Initial"},
        },
        "sessionState": {
            "sessionAttributes": {},
            "activeContexts": [],
            "intent": top,
            "originatingRequestId": REQUEST_ID,
        },
        "transcriptions": [
            {
                "transcription": "설명해 줘 cold start",
                "transcriptionConfidence": 1.0,
                "resolvedContext": {"intent": "Explain"},
                "resolvedSlots": {"Concept": {"shape": "Scalar", "value": transcribed}},
            }
        ],
    }


def test_request_attributes_are_there_only_when_the_client_sent_some() -> None:
    code = Hook()
    talk = Conversation(locale(intent("Hi", "hi", initialResponseSetting={"codeHook": hook()})), code)
    talk.hear("hi", request_attributes={"channel": "web"})
    talk.hear("hi")
    assert [e.get("requestAttributes") for e in code.events] == [{"channel": "web"}, None]


def test_no_label_means_no_key() -> None:
    code = Hook()
    Conversation(locale(intent("Hi", "hi", initialResponseSetting={"codeHook": hook()})), code).hear("hi")
    assert "invocationLabel" not in code.events[0]


def test_an_intent_that_a_next_step_forced_has_neither_confidence_nor_source() -> None:
    code = Hook()
    first = intent("First", "first", initialResponseSetting={"nextStep": step("StartIntent", intent="Second")})
    second = intent("Second", "second", initialResponseSetting={"codeHook": hook()})
    Conversation(locale(first, second), code).hear("first")
    forced, *others = code.events[0]["interpretations"]
    assert forced["intent"]["name"] == "Second"
    assert not {"nluConfidence", "interpretationSource"} & set(forced)
    assert others[0]["intent"]["name"] == "First"


def test_runtime_hints_reach_the_code_hook() -> None:
    code = Hook()
    hints = {"slotHints": {"Hi": {"Name": {"runtimeHintValues": [{"phrase": "Kim"}]}}}}
    talk = Conversation(locale(intent("Hi", "hi", initialResponseSetting={"codeHook": hook()})), code)
    talk.hear("hi", session_state={"runtimeHints": hints})
    assert code.events[0]["sessionState"]["runtimeHints"] == hints
