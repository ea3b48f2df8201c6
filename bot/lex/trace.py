"""What happened in a turn, in the format of Lex's conversation logs (guide "conversation-logs-cw", spec 3.10)."""

from datetime import UTC, datetime
from typing import Any

from bot.lex.bots import Target
from bot.lex.dialog.turn import Turn
from bot.lex.serialise import log_interpretations, messages_json, session_state_json
from bot.lex.state import Session

Json = dict[str, Any]


def conversation_log(turn: Turn, session: Session, target: Target, operation: str) -> Json:
    """The log of one finished turn."""
    log: Json = {
        "messageVersion": "2.0",
        "bot": {
            "id": target.bot_id,
            "name": target.bot.name,
            "aliasId": target.alias.id,
            "aliasName": target.alias.name,
            "localeId": target.locale.id,
            "version": target.bot.version,
        },
        "messages": messages_json(session.messages),
        "sessionState": session_state_json(session, turn.now),
        "dialogEventLogs": list(turn.log),
        "interpretations": log_interpretations(session.interpretations),
        "sessionId": turn.input.session_id,
        "inputTranscript": turn.input.text,
        "rawInputTranscript": turn.input.text,
        "transcriptions": [{"transcription": turn.input.text, "transcriptionConfidence": "1.0"}],
        "missedUtterance": turn.missed,
        "requestId": turn.input.request_id,
        "timestamp": datetime.fromtimestamp(turn.now, UTC).isoformat(),
        "developerOverride": turn.request_session is not None,
        "inputMode": turn.input.mode,
        "operationName": operation,
    }
    if turn.request_attributes:
        log["requestAttributes"] = dict(turn.request_attributes)
    return log
