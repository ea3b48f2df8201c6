"""A request to the chat and the answer to it, without what carries them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fulfillment.chat.locales import locales, preferred_locale

LOCALE_IN_BODY = re.compile(rb'"locale"\s*:\s*"(\w{2}_\w{2})"')
"""Finds the locale even in a body that is refused unread."""
LOOKED_THROUGH = 16 * 1024


@dataclass(frozen=True)
class Request:
    """Header names are lower case; ``body`` is as it was sent; ``source`` is the address of the asker."""

    id: str
    method: str = "GET"
    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    source: str = ""
    token: str = ""

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def content_type(self) -> str:
        """Without parameters, lower case."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def locale_of_problems(self) -> str:
        """The locale in which to say what went wrong: of the query, of the body, or of the browser."""
        said = LOCALE_IN_BODY.search(self.body[:LOOKED_THROUGH])
        for wanted in (self.query.get("locale", ""), said[1].decode() if said else ""):
            if wanted in locales():
                return wanted
        return preferred_locale(self.header("accept-language"))


@dataclass(frozen=True)
class Answer:
    """``body`` is JSON, or None for no content; ``told`` is what the log is told of it."""

    body: Mapping[str, Any] | None = None
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return 200 if self.body is not None else 204
