"""What the bot says in a turn, before it is put into words for a channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fulfillment.conversation.context import Context
from fulfillment.lex.response import Close, DialogAction

Outcome = Literal["answered", "suggested", "refused", "dialog"]


@dataclass(frozen=True)
class Choice:
    """A button: a question of an entry (``says``), or a wish whose words the rendering knows (``wish``)."""

    says: str = ""
    wish: str = ""
    of: str = ""
    """What the wish is about, for words that have a place for it."""


@dataclass(frozen=True)
class Reply:
    """The outcome of a turn; ``view`` names the template that puts it into words with ``values``."""

    view: str
    outcome: Outcome
    context: Context
    values: Mapping[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    entry_id: str = ""
    action: DialogAction = field(default_factory=Close)
    confidence: float = 1.0
    """How sure we are of the decision, 0 to 1; 1 where there was nothing to decide."""
    why: str = ""
    """What decided, for the log."""
