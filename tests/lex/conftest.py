"""What all tests of the local Lex share."""

import warnings
from collections.abc import Iterator

import pytest

from bot.lex.errors import FidelityWarning


@pytest.fixture(autouse=True)
def no_fidelity_warnings() -> Iterator[None]:
    """The exports of these tests use what is not emulated on purpose; tests of warnings use pytest.warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FidelityWarning)
        yield
