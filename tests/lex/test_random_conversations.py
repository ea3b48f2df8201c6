"""Random conversations with random bots: only documented errors and valid answers, and no session is corrupted."""

import warnings
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definitions.model import BotLocale, Intent, Slot
from bot.lex.errors import LexError, ResourceNotFoundException
from tests.botocore_shapes import assert_valid_answer
from tests.lex.building import (
    Conversation,
    Json,
    branch,
    branches,
    close,
    delegate,
    fallback,
    hook,
    intent,
    locale,
    prompt,
    say,
    slot,
    slot_type,
    step,
)

NAMES = ("Alpha", "Beta", "Gamma")
SLOTS = ("One", "Two")
KINDS = ("Size", "AMAZON.FirstName", "AMAZON.Number", "AMAZON.FreeFormInput", "Place")
TYPES = (
    "ElicitIntent",
    "StartIntent",
    "ElicitSlot",
    "EvaluateConditional",
    "InvokeDialogCodeHook",
    "ConfirmIntent",
    "FulfillIntent",
    "CloseIntent",
    "EndConversation",
)
EXPRESSIONS = ('{One} = "small"', "fn.IS_SET([a])", '[a] = "{x}"', "fn.COUNT({Two}) > 1", "((", "{Missing} < 3", "true")
WORDS = (
    "alpha",
    "beta",
    "gamma small",
    "small",
    "12",
    "yes",
    "no",
    "mumble",
    "a, b",
    "small and large",
    "가나다",
    "😀",
)

TEXTS = ("hello", "{One} and {Two}", "[a] ((b))", "<b>")
VALUES = (None, "small", "[a]", "{One}", "$.inputTranscript")


class Maker:
    """Makes definitions at random. A seed makes a whole definition: drawing each part by itself would take minutes."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def maybe(self, make: Callable[[], Any]) -> Any:
        """Made, or None."""
        return make() if self._random.random() < 0.5 else None

    def one(self, items: Sequence[Any]) -> Any:
        """One of them."""
        return self._random.choice(items)

    def response(self) -> Json:
        return say(self.one(TEXTS))

    def next_step(self) -> Json:
        kind = self.one((None, *TYPES))
        return step(
            kind,
            slot=self.one((*SLOTS, *SLOTS, "Missing")),
            intent=self.one((*NAMES, *NAMES, "FallbackIntent", "Nobody")) if kind == "StartIntent" else None,
            slots=self.one(({}, {self.one(SLOTS): self.one(VALUES)})),
            attributes=self.one(({}, {"a": self.one(VALUES)})),
            suppress=self.one((True, False)),
        )

    def conditional(self) -> Json:
        listed = [(self.one(EXPRESSIONS), self.branch()) for _ in range(self._random.randint(1, 3))]
        return branches(*listed, default=self.branch())

    def branch(self) -> Json:
        return branch(self.maybe(self.next_step), self.maybe(self.response))

    def outcome(self, *prefixes: str) -> Json:
        found: Json = {}
        for prefix in prefixes:
            found[f"{prefix}Response"] = self.maybe(self.response)
            found[f"{prefix}NextStep"] = self.maybe(self.next_step)
            found[f"{prefix}Conditional"] = self.maybe(self.conditional)
        return found

    def hook(self) -> Json:
        return hook("label", **self.outcome("success", "failure", "timeout"))

    def elicitation_hook(self) -> Json:
        return {"enableCodeHookInvocation": True, "invocationLabel": "again"}

    def slot(self, name: str) -> Slot:
        return slot(
            name,
            self.one(KINDS),
            ask=prompt(
                f"{name}?", retries=self.one((0, 1, 2)), ordered=self.one((True, False)), variations=("again?",)
            ),
            required=self.one((True, True, False)),
            multiple=self.one((True, False)),
            defaults=self.one(((), (), ("#c.One", "[a]"), ("small",))),
            codeHook=self.maybe(self.hook),
            elicitationCodeHook=self.maybe(self.elicitation_hook),
            **self.outcome("capture", "failure"),
        )

    def initial(self) -> Json:
        return {
            "initialResponse": self.maybe(self.response),
            "nextStep": self.maybe(self.next_step),
            "conditional": self.maybe(self.conditional),
            "codeHook": self.maybe(self.hook),
        }

    def confirmation(self) -> Json:
        setting = self.outcome("confirmation", "declination", "failure")
        hooks = {"codeHook": self.maybe(self.hook), "elicitationCodeHook": self.maybe(self.elicitation_hook)}
        return {**setting, **hooks, "promptSpecification": prompt("Sure?")}

    def fulfilment(self) -> Json:
        return {
            "enabled": self.one((True, False)),
            "postFulfillmentStatusSpecification": self.outcome("success", "failure"),
        }

    def closing(self) -> Json:
        response, next_step = self.maybe(self.response), self.maybe(self.next_step)
        return {"closingResponse": response, "nextStep": next_step, "conditional": self.maybe(self.conditional)}

    def intent(self, name: str) -> Intent:
        return intent(
            name,
            name.lower(),
            f"{name.lower()} {{One}}",
            slots=(self.slot("One"), self.slot("Two")),
            hooks=self.one((True, False)),
            initialResponseSetting=self.maybe(self.initial),
            intentConfirmationSetting=self.maybe(self.confirmation),
            fulfillmentCodeHook=self.maybe(self.fulfilment),
            intentClosingSetting=self.maybe(self.closing),
            outputContexts=[{"name": "c", "timeToLiveInSeconds": 30, "turnsToLive": 2}],
        )

    def locale(self) -> BotLocale:
        last = fallback(intentClosingSetting={"closingResponse": say("Pardon?")})
        subs = [{"name": "A", "slotTypeName": "AMAZON.City"}, {"name": "B", "slotTypeName": "AMAZON.Number"}]
        place = slot_type("Place", strategy="CONCATENATION", compositeSlotTypeSetting={"subSlots": subs})
        size = slot_type("Size", "small", "large=big")
        return locale(*map(self.intent, NAMES), last, size, place, new_flow=self.one((True, True, False)))


def elicit(kind: str, slot_name: str = "One") -> Any:
    def answer(event: Json) -> Json:
        action = {"type": kind, **({"slotToElicit": slot_name} if kind == "ElicitSlot" else {})}
        state = {"dialogAction": action, "intent": event["sessionState"]["intent"]}
        return {"sessionState": state, "messages": [{"contentType": "PlainText", "content": "from code"}]}

    return answer


answers = st.sampled_from(
    (
        delegate,
        lambda event: delegate(event, state="Failed"),
        close("closed"),
        close(state="Failed"),
        close("x", sessionAttributes={"a": "1"}, activeContexts=[]),
        elicit("ElicitSlot"),
        elicit("ElicitSlot", "Missing"),
        elicit("ElicitIntent"),
        elicit("ConfirmIntent"),
        lambda event: None,
        lambda event: {"sessionState": {}},
        lambda event: 1 / 0,
    )
)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(min_value=0),
    st.lists(answers, min_size=1, max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
)
def test_every_turn_is_a_valid_answer_or_a_documented_error(seed: int, replies: list[Any], words: list[str]) -> None:
    calls = iter(replies * 1000)
    talk = Conversation(Maker(seed).locale(), lambda event, context: next(calls)(event))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in words:
            _one_turn(talk, text)


def _one_turn(talk: Conversation, text: str) -> None:
    before = _session(talk)
    try:
        talk.hear(text)
    except LexError:
        assert _session(talk) == before
        return
    assert_valid_answer("RecognizeText", talk.answer)
    after = _session(talk)
    assert after is not None
    assert_valid_answer("GetSession", after)
    assert after["sessionState"] == talk.state
    assert talk.answer["interpretations"]


def _session(talk: Conversation) -> Json | None:
    try:
        return talk.runtime.get_session(session_id=talk.session_id, locale_id=talk.locale_id)
    except ResourceNotFoundException:
        return None
