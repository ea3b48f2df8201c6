"""Word lists of the built-in slot types, from data files."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


@cache
def word_lists(name: str, language: str) -> Mapping[str, Sequence[str]]:
    """The lists of a file for a language, by heading; empty for a language that it does not have."""
    text = resources.files("bot.lex.slot_types").joinpath(f"data/{name}.json").read_text(encoding="utf-8")
    lists: Mapping[str, Sequence[str]] = json.loads(text).get(language, {})
    return lists
