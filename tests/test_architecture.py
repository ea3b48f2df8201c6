"""How the program is laid out: who may import whom, and what nobody does (design, section 2)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("fulfillment", "bot")
FUNCTIONS = "fulfillment/*.py"

TALK_TO_AWS = (
    "fulfillment/knowledge",
    FUNCTIONS,
    "bot/lex/lambda_handler_client.py",
    "bot/local",
    "bot/cli",
    "bot/testing",
)

MAY_IMPORT_OF_OURS = {
    "fulfillment": ("fulfillment",),
    "fulfillment/lex": ("fulfillment.lex",),
    "fulfillment/knowledge": ("fulfillment.knowledge",),
    "fulfillment/chat": ("fulfillment.chat", "fulfillment.knowledge", "fulfillment.lex"),
    "fulfillment/rendering": ("fulfillment.rendering", "fulfillment.lex", "fulfillment.knowledge.entry"),
    "fulfillment/conversation": (
        "fulfillment.conversation",
        "fulfillment.knowledge",
        "fulfillment.rendering",
        "fulfillment.lex",
    ),
    "bot/lex": ("bot.lex", "bot.definitions"),
    "bot/definitions": ("bot.definitions",),
    "bot/knowledge": ("bot.knowledge", "fulfillment.knowledge"),
    "bot/generation": ("bot.generation", "bot.knowledge", "bot.definitions", "fulfillment.knowledge"),
}
"""Folder to the only modules of ours that its files import; folders that are not named may import anything."""

MAY_IMPORT_OF_OTHERS = {
    "boto3": TALK_TO_AWS,
    "botocore": TALK_TO_AWS,
    "jinja2": ("fulfillment/rendering",),
    "aws_lambda_powertools": (FUNCTIONS,),
    "click": ("bot/cli", "bot/__main__.py"),
    "rich": ("bot/cli", "bot/testing/report.py"),
    "dateparser": ("bot/lex",),
    "phonenumbers": ("bot/lex",),
}
"""Package of others to the only places that import it."""

CATCH_ALL = ("fulfillment/code_hook.py", "bot/lex/server.py")


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if "node_modules" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, wherever in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_in(path: Path, place: str) -> bool:
    """Whether a file is in a folder, is a file, or matches a pattern of files, each relative to the repository."""
    if "*" in place:
        return path in (ROOT / place).parent.glob(Path(place).name)
    return path == ROOT / place or ROOT / place in path.parents


def belongs(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(("folder", "allowed"), MAY_IMPORT_OF_OURS.items(), ids=MAY_IMPORT_OF_OURS)
def test_a_package_imports_only_downwards(folder: str, allowed: tuple[str, ...]) -> None:
    strays = [
        f"{name(path)} imports {module}"
        for path in modules(folder)
        for module in imports(path)
        if any(belongs(module, ours) for ours in OURS)
        and not any(belongs(module, each) or belongs(each, module) for each in allowed)
    ]
    assert not strays


@pytest.mark.parametrize(("package", "places"), MAY_IMPORT_OF_OTHERS.items(), ids=MAY_IMPORT_OF_OTHERS)
def test_a_package_of_others_is_imported_in_its_place_alone(package: str, places: tuple[str, ...]) -> None:
    strays = [
        name(path)
        for path in modules(*OURS)
        if any(belongs(module, package) for module in imports(path)) and not any(is_in(path, each) for each in places)
    ]
    assert not strays


def test_nobody_imports_tests() -> None:
    assert not [name(path) for path in modules(*OURS) if any(belongs(module, "tests") for module in imports(path))]


def test_nothing_is_patched() -> None:
    strays = [
        name(path)
        for path in modules(*OURS, "tests")
        if any(belongs(module, "unittest.mock") or belongs(module, "mock") for module in imports(path))
    ]
    assert not strays


def test_everything_is_caught_in_two_places_alone() -> None:
    catching = [
        name(path)
        for path in modules(*OURS)
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert sorted(catching) == sorted(CATCH_ALL)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(each is None or ast.unparse(each) in ("Exception", "BaseException") for each in types)


def test_nothing_is_evaluated() -> None:
    calls = (node for path in modules(*OURS) for node in nodes(path) if isinstance(node, ast.Call))
    assert not [ast.unparse(call) for call in calls if ast.unparse(call.func) in ("eval", "exec")]


def test_a_module_says_in_a_line_what_it_is_about() -> None:
    silent = [name(path) for path in modules(*OURS, "tests") if tree(path).body and not _first_line(path)]
    assert not silent
    wordy = [name(path) for path in modules(*OURS) if tree(path).body and _first_line(path)[-1] not in ".:?"]
    assert not wordy


def _first_line(path: Path) -> str:
    return (ast.get_docstring(tree(path)) or "").partition("\n")[0]


def test_a_module_is_named_after_its_subject() -> None:
    vague = {"utils", "util", "helper", "helpers", "common", "manager", "processor", "service", "base", "misc"}
    assert not [name(path) for path in modules(*OURS) if vague & {*path.relative_to(ROOT).with_suffix("").parts}]
