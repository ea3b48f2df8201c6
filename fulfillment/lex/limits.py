"""Limits of Amazon Lex V2 that a code hook must keep (botocore's lexv2-runtime model; the guide's quota page)."""

MESSAGE_CHARACTERS = 1024
MESSAGES = 10
CARD_TEXT_CHARACTERS = 250
BUTTON_CHARACTERS = 50
BUTTONS = 5
SESSION_ATTRIBUTES_BYTES = 12 * 1024
RESPONSE_BYTES = 50 * 1024


def utf16_length(text: str) -> int:
    """Length as Lex counts it: UTF-16 code units, so that most emoji count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, limit: int) -> int:
    """How many characters of a text fit into a number of UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore"))


def clip(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis, within a number of UTF-16 code units."""
    if utf16_length(text) <= limit:
        return text
    while utf16_length(text) > limit - 1:
        text = text[: -max(1, (utf16_length(text) - limit) // 2)]
    return text.rstrip() + "…"
