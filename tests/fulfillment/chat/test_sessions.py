"""Session tokens: only what was issued here, unaltered and in time, opens a conversation."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulfillment.chat.problems import Refused
from fulfillment.chat.sessions import Sessions
from tests.fulfillment.chat.client import SECRET

NOW = 1_800_000_000.0
SESSIONS = Sessions(SECRET, 3600, lambda: NOW)
TOKEN = SESSIONS.issue()
LEX_ID = re.compile(r"[0-9a-zA-Z._:-]{2,100}")


def refusal(token: str, sessions: Sessions = SESSIONS) -> str:
    with pytest.raises(Refused) as refused:
        sessions.open(token)
    return refused.value.code


def test_an_issued_token_opens_one_session_that_lex_takes() -> None:
    assert LEX_ID.fullmatch(SESSIONS.open(TOKEN).lex_id)
    assert SESSIONS.open(TOKEN) == SESSIONS.open(TOKEN)


def test_what_lex_is_told_opens_nothing() -> None:
    assert refusal(SESSIONS.open(TOKEN).lex_id) == "unknown-session"


def test_no_two_tokens_are_the_same() -> None:
    tokens = {SESSIONS.issue() for _ in range(1000)}
    assert len({SESSIONS.open(token).lex_id for token in tokens}) == 1000


def test_a_token_expires() -> None:
    at = Sessions(SECRET, 3600, lambda: NOW + 3599)
    assert at.open(TOKEN)
    assert refusal(TOKEN, Sessions(SECRET, 3600, lambda: NOW + 3600)) == "session-expired"


def test_the_expiry_cannot_be_put_off() -> None:
    later = f"{int(NOW) + 999_999:x}"
    assert refusal(later + TOKEN[TOKEN.index(".") :]) == "unknown-session"


def test_a_token_of_another_secret_is_unknown() -> None:
    assert (
        refusal(Sessions(b"another secret, which is as long as ours", 3600, lambda: NOW).issue()) == "unknown-session"
    )


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_no_character_can_be_changed(position: int, other: str) -> None:
    changed = TOKEN[:position] + other + TOKEN[position + 1 :]
    if changed != TOKEN:
        assert refusal(changed) == "unknown-session"


@given(st.text())
def test_any_text_is_unknown(text: str) -> None:
    assert refusal(text) == "unknown-session"
