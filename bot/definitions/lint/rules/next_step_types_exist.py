"""The dialog action of every next step is one that Lex knows, and can be done where it stands."""

from collections.abc import Iterator

from bot.definitions.lint.paths import next_steps
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import NEXT_STEP_TYPES, Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find unknown dialog actions."""
    for path, _, _, step in next_steps(locale):
        kind = (step.get("dialogAction") or {}).get("type")
        if kind is not None and kind not in NEXT_STEP_TYPES:
            yield (
                f"{path}.dialogAction.type",
                f"{kind} is no next step",
                f"use one of {', '.join(sorted(NEXT_STEP_TYPES))}",
            )


RULE = Rule("E501", "Next steps are known", "the import fails", check)
