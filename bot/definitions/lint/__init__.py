"""Rules that a definition must keep before Lex will import and build it: one file for each rule.

A rule yields problems; it never prints and never raises. Sources: guide "quotas", "import-export-format",
"paths-nextstep", API reference; spec 1.13 and 3.9.
"""

from collections.abc import Sequence

from bot.definitions.lint.problem import Problem, Rule
from bot.definitions.lint.rules import (
    branches_are_within_limits,
    composite_types_are_complete,
    conditions_can_be_parsed,
    contexts_are_within_limits,
    default_values_are_within_limits,
    features_are_emulated,
    free_form_stands_alone,
    intent_counts_are_within_quota,
    locale_features_exist,
    names_are_valid,
    next_step_intents_exist,
    next_step_slots_exist,
    next_step_types_exist,
    one_fallback_intent,
    prompts_are_complete,
    regex_types_are_allowed,
    settings_are_within_limits,
    slot_counts_are_within_quota,
    slot_priorities_are_complete,
    slot_type_names_are_free,
    slot_type_values_are_distinct,
    slot_type_values_are_within_quota,
    slot_types_are_used,
    slot_types_exist,
    some_intent_can_be_recognised,
    texts_are_within_limits,
    utterance_slots_exist,
    utterances_are_unique,
    utterances_are_within_quota,
)
from bot.definitions.model import Bot

RULES: Sequence[Rule] = (
    names_are_valid.RULE,
    settings_are_within_limits.RULE,
    one_fallback_intent.RULE,
    some_intent_can_be_recognised.RULE,
    intent_counts_are_within_quota.RULE,
    utterance_slots_exist.RULE,
    utterances_are_unique.RULE,
    utterances_are_within_quota.RULE,
    free_form_stands_alone.RULE,
    slot_counts_are_within_quota.RULE,
    slot_priorities_are_complete.RULE,
    slot_types_exist.RULE,
    prompts_are_complete.RULE,
    default_values_are_within_limits.RULE,
    slot_type_names_are_free.RULE,
    slot_type_values_are_within_quota.RULE,
    slot_type_values_are_distinct.RULE,
    regex_types_are_allowed.RULE,
    composite_types_are_complete.RULE,
    slot_types_are_used.RULE,
    next_step_types_exist.RULE,
    next_step_slots_exist.RULE,
    next_step_intents_exist.RULE,
    branches_are_within_limits.RULE,
    conditions_can_be_parsed.RULE,
    texts_are_within_limits.RULE,
    contexts_are_within_limits.RULE,
    locale_features_exist.RULE,
    features_are_emulated.RULE,
)


def lint_bot(bot: Bot) -> list[Problem]:
    """Every problem of a definition, sorted by path."""
    problems = [problem for rule in RULES for problem in rule.problems(bot)]
    return sorted(problems, key=lambda p: (p.path, p.rule, p.what))


def runtime_warnings(bot: Bot) -> list[Problem]:
    """What the local Lex does otherwise than Lex, or Lex does not do in the language: worth a warning at run time."""
    return [
        problem for rule in (locale_features_exist.RULE, features_are_emulated.RULE) for problem in rule.problems(bot)
    ]


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """Those that would make the import or the build fail."""
    return [problem for problem in problems if problem.is_error]
