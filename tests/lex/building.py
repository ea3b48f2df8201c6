"""Building bots in code, in few words: what is not said is as a new export leaves it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.definitions.model import Bot, BotLocale, Intent, Slot, SlotType
from bot.definitions.read import parse_bot, parse_intent, parse_locale, parse_slot, parse_slot_type
from bot.lex.open import open_runtime
from bot.lex.runtime import Runtime
from tests.lex.exact_interpreter import ExactInterpreter

Json = dict[str, Any]
BOT_ID = "BUILTBOT01"


def say(*texts: str, variations: tuple[str, ...] = ()) -> Json:
    """A response of plain texts, one group each; variations belong to the first."""
    groups: list[Json] = [{"message": plain(text), "variations": None} for text in texts]
    groups[0]["variations"] = [plain(text) for text in variations] or None
    return {"messageGroupsList": groups, "allowInterrupt": True}


def plain(text: str) -> Json:
    """A message of the export."""
    return {"plainTextMessage": {"value": text}, "ssmlMessage": None, "customPayload": None, "imageResponseCard": None}


def prompt(text: str, *, retries: int = 1, ordered: bool = False, variations: tuple[str, ...] = ()) -> Json:
    """A prompt specification."""
    strategy = "Ordered" if ordered else "Random"
    return {**say(text, variations=variations), "maxRetries": retries, "messageSelectionStrategy": strategy}


def step(
    kind: str | None = None,
    *,
    slot: str | None = None,
    intent: str | None = None,
    slots: Mapping[str, str | None] | None = None,
    attributes: Mapping[str, str | None] | None = None,
    suppress: bool = False,
) -> Json:
    """A next step."""
    values = {
        name: {"shape": None, "value": {"interpretedValue": v}, "values": None} for name, v in (slots or {}).items()
    }
    action = {"type": kind, "slotToElicit": slot, "suppressNextMessage": suppress or None} if kind else None
    return {
        "sessionAttributes": dict(attributes or {}),
        "intent": {"name": intent, "slots": values},
        "dialogAction": action,
    }


def branches(*conditions: tuple[str, Json], default: Json) -> Json:
    """A conditional: (expression, branch) pairs, and the default branch."""
    listed = [
        {"name": f"branch{i}", "condition": {"expressionString": expression}, **branch}
        for i, (expression, branch) in enumerate(conditions)
    ]
    return {"isActive": True, "conditionalBranches": listed, "defaultBranch": default}


def branch(next_step: Json | None = None, response: Json | None = None) -> Json:
    """A branch."""
    return {"nextStep": next_step, "response": response}


def hook(label: str | None = None, **results: Json) -> Json:
    """A dialog code hook invocation; results are successResponse, failureNextStep and so on."""
    return {
        "isActive": True,
        "enableCodeHookInvocation": True,
        "invocationLabel": label,
        "postCodeHookSpecification": results,
    }


def slot(
    name: str,
    kind: str = "AMAZON.FirstName",
    *,
    ask: Json | None = None,
    required: bool = True,
    multiple: bool = False,
    defaults: tuple[str, ...] = (),
    **capture: Json,
) -> Slot:
    """A slot; the remaining arguments are its slotCaptureSetting."""
    elicitation: Json = {
        "slotConstraint": "Required" if required else "Optional",
        "promptSpecification": ask or prompt(f"{name}?"),
        "defaultValueSpecification": {"defaultValueList": [{"defaultValue": d} for d in defaults]}
        if defaults
        else None,
    }
    if capture:
        elicitation["slotCaptureSetting"] = capture
    raw: Json = {"name": name, "slotTypeName": kind, "valueElicitationSetting": elicitation}
    raw["multipleValuesSetting"] = {"allowMultipleValues": True} if multiple else None
    return parse_slot(raw)


def intent(
    name: str,
    *utterances: str,
    slots: tuple[Slot, ...] = (),
    signature: str | None = None,
    hooks: bool = True,
    **raw: Any,
) -> Intent:
    """An intent; the remaining arguments are keys of Intent.json."""
    content: Json = {
        "name": name,
        "parentIntentSignature": signature,
        "sampleUtterances": [{"utterance": text} for text in utterances] or None,
        "slotPriorities": [{"priority": i, "slotName": s.name} for i, s in enumerate(slots, 1)],
        "dialogCodeHook": {"enabled": hooks},
        **raw,
    }
    return parse_intent(content, slots)


def fallback(**raw: Any) -> Intent:
    """The FallbackIntent."""
    return intent("FallbackIntent", signature="AMAZON.FallbackIntent", **raw)


def fulfilled_by_code(**post: Json) -> Json:
    """A fulfilment code hook, with post-fulfilment settings."""
    return {"enabled": True, "isActive": True, "postFulfillmentStatusSpecification": post or None}


def fulfilled_without_code(**post: Json) -> Json:
    """A fulfilment step without code."""
    return {"enabled": False, "isActive": True, "postFulfillmentStatusSpecification": post or None}


def slot_type(name: str, *values: str, strategy: str = "TOP_RESOLUTION", **raw: Any) -> SlotType:
    """A custom slot type; ``"large=big,huge"`` gives synonyms."""
    return parse_slot_type(
        {
            "name": name,
            "slotTypeValues": [_type_value(value) for value in values],
            "valueSelectionSetting": {"resolutionStrategy": strategy},
            **raw,
        }
    )


def _type_value(text: str) -> Json:
    value, _, synonyms = text.partition("=")
    return {"sampleValue": {"value": value}, "synonyms": [{"value": s} for s in synonyms.split(",") if s] or None}


def locale(*parts: Intent | SlotType, locale_id: str = "en_US", new_flow: bool = True) -> BotLocale:
    """A locale; it is made one of the new flow by an intent that nobody says."""
    intents = [part for part in parts if isinstance(part, Intent)]
    if not any(i.signature == "AMAZON.FallbackIntent" for i in intents):
        intents.append(fallback())
    if new_flow:
        intents.append(
            intent("Untouched", "untouched intent", initialResponseSetting={"initialResponse": None, "codeHook": None})
        )
    types = [part for part in parts if isinstance(part, SlotType)]
    return parse_locale({"identifier": locale_id, "nluConfidenceThreshold": 0.4}, intents, types)


def bot(*locales: BotLocale, ttl: int = 300) -> Bot:
    """A bot."""
    return parse_bot({"name": "Built", "identifier": BOT_ID, "idleSessionTTLInSeconds": ttl}, locales, {})


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Hook:
    """A code hook that keeps its events and answers with what it was given, the last one forever; else Delegate."""

    def __init__(self, *answers: Json | Callable[[Json], Json]) -> None:
        self.events: list[Json] = []
        self._answers = list(answers)

    def __call__(self, event: Json, context: object) -> Any:
        self.events.append(event)
        answer = (self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]) if self._answers else delegate
        return answer(event) if callable(answer) else answer


def delegate(event: Json, **changes: Any) -> Json:
    """Let Lex go on."""
    state = event["sessionState"]
    return {"sessionState": {"dialogAction": {"type": "Delegate"}, "intent": {**state["intent"], **changes}}}


def close(text: str | None = None, *, state: str = "Fulfilled", **session: Any) -> Callable[[Json], Json]:
    """End the intent."""

    def answer(event: Json) -> Json:
        intent = {**event["sessionState"]["intent"], "state": state}
        found: Json = {"sessionState": {"dialogAction": {"type": "Close"}, "intent": intent, **session}}
        if text:
            found["messages"] = [{"contentType": "PlainText", "content": text}]
        return found

    return answer


class Conversation:
    """A session with a bot: what is said, and what is heard."""

    def __init__(
        self, definition: Bot | BotLocale, handler: Any = None, *, seed: int = 1, session: str = "session-1"
    ) -> None:
        whole = definition if isinstance(definition, Bot) else bot(definition)
        self.watch = Watch()
        self.locale_id = next(iter(whole.locales))
        self.session_id = session
        self.runtime: Runtime = open_runtime(
            whole, handler=handler, clock=self.watch, seed=seed, open_interpreter=ExactInterpreter
        )
        self.answer: Json = {}

    def hear(self, text: str, **request: Any) -> list[str]:
        """Say something; the texts of the answer."""
        self.answer = self.runtime.recognize_text(text, session_id=self.session_id, locale_id=self.locale_id, **request)
        return self.texts

    @property
    def texts(self) -> list[str]:
        return [message.get("content", "") for message in self.answer.get("messages", [])]

    @property
    def state(self) -> Json:
        state: Json = self.answer["sessionState"]
        return state

    @property
    def intent(self) -> Json:
        found: Json = self.state["intent"]
        return found

    @property
    def waits_for(self) -> str:
        action = self.state["dialogAction"]
        return " ".join(filter(None, [action["type"], action.get("slotToElicit")]))

    @property
    def attributes(self) -> dict[str, str]:
        found: dict[str, str] = self.state["sessionAttributes"]
        return found

    def slot(self, name: str) -> str | None:
        """The interpreted value of a slot."""
        value = self.intent["slots"][name]
        return str(value["value"]["interpretedValue"]) if value else None
