"""What went wrong, as problem+json with a sentence for people in their locale (RFC 9457)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fulfillment.chat.locales import DEFAULT_LOCALE

CONTENT_TYPE = "application/problem+json"
Json = dict[str, Any]


class Refused(Exception):
    """A request that gets a problem for an answer; ``cause`` is one of problems.json, ``blanks`` fill its sentence."""

    def __init__(self, cause: str, *, retry_after: int = 0, **blanks: object) -> None:
        super().__init__(cause)
        self.cause = cause
        self.retry_after = retry_after
        self.blanks = blanks

    @property
    def code(self) -> str:
        return str(_data()["causes"][self.cause]["code"])

    @property
    def status(self) -> int:
        return statuses()[self.code]

    @property
    def headers(self) -> dict[str, str]:
        """``Retry-After`` in seconds, where waiting helps."""
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}

    def as_json(self, locale: str, request_id: str) -> Json:
        """The problem in a locale, in English if it has no words for it."""
        title, detail = _data()["problems"][self.code]["title"], _data()["causes"][self.cause]
        spoken = locale if locale in title else DEFAULT_LOCALE
        return {
            "type": f"about:blank#{self.code}",
            "title": title[spoken],
            "status": self.status,
            "detail": detail[spoken].format(**self.blanks),
            "requestId": request_id,
            "code": self.code,
        }


@cache
def statuses() -> Mapping[str, int]:
    """HTTP status by problem code."""
    return {code: problem["status"] for code, problem in _data()["problems"].items()}


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(Path(__file__).with_name("problems.json").read_text(encoding="utf-8"))
    return data
