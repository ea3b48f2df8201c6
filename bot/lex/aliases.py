"""Aliases: which version of a bot answers under which id, and with which code hook per locale.

Aliases are not part of an export (spec 1.2); ``TSTALIASID`` always exists and always serves the draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.lex.handlers import Handler

TEST_ALIAS_ID = "TSTALIASID"
TEST_ALIAS_NAME = "TestBotAlias"
DRAFT = "DRAFT"


@dataclass(frozen=True)
class AliasLocale:
    """What an alias says of one locale."""

    enabled: bool = True
    handler: Handler | None = None


@dataclass(frozen=True)
class Alias:
    """A name for a version of a bot. A locale that it does not mention is enabled, with ``handler``."""

    id: str
    name: str
    version: str
    locales: Mapping[str, AliasLocale] = field(default_factory=dict)
    handler: Handler | None = None

    def locale(self, locale_id: str) -> AliasLocale:
        """What the alias says of a locale."""
        return self.locales.get(locale_id) or AliasLocale(handler=self.handler)


def draft_alias(
    version: str = DRAFT, handler: Handler | None = None, locales: Mapping[str, AliasLocale] | None = None
) -> Alias:
    """The alias that every bot has from the start."""
    return Alias(TEST_ALIAS_ID, TEST_ALIAS_NAME, version, locales or {}, handler)
