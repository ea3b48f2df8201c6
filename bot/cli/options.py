"""Options and error handling that several commands share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.local.errors import LocalError
from fulfillment.knowledge.port import KnowledgeError

F = TypeVar("F", bound=Callable[..., Any])
LOCALES = ("ko_KR", "en_US")


class Failure(click.ClickException):
    """An error for people: printed without a traceback, exit status 2."""

    exit_code = 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """Print our own errors as they are; anything else is a defect and keeps its traceback."""
    from bot.build.generated import BuildError
    from bot.definitions.errors import DefinitionError

    try:
        yield
    except (KnowledgeError, LocalError, BuildError, DefinitionError) as error:
        raise Failure(str(error)) from error


def locale_option(default: str | None = "ko_KR") -> Callable[[F], F]:
    return click.option("--locale", type=click.Choice(LOCALES), default=default, help="Language to speak.", show_default=True)


def stack_options(function: F) -> F:
    """Where the local bot keeps its things, and how its Lex understands."""
    for option in (
        click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the table and models are kept.  [default: .bot in the project]"),
        click.option("--ephemeral", is_flag=True, help="Keep nothing after the command ends."),
        click.option("--encoder", type=click.Choice(["auto", "none"]), default="auto", help="Sentence encoder of the local Lex."),
    ):
        function = option(function)
    return function


def kept_in(data_dir: Path | None, ephemeral: bool) -> Path | None:
    from bot.local.stack import DATA_DIR

    return None if ephemeral else (data_dir or DATA_DIR)
