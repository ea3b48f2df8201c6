"""What can go wrong with a code hook, and the answer that a client gets for it (spec 2.3)."""

from bot.lex.errors import DependencyFailedException, LexError, ThrottlingException

PREFIX = "Invalid Lambda Response: "


class HookFailure(Exception):
    """The code hook raised: the dialog takes its failure branch, or the client gets a 424."""

    def as_lex_error(self) -> LexError:
        """The error that leaves when no branch is configured for this."""
        return DependencyFailedException(str(self))


class HookTimeout(HookFailure):
    """The code hook did not answer in time."""


class HookThrottled(HookFailure):
    """Lambda refused one more concurrent call."""

    def as_lex_error(self) -> LexError:
        """429, as Lambda gives it."""
        return ThrottlingException(str(self))
