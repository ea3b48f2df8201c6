"""What the commands of ``bot lex`` share: the path, the handler, and plain errors."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.definitions.errors import DefinitionError
from bot.lex.errors import FidelityWarning, LexError
from bot.lex.handlers import HandlerNotFound
from bot.lex.runtime import Runtime

F = TypeVar("F", bound=Callable[..., Any])

export_argument = click.argument("path", type=click.Path(path_type=Path))


class LexFailure(click.ClickException):
    """An error for people: one line, exit status 2."""

    exit_code = 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """Print our own errors as they are; anything else is a defect and keeps its traceback."""
    try:
        yield
    except LexError as error:
        raise LexFailure(f"{error.name}: {error.message}") from error
    except (DefinitionError, HandlerNotFound, OSError) as error:
        raise LexFailure(str(error)) from error


def runtime_options(function: F) -> F:
    """How a bot is opened."""
    for option in (
        click.option("--handler", help="Code hook: module:function, file.py:function, or a URL of a Lambda emulator."),
        click.option(
            "--cache-dir", type=click.Path(path_type=Path, file_okay=False), help="Where trained models are kept."
        ),
        click.option("--encoder", type=click.Choice(["auto", "none"]), default="auto", help="Sentence encoder."),
    ):
        function = option(function)
    return function


def open_bot(path: Path, handler: str | None, cache_dir: Path | None, encoder: str) -> Runtime:
    """Open the export at a path; what is not emulated in it goes to standard error, one line each."""
    from bot.lex.open import EncoderChoice, open_runtime

    choice: EncoderChoice = "none" if encoder == "none" else "auto"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", FidelityWarning)
        runtime = open_runtime(path, handler=handler, cache_dir=cache_dir, encoder=choice)
    for warning in caught:
        click.echo(f"warning: {warning.message}", err=True)
    return runtime


def chosen_locale(runtime: Runtime, wanted: str | None) -> str:
    """The locale that was asked for, or the only one.

    :raises LexFailure: the bot has no such locale, or several to choose from.
    """
    locales = sorted(next(iter(runtime.bots.all().values())).draft.locales)
    if wanted is None and len(locales) == 1:
        return locales[0]
    if wanted not in locales:
        raise LexFailure(f"choose a locale with --locale: this bot has {', '.join(locales)}")
    return wanted
