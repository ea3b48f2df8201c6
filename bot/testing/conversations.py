"""Recorded conversations: what the user says, and what must come back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.local.talk import Heard, heard

Json = dict[str, Any]
Recognize = Callable[[str, str, str], Json]
"""Session id, locale and text to the answer of RecognizeText."""

TURN_KEYS = {"user", "press", "intent", "entry", "outcome", "bot", "buttons"}


class ConversationError(Exception):
    """A conversation file is malformed; the message says where and what to do."""


LISTS = {"bot", "buttons"}
"""Keys that may be one text or several."""


@dataclass(frozen=True)
class Expected:
    """One turn: what the user says, or which button of the turn before they press, and what must come back."""

    user: str = ""
    press: str = ""
    intent: str | None = None
    entry: str | None = None
    outcome: str | None = None
    bot: tuple[str, ...] = ()
    """Each must stand in the rendered messages."""
    buttons: tuple[str, ...] = ()
    """Each must be offered."""


@dataclass(frozen=True)
class Conversation:
    path: Path
    locale: str
    name: str
    turns: Sequence[Expected]

    def __str__(self) -> str:
        return f"{self.locale}/{self.path.stem}: {self.name}"


def read_conversations(folder: Path, locale: str | None = None, topic: str | None = None) -> list[Conversation]:
    """All conversations of ``<folder>/<locale>/<topic>.yaml``. Raises ConversationError where a file is malformed."""
    paths = sorted(folder.glob(f"{locale or '*'}/{topic or '*'}.yaml"))
    return [conversation for path in paths for conversation in _of_file(path)]


def run_conversation(conversation: Conversation, recognize: Recognize, session_id: str) -> list[str]:
    """Hold a conversation and say what was otherwise than recorded; empty if nothing was."""
    before: Heard | None = None
    failures: list[str] = []
    for number, turn in enumerate(conversation.turns, 1):
        said = _said(turn, before)
        if said is None:
            return [*failures, f"turn {number}: no button {turn.press!r} was offered"]
        before = heard(recognize(session_id, conversation.locale, said))
        failures += [f"turn {number} ({said!r}): {difference}" for difference in _differences(turn, before)]
    return failures


def _said(turn: Expected, before: Heard | None) -> str | None:
    if not turn.press:
        return turn.user
    return next((button.value for button in before.buttons if button.text == turn.press), None) if before else None


def _differences(turn: Expected, was: Heard) -> Iterator[str]:
    for name, wanted, got in (
        ("intent", turn.intent, was.intent),
        ("entry", turn.entry, was.entry_id),
        ("outcome", turn.outcome, was.outcome),
    ):
        if wanted is not None and wanted != got:
            yield f"{name} was {got!r}, not {wanted!r}"
    text = "\n".join(was.messages)
    yield from (f"the answer does not say {part!r} but {text!r}" for part in turn.bot if part not in text)
    offered = [button.text for button in was.buttons]
    yield from (f"no button {button!r} among {offered}" for button in turn.buttons if button not in offered)


def _of_file(path: Path) -> Iterator[Conversation]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or not isinstance(raw.get("conversations"), list):
        raise ConversationError(f"{path}: has no list `conversations`: write one")
    for conversation in raw["conversations"]:
        turns = [_turn(path, conversation["name"], turn) for turn in conversation["turns"]]
        yield Conversation(path, path.parent.name, conversation["name"], turns)


def _turn(path: Path, name: str, raw: Json) -> Expected:
    unknown = set(raw) - TURN_KEYS
    if unknown or ("user" in raw) == ("press" in raw):
        what = f"unknown keys {sorted(unknown)}" if unknown else "a turn needs either `user` or `press`"
        raise ConversationError(f"{path}: conversation {name!r}: {what}: use {', '.join(sorted(TURN_KEYS))}")
    turn: dict[str, Any] = {key: _tuple(value) if key in LISTS else value for key, value in raw.items()}
    return Expected(**turn)


def _tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
