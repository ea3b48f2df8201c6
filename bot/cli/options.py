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
    from bot.definitions.errors import DefinitionError
    from bot.generation.definitions import BuildError

    try:
        yield
    except (KnowledgeError, LocalError, BuildError, DefinitionError) as error:
        raise Failure(str(error)) from error


def locale_option(default: str | None = "ko_KR") -> Callable[[F], F]:
    help_ = "Language to speak." if default else "Only this language."
    return click.option("--locale", type=click.Choice(LOCALES), default=default, help=help_, show_default=True)


DATA_DIR_HELP = "Where the table and the trained models are kept.  [default: .bot in the project]"


def stack_options(function: F) -> F:
    """Where the local bot keeps its things, and how it understands."""
    folder = click.Path(path_type=Path, file_okay=False)
    encoders = click.Choice(["auto", "none"])
    for option in (
        click.option("--encoder", type=encoders, default="auto", help="With a sentence encoder if installed, or none."),
        click.option("--ephemeral", is_flag=True, help="Keep nothing after the command ends."),
        click.option("--data-dir", type=folder, help=DATA_DIR_HELP),
    ):
        function = option(function)
    return function


def kept_in(data_dir: Path | None, ephemeral: bool) -> Path | None:
    """The folder to keep things in; None for nowhere."""
    from bot.local.stack import DATA_DIR

    return None if ephemeral else (data_dir or DATA_DIR)


def tell(what: str) -> None:
    """Say what is going on, apart from what the command prints."""
    click.echo(f"{what} …", err=True)
