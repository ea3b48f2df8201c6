"""The join: local Lex, the real code hook and an embedded DynamoDB in one process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.generation.definitions import LEX_DEFINITIONS
from bot.knowledge.content import OUR_CONTENT
from bot.lex.open import EncoderChoice, open_runtime
from bot.lex.runtime import Runtime
from bot.local.knowledge import LocalTable, Progress, open_table
from bot.local.sentence_encoder import open_sentence_encoder
from fulfillment.code_hook import CodeHook, TurnRecord

DATA_DIR = Path(__file__).parents[2] / ".bot"

_log = logging.getLogger("bot.code_hook")


@dataclass(frozen=True)
class Stack:
    """A bot to talk to, and what it stands on."""

    lex: Runtime
    table: LocalTable


@contextmanager
def local_stack(
    *,
    data_dir: Path | None = DATA_DIR,
    encoder: EncoderChoice = "auto",
    record: Callable[[TurnRecord], None] | None = None,
    progress: Progress = _log.info,
    definitions: Path = LEX_DEFINITIONS,
    content: Path = OUR_CONTENT,
) -> Iterator[Stack]:
    """Start everything and stop it at the end of the block.

    ``data_dir`` keeps the table and the trained models; with None nothing is kept. ``record`` is told of every turn.
    """
    sentences = open_sentence_encoder(encoder, data_dir)
    with open_table(data_dir, progress, content, sentences) as table:
        hook = CodeHook(table.knowledge, record or _log_turn, _log_failure, encoder=sentences)
        models = data_dir / "models" if data_dir else None
        yield Stack(open_runtime(definitions, handler=hook, cache_dir=models, encoder=encoder), table)


def _log_turn(turn: TurnRecord) -> None:
    _log.info("turn %s", turn)


def _log_failure(failure: Exception) -> None:
    _log.error("the code hook failed", exc_info=failure)
