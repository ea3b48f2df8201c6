"""The newest export era: which keys each object has, in which order, and which are null when unset (spec 1.2, grade OBS).

A field of the table is ``key`` (always there), ``key?`` (null when unset), ``key-`` (left out when unset) or ``key~``
(as it was found), followed by the shape of its value: ``:Shape``, a list ``:[Shape]``.
Keys that the table does not know stay, behind the known ones.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_POST = """
    successResponse?:Response successNextStep~:Next successConditional?:Conditional
    failureResponse?:Response failureNextStep~:Next failureConditional?:Conditional
    timeoutResponse?:Response timeoutNextStep~:Next timeoutConditional?:Conditional
"""

_TABLE: Mapping[str, str] = {
    "Manifest": "metaData",
    "Bot": "name version description? identifier errorLogSettings? dataPrivacy idleSessionTTLInSeconds",
    "BotLocale": """
        name identifier version? description? voiceSettings?:Voice nluConfidenceThreshold generativeAISettings-
    """,
    "Voice": "voiceId engine-",
    "Intent": """
        name identifier description? parentIntentSignature? sampleUtterances?:[Utterance]
        intentConfirmationSetting?:Confirmation intentClosingSetting?:Closing initialResponseSetting-:Initial
        inputContexts? outputContexts? kendraConfiguration? qnAIntentConfiguration? bedrockAgentIntentConfiguration?
        qInConnectIntentConfiguration? dialogCodeHook? fulfillmentCodeHook?:Fulfillment slotPriorities:[Priority]
    """,
    "Utterance": "utterance",
    "Priority": "priority slotName",
    "Initial": "initialResponse?:Response codeHook?:Hook conditional?:Conditional nextStep~:Next",
    "Hook": "isActive~ enableCodeHookInvocation~ invocationLabel? postCodeHookSpecification~:Post",
    "Post": _POST,
    "Elicitation": "enableCodeHookInvocation~ invocationLabel?",
    "Conditional": "isActive~ conditionalBranches~:[Branch] defaultBranch~:Branch",
    "Branch": "name- condition- response~:Response nextStep~:Next",
    "Next": "sessionAttributes~ intent~ dialogAction~:Action",
    "Action": "type slotToElicit? suppressNextMessage? intentsInScope?",
    "Confirmation": """
        promptSpecification~:Prompt isActive-
        confirmationResponse-:Response confirmationNextStep-:Next confirmationConditional-:Conditional
        declinationResponse~:Response declinationNextStep-:Next declinationConditional-:Conditional
        failureResponse~:Response failureNextStep-:Next failureConditional-:Conditional
        codeHook-:Hook elicitationCodeHook-:Elicitation
    """,
    "Closing": "closingResponse~:Response isActive- nextStep-:Next conditional-:Conditional",
    "Fulfillment": """
        enabled isActive- fulfillmentUpdatesSpecification?:Updates postFulfillmentStatusSpecification?:PostFulfillment
    """,
    "PostFulfillment": """
        successResponse?:Response successNextStep-:Next successConditional-:Conditional
        failureResponse?:Response failureNextStep-:Next failureConditional-:Conditional
        timeoutResponse?:Response timeoutNextStep-:Next timeoutConditional-:Conditional
    """,
    "Updates": "active startResponse~:Update updateResponse~:Update timeoutInSeconds~",
    "Update": "delayInSeconds~ frequencyInSeconds~ messageGroups~:[Group] allowInterrupt~",
    "Response": "messageGroupsList:[Group] allowInterrupt~",
    "Prompt": """
        messageGroupsList:[Group] maxRetries allowInterrupt~ messageSelectionStrategy- promptAttemptsSpecification-
    """,
    "Group": "message:Message variations?:[Message]",
    "Message": "plainTextMessage? ssmlMessage? customPayload? imageResponseCard?:Card",
    "Card": "title subtitle~ imageUrl~ buttonsList~",
    "Slot": """
        name identifier description? slotTypeName obfuscationSetting? multipleValuesSetting?
        valueElicitationSetting:ValueElicitation
    """,
    "ValueElicitation": """
        slotConstraint defaultValueSpecification? sampleUtterances?:[Utterance] promptSpecification~:Prompt
        waitAndContinueSpecification? slotCaptureSetting-:Capture
    """,
    "Capture": """
        captureResponse?:Response captureNextStep?:Next captureConditional?:Conditional
        failureResponse?:Response failureNextStep?:Next failureConditional?:Conditional
        codeHook?:Hook elicitationCodeHook~:Elicitation
    """,
    "SlotType": """
        name identifier description? slotTypeValues?:[TypeValue] parentSlotTypeSignature?
        valueSelectionSetting~:Selection
    """,
    "TypeValue": "sampleValue synonyms?",
    "Selection": "resolutionStrategy regexFilter? advancedRecognitionSetting?",
}

_FIELD = re.compile(r"^(?P<key>\w+)(?P<policy>[?~-]?)(?::(?P<list>\[)?(?P<shape>\w+)\]?)?$")


@dataclass(frozen=True)
class _Field:
    key: str
    policy: str
    shape: str | None
    is_list: bool


def _read_field(text: str) -> _Field:
    match = _FIELD.match(text)
    assert match, text
    return _Field(match["key"], match["policy"], match["shape"], bool(match["list"]))


_SHAPES = {name: [_read_field(text) for text in fields.split()] for name, fields in _TABLE.items()}


def in_newest_era(shape: str, raw: Json) -> Json:
    """An object as the newest era writes it: known keys in order with their null policy, then the unknown ones."""
    found: Json = {}
    for field in _SHAPES[shape]:
        value = raw.get(field.key)
        if value is not None:
            found[field.key] = _converted(field, value)
        elif field.policy == "?" or (field.key in raw and field.policy != "-"):
            found[field.key] = None
    return found | {key: value for key, value in raw.items() if key not in {f.key for f in _SHAPES[shape]}}


def _converted(field: _Field, value: Any) -> Any:
    if field.shape is None:
        return value
    if field.is_list and isinstance(value, list):
        return [in_newest_era(field.shape, item) if isinstance(item, dict) else item for item in value]
    return in_newest_era(field.shape, value) if isinstance(value, dict) else value
