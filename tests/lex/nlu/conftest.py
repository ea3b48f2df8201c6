"""Interpreters of our own locales, without the sentence encoder unless a test asks for it."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from bot.lex.interpreter import Interpreter
from bot.lex.nlu import open_interpreter
from tests.lex.nlu.locale_files import locale_of, read_locale

NOW = datetime(2020, 11, 25, 10, 0)


@cache
def interpreter_of(name: str) -> Interpreter:
    return open_interpreter(read_locale(name), encoder="none", clock=lambda: NOW)


@pytest.fixture
def faq() -> Interpreter:
    return interpreter_of("faq_ko")


@pytest.fixture
def bank() -> Interpreter:
    return interpreter_of("bank_en")


@pytest.fixture
def made() -> Callable[[dict[str, Any]], Interpreter]:
    """An interpreter of a locale written in the test itself."""
    return lambda written: open_interpreter(locale_of(written), encoder="none", clock=lambda: NOW)
