"""An intent that a next step starts exists."""

from collections.abc import Iterator

from bot.definitions.lint.paths import next_steps
from bot.definitions.lint.problem import Finding, Rule
from bot.definitions.model import Bot, BotLocale


def check(bot: Bot, locale: BotLocale) -> Iterator[Finding]:
    """Find intents that do not exist."""
    for path, _, _, step in next_steps(locale):
        name = (step.get("intent") or {}).get("name")
        starts = (step.get("dialogAction") or {}).get("type") == "StartIntent"
        if (name or starts) and name not in locale.intents:
            yield f"{path}.intent.name", f"there is no intent {name}", "name one of the locale's intents"


RULE = Rule("E503", "Intents of next steps exist", "the import fails", check)
