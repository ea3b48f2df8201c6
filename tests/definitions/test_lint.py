"""Every rule finds what it claims (lint_cases.yaml), and nothing in a good definition."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.definitions.lint import RULES, errors, lint_bot
from bot.definitions.model import Bot, Intent
from bot.definitions.read import read_bot, read_bot_zip
from tests.definitions.exports import LUNCH_TRUCK, OLD_CLINIC, files, zipped

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("lint_cases.yaml").read_text(encoding="utf-8"))


def value_of(raw: Any) -> Any:
    """``@x*5`` is five times x; ``@utterances*2`` is a list of two utterances."""
    if isinstance(raw, dict):
        return {key: value_of(entry) for key, entry in raw.items()}
    if not (isinstance(raw, str) and raw.startswith("@")):
        return raw
    what, _, times = raw[1:].partition("*")
    if what == "utterances":
        return [{"utterance": f"number {i}"} for i in range(int(times))]
    return what * int(times)


def changed(case: dict[str, Any]) -> Bot:
    content = files(LUNCH_TRUCK)
    folder = "LunchTruckBot/" if case["file"] == "Bot.json" else "LunchTruckBot/BotLocales/"
    document = json.loads(content[folder + case["file"]])
    at = document
    *way, last = case["put"]
    for key in way:
        at = at[key]
    if last == "+":
        at.append(value_of(case["value"]))
    else:
        at[last] = value_of(case["value"])
    return read_bot_zip(zipped({**content, folder + case["file"]: json.dumps(document).encode()}))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']} {c['says']}")
def test_a_rule_finds_what_it_claims(case: dict[str, Any]) -> None:
    found = [p for p in lint_bot(changed(case)) if p.rule == case["rule"]]
    assert any(case["says"] in problem.what for problem in found), found


@pytest.mark.parametrize("folder", [LUNCH_TRUCK, OLD_CLINIC], ids=lambda p: p.name)
def test_a_good_definition_has_no_errors(folder: Path) -> None:
    assert errors(lint_bot(read_bot(folder))) == []


def test_a_problem_says_where_what_why_and_what_to_do() -> None:
    bot = replace(read_bot(LUNCH_TRUCK), idle_session_ttl_seconds=5)
    problem = next(p for p in lint_bot(bot) if p.rule == "E102")
    assert str(problem) == (
        "Bot.json#idleSessionTTLInSeconds: 5 seconds is out of bounds, the API refuses others, use 60 to 86400"
    )


def test_quotas_of_korean_are_smaller_than_those_of_english() -> None:
    bot = read_bot(LUNCH_TRUCK)
    many = {f"Intent{i}": Intent(f"Intent{i}", utterances=(f"utterance {i} " + "x" * 480,)) for i in range(450)}
    crowded = {n: replace(loc, intents={**loc.intents, **many}) for n, loc in bot.locales.items()}
    found = {
        (p.rule, p.path.split("/")[1]) for p in lint_bot(replace(bot, locales=crowded)) if p.rule in ("E203", "E206")
    }
    assert found == {("E203", "ko_KR"), ("E206", "ko_KR")}


def test_each_rule_has_its_own_id_and_a_case() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert set(ids) - {case["rule"] for case in CASES} == {"W202", "E203"}


def test_a_locale_without_utterances_is_noticed() -> None:
    bot = read_bot(LUNCH_TRUCK)
    english = bot.locales["en_US"]
    silent = {n: replace(i, utterances=()) for n, i in english.intents.items()}
    found = lint_bot(replace(bot, locales={"en_US": replace(english, intents=silent)}))
    assert "W202" in {problem.rule for problem in found}
