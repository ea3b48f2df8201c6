"""Pages of a list: maxResults and nextToken."""

from bot.lex.errors import ValidationException
from bot.lex.shapes import Number, Record, Text
from bot.lex.validation import check
from bot.lex.wire import Json, Request

_MAX_RESULTS = 1000
_PAGE = Record({"maxResults": Number(1, _MAX_RESULTS), "nextToken": Text()})


def page(items: list[Json], key: str, request: Request) -> Json:
    """One page of items under ``key``, with a token for the next one if there is more.

    :raises ValidationException: the token is not one of ours.
    """
    body = request.json()
    check(_PAGE, body)
    token = body.get("nextToken") or "0"
    if not token.isdecimal():
        raise ValidationException(f"nextToken {token!r} is not valid")
    start, size = int(token), body.get("maxResults") or _MAX_RESULTS
    found: Json = {key: items[start : start + size]}
    if start + size < len(items):
        found["nextToken"] = str(start + size)
    return found
