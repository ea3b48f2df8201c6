"""What the commands of ``bot lex`` share: the path, the handler, and plain errors."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

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


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Print each kind of departure from Lex once, as one plain line on standard error, also those of later turns."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", FidelityWarning)
        otherwise = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, FidelityWarning):
                click.echo(f"warning: {message}", err=True)
            else:
                otherwise(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        yield


def runtime_options(function: F) -> F:
    """How a bot is opened."""
    for option in (
        click.option(
            "--handler",
            help="Code hook: module:function, file.py:function, URL of a runtime interface emulator, or Lambda ARN"
            " (called where AWS_ENDPOINT_URL_LAMBDA says).",
        ),
        click.option(
            "--cache-dir",
            type=click.Path(path_type=Path, file_okay=False),
            default=lambda: Path.home() / ".cache" / "bot-lex",
            show_default="~/.cache/bot-lex",
            help="Where trained models are kept.",
        ),
        click.option("--encoder", type=click.Choice(["auto", "none"]), default="auto", help="Sentence encoder."),
    ):
        function = option(function)
    return function


def open_bot(path: Path, handler: str | None, cache_dir: Path, encoder: str) -> Runtime:
    """Open the export at a path. A handler's module may lie in the working directory."""
    from bot.lex.open import EncoderChoice, open_runtime

    choice: EncoderChoice = "none" if encoder == "none" else "auto"
    if handler is not None:
        sys.path.insert(0, str(Path.cwd()))
    return open_runtime(path, handler=handler, cache_dir=cache_dir, encoder=choice)


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
