"""Texts for the eye, made short enough for the ear."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_UNSPEAKABLE = re.compile(r"https?://\S+|[`*_<>{}\[\]()#|]")
MOST_SENTENCES = 2
MOST_CHARACTERS = 300


def in_short(text: str) -> str:
    """The first two sentences of a plain text, without addresses, code marks and bullets."""
    sentences = [_UNSPEAKABLE.sub("", line).strip(" •-") for line in _SENTENCE_END.split(text)]
    spoken = [sentence for sentence in sentences if len(sentence) > 1][:MOST_SENTENCES]
    while len(spoken) > 1 and len(" ".join(spoken)) > MOST_CHARACTERS:
        spoken.pop()
    return " ".join(spoken)[:MOST_CHARACTERS]
