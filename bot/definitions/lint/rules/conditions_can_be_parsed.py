"""Every condition is in the condition language, is not too long, and names slots that exist."""

import re
from collections.abc import Iterator

from bot.definitions.conditions import ConditionError, parse
from bot.definitions.lint.paths import Place, conditionals
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

_MAX_CHARACTERS = 1024
_SLOT = re.compile(r"\{\s*([^{}.\[]+)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Parse every condition."""
    for place in conditionals(locale):
        for branch in place.value.get("conditionalBranches") or []:
            expression = (branch.get("condition") or {}).get("expressionString") or ""
            path = f"{place.path}.conditionalBranches[{branch.get('name')}]"
            yield from ((path, *finding) for finding in _check_expression(expression, place))


def _check_expression(expression: str, place: Place) -> Iterator[tuple[str, str]]:
    if not 1 <= len(expression) <= _MAX_CHARACTERS:
        yield f"the condition has {len(expression)} characters, allowed are 1 to {_MAX_CHARACTERS}", "change it"
        return
    if error := _parse_error(expression):
        yield error, "mend the condition"
    for name in _SLOT.findall(_QUOTED.sub("", expression)):
        if name.strip() not in place.intent.slots:
            yield f"names slot {name.strip()}, which {place.intent.name} does not have", "correct the name"


def _parse_error(expression: str) -> str | None:
    try:
        parse(expression)
    except ConditionError as error:
        return str(error)
    return None


RULE = Rule("E505", "Conditions can be parsed", "the build fails, or the branch is never taken", check)
