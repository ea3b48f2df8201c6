"""Exports with any value anywhere replaced: read or refused, but never a traceback; what was read can be checked."""

import json
import random
import warnings
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definitions.diff import diff_bots
from bot.definitions.errors import DefinitionError
from bot.definitions.lint import lint_bot
from bot.definitions.read import read_bot, read_bot_zip
from bot.definitions.zip import zip_bot
from bot.lex.errors import LexError
from tests.definitions.exports import LUNCH_TRUCK, files, zipped
from tests.lex.building import Conversation

LUNCH = {name: data for name, data in files(LUNCH_TRUCK).items() if "ko_KR" not in name}
WHOLE = read_bot(LUNCH_TRUCK)
ODD: tuple[Any, ...] = (
    None,
    0,
    -1,
    2.5,
    True,
    "",
    "text",
    "../x",
    [],
    [1],
    ["text"],
    {},
    {"a": 1},
    [{}],
    [[]],
    {"name": {}},
)
WORDS = ("lunch please", "soup", "fries", "Main Street, 1, X", "yes", "mumble", "leave a note", "hello")


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container and key inside a document."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0), st.lists(st.sampled_from(ODD), min_size=1, max_size=3))
def test_an_odd_value_anywhere_never_ends_in_a_traceback(seed: int, values: list[Any]) -> None:
    chance = random.Random(seed)
    content = dict(LUNCH)
    for value in values:
        name = chance.choice([name for name in content if name.endswith(".json")])
        document = json.loads(content[name])
        container, key = chance.choice(places(document)) if places(document) else (None, None)
        if container is not None:
            container[key] = value
            content[name] = json.dumps(document).encode()
    _use(zipped(content))


def _use(data: bytes) -> None:
    try:
        bot = read_bot_zip(data)
        lint_bot(bot)
        diff_bots(WHOLE, bot)
        zip_bot(bot)
    except DefinitionError:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        talk = Conversation(bot)
        for text in WORDS:
            try:
                talk.hear(text)
            except LexError:
                continue
