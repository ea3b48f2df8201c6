"""The newest export era: which keys each object has, in which order, and which are null when unset (spec 1.2, OBS).

A field of the table is ``key`` (always there), ``key?`` (null when unset), ``key-`` (left out when unset) or ``key~``
(as it was found), followed by the shape of its value: ``:Shape``, a list
``:[Shape]`` or a map ``:{Shape}``.
Keys that the table does not know stay, behind the known ones.
"""

import re
from collections.abc import Iterator, Mapping
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
        name identifier version? description? voiceSettings?:Voice nluConfidenceThreshold
        generativeAISettings-:Generative
    """,
    "Voice": "voiceId engine-",
    "Generative": "runtimeSettings~:Map buildtimeSettings~:Map",
    "Intent": """
        name identifier description? parentIntentSignature? sampleUtterances?:[Utterance]
        intentConfirmationSetting?:Confirmation intentClosingSetting?:Closing initialResponseSetting-:Initial
        inputContexts?:[InputContext] outputContexts?:[OutputContext] kendraConfiguration?
        qnAIntentConfiguration? bedrockAgentIntentConfiguration? qInConnectIntentConfiguration?
        dialogCodeHook?:Enabled fulfillmentCodeHook?:Fulfillment slotPriorities:[Priority]
    """,
    "Utterance": "utterance",
    "InputContext": "name",
    "OutputContext": "name timeToLiveInSeconds- turnsToLive-",
    "Enabled": "enabled~",
    "Priority": "priority slotName",
    "Initial": "initialResponse?:Response codeHook?:Hook conditional?:Conditional nextStep~:Next",
    "Hook": "isActive~ enableCodeHookInvocation~ invocationLabel? postCodeHookSpecification~:Post",
    "Post": _POST,
    "Elicitation": "enableCodeHookInvocation~ invocationLabel?",
    "Conditional": "isActive~ conditionalBranches~:[Branch] defaultBranch~:Branch",
    "Branch": "name- condition-:Condition response~:Response nextStep~:Next",
    "Condition": "expressionString",
    "Next": "sessionAttributes~:Texts intent~:NextIntent dialogAction~:Action",
    "NextIntent": "name~ slots~:{SlotOverride}",
    "SlotOverride": "shape~ value~:Override values~:[SlotOverride]",
    "Override": "interpretedValue~",
    "Map": "",
    "Texts": "",
    "Action": "type slotToElicit? suppressNextMessage? intentsInScope?",
    "Confirmation": """
        promptSpecification~:Prompt isActive- confirmationResponse-:Response confirmationNextStep-:Next
        confirmationConditional-:Conditional declinationResponse~:Response declinationNextStep-:Next
        declinationConditional-:Conditional failureResponse~:Response failureNextStep-:Next
        failureConditional-:Conditional codeHook-:Hook elicitationCodeHook-:Elicitation
    """,
    "Closing": "closingResponse~:Response isActive- nextStep-:Next conditional-:Conditional",
    "Fulfillment": """
        enabled isActive- fulfillmentUpdatesSpecification?:Updates
        postFulfillmentStatusSpecification?:PostFulfillment
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
        messageGroupsList:[Group] maxRetries allowInterrupt~ messageSelectionStrategy-
        promptAttemptsSpecification-
    """,
    "Group": "message:Message variations?:[Message]",
    "Message": "plainTextMessage?:Text ssmlMessage?:Text customPayload?:Text imageResponseCard?:Card",
    "Text": "value",
    "Card": "title subtitle~ imageUrl~ buttonsList~:[Button]",
    "Button": "text value",
    "Slot": """
        name identifier description? slotTypeName obfuscationSetting? multipleValuesSetting?:Multiple
        valueElicitationSetting:ValueElicitation subSlotSetting-:SubSlots
    """,
    "ValueElicitation": """
        slotConstraint defaultValueSpecification?:Defaults sampleUtterances?:[Utterance]
        promptSpecification~:Prompt waitAndContinueSpecification? slotCaptureSetting-:Capture
    """,
    "Multiple": "allowMultipleValues~",
    "Defaults": "defaultValueList~:[Default]",
    "Default": "defaultValue",
    "SubSlots": "expression~ slotSpecifications~:{SubSlotSpecification}",
    "SubSlotSpecification": "slotTypeName- slotTypeId- valueElicitationSetting~:ValueElicitation",
    "Capture": """
        captureResponse?:Response captureNextStep?:Next captureConditional?:Conditional
        failureResponse?:Response failureNextStep?:Next failureConditional?:Conditional codeHook?:Hook
        elicitationCodeHook~:Elicitation
    """,
    "SlotType": """
        name identifier description? slotTypeValues?:[TypeValue] parentSlotTypeSignature?
        valueSelectionSetting~:Selection compositeSlotTypeSetting-:Composite
    """,
    "TypeValue": "sampleValue:Text synonyms?:[Text]",
    "Selection": "resolutionStrategy regexFilter?:Regex advancedRecognitionSetting?",
    "Regex": "pattern",
    "Composite": "subSlots~:[SubSlot]",
    "SubSlot": "name slotTypeName- slotTypeId-",
}

_FIELD = re.compile(r"^(?P<key>\w+)(?P<policy>[?~-]?)(?::(?P<box>[\[{])?(?P<shape>\w+)[\]}]?)?$")


@dataclass(frozen=True)
class _Field:
    key: str
    policy: str
    shape: str | None
    box: str | None
    """``[`` for a list, ``{`` for a map of the shape."""


def _read_field(text: str) -> _Field:
    match = _FIELD.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no field of the table")
    return _Field(match["key"], match["policy"], match["shape"], match["box"])


_SHAPES = {name: [_read_field(text) for text in fields.split()] for name, fields in _TABLE.items()}


_TEXTS = frozenset(
    """
    name utterance value slotTypeName slotTypeId expressionString defaultValue type slotToElicit slotName title text
    parentIntentSignature parentSlotTypeSignature slotConstraint resolutionStrategy expression pattern identifier
    """.split()
)
_NUMBERS = frozenset("priority maxRetries timeToLiveInSeconds turnsToLive idleSessionTTLInSeconds".split())


def wrong_kind(shape: str, raw: Json, path: str = "") -> str | None:
    """What in an object is of another kind than in any export, as ``path should be a list``; None if all is well."""
    for field in _SHAPES[shape]:
        value = raw.get(field.key)
        where = f"{path}.{field.key}" if path else field.key
        problem = None if value is None else _wrong_value(field, value, where)
        if problem:
            return problem
    return None


def _wrong_value(field: _Field, value: Any, where: str) -> str | None:
    if field.shape is None:
        return _wrong_scalar(field.key, value, where)
    if field.shape == "Texts":
        fits = isinstance(value, dict) and all(text is None or isinstance(text, str) for text in value.values())
        return None if fits else f"{where} should be a map of texts"
    if not isinstance(value, _BOXES[field.box]):
        return f"{where} should be {'a list' if field.box == '[' else 'an object'}"
    return next(
        filter(None, (_wrong_item(field.shape, item, path) for path, item in _items(field, value, where))), None
    )


def _wrong_scalar(key: str, value: Any, where: str) -> str | None:
    if key in _TEXTS and not isinstance(value, str):
        return f"{where} should be a text"
    if key in _NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
        return f"{where} should be a number"
    return None


def _wrong_item(shape: str, item: Any, where: str) -> str | None:
    if item is None and shape == "SlotOverride":
        return None
    return wrong_kind(shape, item, where) if isinstance(item, dict) else f"{where} should be an object"


_BOXES: Mapping[str | None, type] = {None: dict, "[": list, "{": dict}


def _items(field: _Field, value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The objects in a value that have the field's shape, with their paths."""
    if field.box == "[":
        yield from ((f"{where}[{index}]", item) for index, item in enumerate(value))
    elif field.box == "{":
        yield from ((f"{where}.{key}", item) for key, item in value.items())
    else:
        yield where, value


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
    if field.box == "[":
        return [_object(field.shape, item) for item in value]
    if field.box == "{":
        return {key: _object(field.shape, item) for key, item in value.items()}
    return _object(field.shape, value)


def _object(shape: str, value: Any) -> Any:
    return in_newest_era(shape, value) if isinstance(value, dict) else value
