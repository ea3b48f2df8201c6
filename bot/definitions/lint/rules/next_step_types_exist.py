"""The dialog action of every next step is one that Lex knows, and can be done where it stands."""

from collections.abc import Iterator

from bot.definitions.lint.paths import next_steps
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale

TYPES = frozenset(
    [
        "ElicitIntent",
        "StartIntent",
        "ElicitSlot",
        "EvaluateConditional",
        "InvokeDialogCodeHook",
        "ConfirmIntent",
        "FulfillIntent",
        "CloseIntent",
        "EndConversation",
    ]
)


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find unknown dialog actions."""
    for path, _, _, step in next_steps(locale):
        kind = (step.get("dialogAction") or {}).get("type")
        if kind is not None and kind not in TYPES:
            yield f"{path}.dialogAction.type", f"{kind} is no next step", f"use one of {', '.join(sorted(TYPES))}"


RULE = Rule("E501", "Next steps are known", "the import fails", check)
