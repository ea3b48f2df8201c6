"""What a Lex V2 export says, as plain frozen data.

Every class keeps the JSON object it was read from in ``raw``, so that keys unknown to this model survive a round trip.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Json = dict[str, Any]

ResolutionStrategy = Literal["ORIGINAL_VALUE", "TOP_RESOLUTION", "CONCATENATION"]

NextStepType = Literal[
    "ElicitIntent",
    "StartIntent",
    "ElicitSlot",
    "EvaluateConditional",
    "InvokeDialogCodeHook",
    "ConfirmIntent",
    "FulfillIntent",
    "CloseIntent",
    "EndConversation",
]
"""What a next step may do (lexv2-models: DialogActionType)."""
NEXT_STEP_TYPES: frozenset[str] = frozenset(get_args(NextStepType))

FALLBACK_SIGNATURE = "AMAZON.FallbackIntent"


@dataclass(frozen=True)
class SlotTypeValue:
    """One value of a custom slot type: the canonical value and what else people call it."""

    value: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlotType:
    """A custom slot type of a locale. Built-in types (``AMAZON.Number``) are not listed in an export."""

    name: str
    values: tuple[SlotTypeValue, ...] = ()
    resolution: ResolutionStrategy = "ORIGINAL_VALUE"
    parent_signature: str | None = None
    regex: str | None = None
    sub_slots: Mapping[str, str] = field(default_factory=dict)
    """Sub-slot name to slot type name, of a composite type."""
    raw: Json = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class Slot:
    """A slot of an intent; ``raw`` holds its elicitation, capture and default-value settings."""

    name: str
    type_name: str
    required: bool = True
    multiple_values: bool = False
    sample_utterances: tuple[str, ...] = ()
    raw: Json = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class Intent:
    """An intent of a locale, its slots in order of ascending priority."""

    name: str
    signature: str | None = None
    """The built-in intent it extends, for example ``AMAZON.HelpIntent``; None for a custom intent."""
    utterances: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    input_contexts: tuple[str, ...] = ()
    raw: Json = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class BotLocale:
    """A locale of a bot: everything that is trained and spoken in one language."""

    id: str
    """For example ``ko_KR``."""
    confidence_threshold: float = 0.4
    intents: Mapping[str, Intent] = field(default_factory=dict)
    slot_types: Mapping[str, SlotType] = field(default_factory=dict)
    raw: Json = field(default_factory=dict, repr=False, compare=False)

    @property
    def fallback_intent(self) -> Intent | None:
        return next((i for i in self.intents.values() if i.signature == FALLBACK_SIGNATURE), None)


@dataclass(frozen=True)
class Bot:
    """A whole bot as exported."""

    name: str
    identifier: str
    """Ten alphanumerics, the bot id that boto3 wants; invented by the reader where the export has none."""
    version: str = "DRAFT"
    idle_session_ttl_seconds: int = 300
    locales: Mapping[str, BotLocale] = field(default_factory=dict)
    raw: Json = field(default_factory=dict, repr=False, compare=False)
    other_files: Mapping[str, Json] = field(default_factory=dict, repr=False, compare=False)
    """JSON files of the export that carry no dialog (``ConversationFlow.json``, ``CustomVocabulary.json``), by the path
    inside the bot's folder; read_bot keeps them and write_bot writes them back."""
