"""The documentation says what is there: commands, dependencies, settings and links.

``python -m tests.test_docs`` writes the page of commands anew.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, main
from fulfillment.conversation import choosing
from fulfillment.knowledge import ranking

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COMMANDS_PAGE = DOCS / "commands.md"
READMES = (ROOT / "README.md", ROOT / "README.ko.md")
PAGES = (*READMES, ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))
HELP_WIDTH = 96
UPDATE = "python -m tests.test_docs"

HEAD = f"""# Commands

Every command with its own `--help`, as it is now. This page is written by `{UPDATE}`; a test fails when it
is out of date.

An error that a command expects is printed plainly, without a traceback. The exit status is 0 when all went well, 1 when
`bot lex diff` or `bot lex lint` found something, and 2 when something is to be mended.
"""

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"[A-Za-z0-9_.-]+")


def test_the_commands_page_holds_the_current_help_of_every_command() -> None:
    stale = f"docs/commands.md is out of date: run `{UPDATE}`"
    assert COMMANDS_PAGE.read_text(encoding="utf-8") == commands_page(), stale


def test_every_dependency_is_explained() -> None:
    explained = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    missing = [name for name in _dependencies() if f"`{name}`" not in explained]
    assert not missing, f"docs/dependencies.md says nothing of {', '.join(missing)}"


def test_every_environment_variable_is_documented() -> None:
    documented = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    used = {name for folder in ("fulfillment", "bot") for name in _environment_variables(ROOT / folder)}
    missing = sorted(name for name in used if f"`{name}`" not in documented)
    assert used and not missing, f"no page says what {', '.join(missing)} is for"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [link.split("#")[0] for link in LINK.findall(text) if "://" not in link]
    dead = [target for target in targets if target and not (page.parent / target).exists()]
    assert not dead, f"{page.relative_to(ROOT)} links to {', '.join(dead)}"


def test_both_readmes_name_every_command() -> None:
    for readme in READMES:
        named = set(re.findall(r"\bbot ([a-z]+)\b", readme.read_text(encoding="utf-8")))
        assert set(COMMANDS) <= named, f"{readme.name} does not name {set(COMMANDS) - named}"


def test_both_readmes_name_the_same_commands() -> None:
    english, korean = (_shell_words(readme) for readme in READMES)
    assert english == korean


def test_the_thresholds_are_those_of_the_code() -> None:
    said = (DOCS / "answering.md").read_text(encoding="utf-8")
    values = (choosing.SURE, choosing.POSSIBLE, choosing.CLEAR_LEAD, choosing.BEYOND_DOUBT, ranking.DECIDED)
    missing = [f"{value:g}" for value in values if not re.search(rf"(?<![\d.]){value:g}(?!\d)", said)]
    assert not missing, f"docs/answering.md does not say {', '.join(missing)}"


def commands_page() -> str:
    """The text of docs/commands.md."""
    return "\n".join([HEAD, *(_section(path) for path in _paths(main, ()))])


def _paths(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _paths(found, (*path, name))


def _section(path: tuple[str, ...]) -> str:
    shown = CliRunner().invoke(main, [*path, "--help"], prog_name="bot", terminal_width=HELP_WIDTH)
    assert shown.exit_code == 0, shown.output
    return f"## `{' '.join(('bot', *path))}`\n\n```text\n{shown.output.strip()}\n```\n"


def _dependencies() -> list[str]:
    """Names of everything that pyproject.toml asks for directly."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for group in (project["project"]["optional-dependencies"], project["dependency-groups"]):
        wanted += [requirement for requirements in group.values() for requirement in requirements]
    return sorted({found[0] for requirement in wanted if (found := NAME.match(requirement))})


def _environment_variables(folder: Path) -> Iterator[str]:
    """Names that the Python files of a folder look up in ``os.environ``."""
    for path in folder.rglob("*.py"):
        if "node_modules" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from _looked_up(node)


def _looked_up(node: ast.AST) -> Iterator[str]:
    asked: ast.AST | None = None
    if isinstance(node, ast.Subscript) and _is_environment(node.value):
        asked = node.slice
    elif isinstance(node, ast.Call) and node.args and _reads_environment(node.func):
        asked = node.args[0]
    elif isinstance(node, ast.Compare) and any(map(_is_environment, node.comparators)):
        asked = node.left
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        yield asked.value


def _is_environment(node: ast.AST) -> bool:
    return ast.unparse(node) == "os.environ"


def _reads_environment(function: ast.AST) -> bool:
    return ast.unparse(function) in ("os.environ.get", "os.environ.pop", "os.environ.setdefault", "os.getenv")


def _shell_words(readme: Path) -> set[str]:
    """Commands that a page names: ``bot ask``, ``bot lex serve``, ``make test``."""
    made = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    ours = {" ".join(("bot", *path)) for path in _paths(main, ()) if path} | {f"make {target}" for target in made}
    text = readme.read_text(encoding="utf-8")
    return {command for command in ours if re.search(rf"\b{command}\b", text)}


if __name__ == "__main__":
    COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8")
