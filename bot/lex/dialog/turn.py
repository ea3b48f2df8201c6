"""A turn in the making: what the steps of the dialog read and change, until the runtime commits it or drops it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal, Protocol

from bot.definitions.model import BotLocale, Intent, Slot
from bot.lex.errors import ValidationException
from bot.lex.interpreter import Candidate, Interpreter, SlotValue
from bot.lex.messages import CONTENT_TYPES, MAX_MESSAGES, Message, choose, fill
from bot.lex.references import References, fill_text
from bot.lex.state import ActiveContext, DialogAction, IntentState, Interpretation

Json = dict[str, Any]
HookSource = Literal["DialogCodeHook", "FulfillmentCodeHook"]

MAX_INTERPRETATIONS = 5


@dataclass(frozen=True)
class UserInput:
    """What came with the request."""

    text: str
    session_id: str
    request_id: str
    mode: Literal["Text", "Speech", "DTMF"] = "Text"
    request_attributes: Mapping[str, str] = field(default_factory=dict)
    response_content_type: str = "text/plain; charset=utf-8"

    @property
    def accepted_types(self) -> frozenset[str]:
        """The message types that the client can show (``x-amz-lex:accept-content-types``); all by default."""
        wanted = self.request_attributes.get("x-amz-lex:accept-content-types", "")
        return frozenset(filter(None, (t.strip() for t in wanted.split(",")))) or frozenset(CONTENT_TYPES)

    @property
    def may_switch_intent(self) -> bool:
        return self.request_attributes.get("x-amz-lex:intent-switch", "").upper() != "DISABLE"


@dataclass(frozen=True)
class Proposal:
    """The next state that an event proposes: eliciting a slot, at an attempt (``Initial``, ``Retry1``…)."""

    slot: str
    attempt: str


@dataclass(frozen=True)
class HookCall:
    """A call of the code hook as the dialog wants it."""

    source: HookSource
    label: str | None = None
    proposal: Proposal | None = None
    timeout_seconds: float | None = None


@dataclass(frozen=True)
class HookAnswer:
    """A checked answer of the code hook. None means: not mentioned, so keep what is."""

    action: DialogAction
    intent: IntentState | None = None
    intent_has_slots: bool = False
    attributes: Mapping[str, str] | None = None
    contexts: tuple[ActiveContext, ...] | None = None
    messages: tuple[Message, ...] = ()
    request_attributes: Mapping[str, str] | None = None
    runtime_hints: Json | None = None


class CodeHook(Protocol):
    """What the dialog needs of the code behind the bot."""

    def call(self, turn: "Turn", call: HookCall) -> HookAnswer:
        """Ask the code hook; bot.lex.code_hook tells the errors."""
        ...


@dataclass
class Turn:
    """The working copy of a session during one request."""

    locale: BotLocale
    interpreter: Interpreter
    input: UserInput
    random: Random
    now: float
    """Seconds since the epoch."""
    old_flow: bool = False
    code_hook: CodeHook | None = None
    request_session: Json | None = None

    intent: IntentState | None = None
    action: DialogAction | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    contexts: tuple[ActiveContext, ...] = ()
    contexts_before: tuple[ActiveContext, ...] = ()
    """The contexts that were on when the turn began; they are a turn older when it ends."""
    runtime_hints: Json | None = None
    misses: int = 0
    candidates: Sequence[Candidate] = ()
    understood_as: str | None = None
    """The intent that the utterance was read as, in this turn; another current intent was forced."""
    missed: bool = False
    request_attributes: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    log: list[Json] = field(default_factory=list)
    originating_request_id: str = ""

    # definitions

    @property
    def definition(self) -> Intent:
        """The definition of the current intent."""
        return self.intent_definition(self.current.name)

    def intent_definition(self, name: str) -> Intent:
        """:raises ValidationException: the bot has no such intent."""
        if name not in self.locale.intents:
            raise ValidationException(f"Intent {name} does not exist in locale {self.locale.id}")
        return self.locale.intents[name]

    def slot_definition(self, name: str) -> Slot:
        """:raises ValidationException: the current intent has no such slot."""
        if name not in self.definition.slots:
            raise ValidationException(f"Slot {name} does not exist in intent {self.current.name}")
        return self.definition.slots[name]

    # the current intent

    @property
    def current(self) -> IntentState:
        if self.intent is None:
            raise ValidationException("There is no intent in progress")
        return self.intent

    def set_intent(self, **changes: Any) -> None:
        self.intent = replace(self.current, **changes)

    def set_slots(self, slots: Mapping[str, SlotValue | None]) -> None:
        self.set_intent(slots={**self.current.slots, **slots})

    # what conditions and placeholders see

    @property
    def references(self) -> References:
        return References(
            slots=self.intent.slots if self.intent else {},
            session=self.attributes,
            request=self.request_attributes,
            input={
                "inputMode": self.input.mode,
                "inputTranscript": self.input.text,
                "transcriptions": [{"transcription": self.input.text, "transcriptionConfidence": 1.0}],
            },
        )

    # speaking

    def say(self, response: Json | None, *, attempt: int = 0) -> None:
        """Say a configured response: one message of each group, placeholders filled."""
        if not response:
            return
        chosen = choose(
            response.get("messageGroupsList") or response.get("messageGroups") or [],
            attempt=attempt,
            ordered=response.get("messageSelectionStrategy") == "Ordered",
            random=self.random,
            accepted=self.input.accepted_types,
        )
        references = self.references
        self.messages += [fill(m, lambda text, xml: fill_text(text, references, xml=xml)) for m in chosen]

    def spoken(self) -> tuple[Message, ...]:
        """What leaves: the messages of accepted types, at most ten (API).

        :raises ValidationException: there are messages, but none that the client accepts.
        """
        said = [m for m in self.messages if m.content or m.card]
        usable = tuple(m for m in said if m.content_type in self.input.accepted_types)
        if said and not usable:
            types = ", ".join(sorted(self.input.accepted_types))
            raise ValidationException(f"No usable messages: the client accepts {types} only")
        return usable[:MAX_MESSAGES]

    # understanding

    def interpret(self) -> None:
        """Read the utterance as an intent; a blank one means nothing."""
        contexts = frozenset(context.name for context in self.contexts)
        blank = not self.input.text.strip()
        self.candidates = () if blank else self.interpreter.interpret(self.input.text, active_contexts=contexts)

    def read_slots(self, slot: Slot) -> Mapping[str, SlotValue]:
        """Read the utterance as the answer to the prompt for a slot; a blank one is none."""
        blank = not self.input.text.strip()
        return {} if blank else self.interpreter.resolve_slot(self.definition, slot, self.input.text)

    def interpretations(self) -> tuple[Interpretation, ...]:
        """How the utterance was read, the current intent first (spec 3.2, 3.6)."""
        listed = [self._interpretation(candidate) for candidate in self.candidates]
        if self.intent is None:
            return tuple(listed[:MAX_INTERPRETATIONS])
        same = next((i for i in listed if i.intent.name == self.intent.name), None)
        recognised = self.understood_as == self.intent.name
        confidence = same.confidence if same and recognised else None
        first = Interpretation(self.intent, confidence, "Lex" if recognised else None)
        others = [i for i in listed if i.intent.name != self.intent.name]
        return (first, *others[: MAX_INTERPRETATIONS - 1])

    def _interpretation(self, candidate: Candidate) -> Interpretation:
        definition = self.intent_definition(candidate.intent)
        return Interpretation(new_intent(definition, candidate.slots), candidate.confidence)

    # tracing

    def log_step(self, label: str, **details: object) -> None:
        self.log.append({"dialogStepLabel": label, **{k: v for k, v in details.items() if v is not None}})


def new_intent(definition: Intent, slots: Mapping[str, SlotValue | None]) -> IntentState:
    """An intent at its beginning: every slot of it is a key."""
    return IntentState(definition.name, {name: slots.get(name) for name in definition.slots})
