"""The whole bot behind its ports."""

from collections.abc import Iterator

import pytest

from bot.local.serving import Addresses, served
from bot.local.stack import Stack


@pytest.fixture(scope="session")
def addresses(stack: Stack) -> Iterator[Addresses]:
    """A served bot whose rates no test reaches."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RATE_PER_SESSION", "1000000")
        environment.setenv("RATE_PER_ADDRESS", "1000000")
        with served(stack, host="127.0.0.1", port=0, lex_port=0) as found:
            yield found
