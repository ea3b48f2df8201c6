"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.definitions.model import Bot, BotLocale

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with a definition."""

    path: str
    """The file inside the bot's folder, and after ``#`` the key inside the file."""
    what: str
    why: str
    fix: str
    rule: str = ""
    severity: Severity = "error"

    @property
    def is_error(self) -> bool:
        """Whether the import or the build would fail."""
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.path}: {self.what}, {self.why}, {self.fix}"


Finding = tuple[str, str, str]
"""Path, what, fix."""


@dataclass(frozen=True)
class Rule:
    """A claim about a locale of a bot. Its id's letter is the severity: E error, W warning."""

    id: str
    claim: str
    why: str
    check: Callable[[Bot, BotLocale], Iterator[Finding]]

    def problems(self, bot: Bot) -> Iterator[Problem]:
        """What contradicts the claim."""
        severity: Severity = "warning" if self.id.startswith("W") else "error"
        for locale in bot.locales.values():
            for path, what, fix in self.check(bot, locale):
                yield Problem(path, what, self.why, fix, self.id, severity)
