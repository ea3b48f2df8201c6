"""The code hook of the lunch truck: it counts the calls in session attributes, and soup can be sold out."""

from typing import Any

Json = dict[str, Any]


def answer(event: Json, context: object) -> Json:
    """Delegate in the dialog, close at fulfilment."""
    state = event["sessionState"]
    attributes = dict(state["sessionAttributes"])
    calls = [attributes.get("calls"), event.get("invocationLabel") or event["invocationSource"]]
    attributes["calls"] = ",".join(filter(None, calls))
    if event["invocationSource"] == "DialogCodeHook":
        return {"sessionState": {**state, "sessionAttributes": attributes, "dialogAction": {"type": "Delegate"}}}
    attributes["soldOut"] = str(event["inputTranscript"] == "yes" and attributes.get("stock") == "0").lower()
    intent = {**state["intent"], "state": "Fulfilled"}
    return {"sessionState": {"sessionAttributes": attributes, "intent": intent, "dialogAction": {"type": "Close"}}}
