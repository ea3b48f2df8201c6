"""Talking to a runtime turn by turn, for programs and tests: what was said, what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.lex.aliases import TEST_ALIAS_ID
from bot.lex.runtime import Runtime

Json = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """The answer of one turn; ``answer`` is what RecognizeText gives."""

    answer: Json

    @property
    def messages(self) -> list[Json]:
        """The messages as the API has them."""
        return list(self.answer.get("messages", []))

    @property
    def texts(self) -> list[str]:
        """The contents of the messages; cards have none."""
        return [message["content"] for message in self.messages if "content" in message]

    @property
    def state(self) -> Json:
        """``sessionState``."""
        state: Json = self.answer["sessionState"]
        return state

    @property
    def intent(self) -> str | None:
        """The name of the current intent."""
        name: str | None = self.state.get("intent", {}).get("name")
        return name

    @property
    def intent_state(self) -> str | None:
        """``InProgress``, ``Fulfilled``, ``Failed``, ``ReadyForFulfillment``."""
        state: str | None = self.state.get("intent", {}).get("state")
        return state

    @property
    def waits_for(self) -> str:
        """The dialog action, with its slot: ``ElicitSlot Size``, ``ConfirmIntent``, ``Close`` …"""
        action = self.state.get("dialogAction") or {}
        return " ".join(filter(None, [action.get("type", "None"), action.get("slotToElicit")]))

    @property
    def attributes(self) -> dict[str, str]:
        """The session attributes."""
        return dict(self.state.get("sessionAttributes", {}))

    @property
    def confidence(self) -> float | None:
        """Of the top interpretation; None for FallbackIntent and for an intent that was forced."""
        top = self.answer["interpretations"][0] if self.answer.get("interpretations") else {}
        score: float | None = top.get("nluConfidence", {}).get("score")
        return score

    def slot(self, name: str) -> str | None:
        """The interpreted value of a slot; None while it is empty."""
        value = self.state.get("intent", {}).get("slots", {}).get(name) or {}
        interpreted: str | None = (value.get("value") or {}).get("interpretedValue")
        return interpreted


class Conversation:
    """One session with one bot."""

    def __init__(
        self,
        runtime: Runtime,
        locale_id: str,
        *,
        session_id: str = "conversation",
        bot_id: str | None = None,
        bot_alias_id: str = TEST_ALIAS_ID,
    ) -> None:
        self.runtime = runtime
        self._address: Json = {
            "session_id": session_id,
            "locale_id": locale_id,
            "bot_id": bot_id,
            "bot_alias_id": bot_alias_id,
        }

    def say(
        self,
        text: str,
        *,
        session_state: Json | None = None,
        request_attributes: Mapping[str, str] | None = None,
    ) -> Reply:
        """Say something.

        :raises LexError: as RecognizeText.
        """
        answer = self.runtime.recognize_text(
            text, session_state=session_state, request_attributes=request_attributes, **self._address
        )
        return Reply(answer)

    def trace(self) -> list[Json]:
        """The conversation log of every turn so far (spec 3.10)."""
        return self.runtime.trace(**self._address)
