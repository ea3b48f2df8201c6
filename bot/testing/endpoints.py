"""Where recorded conversations are held: with the local bot, or with a deployed one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.lex.open import EncoderChoice
from bot.testing.conversations import Json, Recognize


@contextmanager
def local_bot(data_dir: Path | None, encoder: EncoderChoice) -> Iterator[Recognize]:
    """The bot of this machine."""
    from bot.local.stack import local_stack

    with local_stack(data_dir=data_dir, encoder=encoder) as stack:

        def recognize(session_id: str, locale: str, text: str) -> Json:
            return stack.lex.recognize_text(text, session_id=session_id, locale_id=locale)

        yield recognize


@contextmanager
def deployed_bot(endpoint: str, bot_id: str, alias_id: str) -> Iterator[Recognize]:
    """A bot behind ``lexv2-runtime``: ``aws`` with the credentials of the environment, or a URL that speaks it."""
    import boto3

    from bot.local.knowledge import local_client

    lex = boto3.client("lexv2-runtime") if endpoint == "aws" else local_client("lexv2-runtime", endpoint)

    def recognize(session_id: str, locale: str, text: str) -> Json:
        answer: Json = lex.recognize_text(
            botId=bot_id, botAliasId=alias_id, localeId=locale, sessionId=session_id, text=text
        )
        return answer

    yield recognize
