"""The chat API of a laptop: the deployed function's own code, over the local Lex and the local table."""

import logging
import os
import secrets

from bot.lex.aliases import TEST_ALIAS_ID
from bot.local.knowledge import LocalTable, local_client
from fulfillment.chat.settings import Settings, read_settings
from fulfillment.chat_api import LEX_SECONDS, ChatApi, RequestRecord, client_settings, open_chat_api

DEFAULTS = {
    "ALLOWED_ORIGINS": "http://localhost:*,http://127.0.0.1:*",
    # Everybody who tries the local bot comes from one address.
    "RATE_PER_ADDRESS": "10000",
}

_log = logging.getLogger("bot.chat_api")


def local_settings(bot_id: str) -> Settings:
    """What the environment says, else what suits a laptop; the secret is new at every start unless one is set."""
    secret = os.environ.get("SESSION_SECRET") or secrets.token_urlsafe(32)
    return read_settings({**DEFAULTS, **os.environ, "BOT_ID": bot_id, "BOT_ALIAS_ID": TEST_ALIAS_ID}, secret)


def local_chat_api(table: LocalTable, lex_url: str, bot_id: str, settings: Settings | None = None) -> ChatApi:
    """The API over the Lex at an address; it talks to it by boto3, as the deployed one does."""
    lex = local_client("lexv2-runtime", lex_url, client_settings(LEX_SECONDS))
    chosen = settings or local_settings(bot_id)
    return open_chat_api(chosen, lex, table.knowledge, table.counters, _log_request, _log_failure)


def _log_request(request: RequestRecord) -> None:
    _log.info("request %s", request)


def _log_failure(failure: Exception) -> None:
    _log.error("the chat API failed", exc_info=failure)
