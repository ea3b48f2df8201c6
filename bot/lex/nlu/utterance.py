"""Sample utterances: words with ``{Slot}`` gaps."""

import re
from dataclasses import dataclass

_GAP = re.compile(r"\{\s*([^{}]+?)\s*\}")


@dataclass(frozen=True)
class SampleUtterance:
    """A sample utterance taken apart: ``words[0] {slots[0]} words[1] {slots[1]} … words[n]``."""

    words: tuple[str, ...]
    slots: tuple[str, ...]

    def filled(self, values: tuple[str, ...]) -> str:
        return "".join(word + value for word, value in zip(self.words, (*values, ""), strict=True))


def read_utterance(text: str) -> SampleUtterance:
    parts = _GAP.split(text)
    return SampleUtterance(tuple(parts[::2]), tuple(parts[1::2]))


def literal_text(text: str) -> str:
    """The words of a sample utterance without its gaps."""
    return _GAP.sub(" ", text)
