"""The commands of ``bot lex``."""

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.lex import command
from tests.definitions.exports import LUNCH_TRUCK, OLD_CLINIC, files


def lex(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], input=typed, catch_exceptions=False)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


def test_ask_prints_the_answer_of_the_api(cache: Path) -> None:
    options = (
        "--locale",
        "ko_KR",
        "--encoder",
        "none",
        "--cache-dir",
        cache,
        "--handler",
        "tests.lex.lunch_hook:answer",
    )
    found = lex("ask", LUNCH_TRUCK, "점심 주문할게", "--json", *options)
    assert found.exit_code == 0, found.output
    answer = json.loads(found.stdout)
    assert answer["sessionState"]["intent"]["name"] == "OrderLunch"
    assert answer["messages"][0]["content"] == "트럭입니다!"
    assert "트럭입니다!" in lex("ask", LUNCH_TRUCK, "점심 주문할게", *options).output


def test_chat_goes_on_until_an_empty_line(cache: Path) -> None:
    options = ("--locale", "ko_KR", "--encoder", "none", "--cache-dir", cache, "--debug")
    found = lex("chat", LUNCH_TRUCK, *options, typed="메모 남길게\n안녕\n\n")
    assert "뭐라고 적을까요?" in found.output
    assert "적었어요: 안녕" in found.output
    assert "waits for ElicitSlot Note" in found.output


def test_chat_ends_well_at_the_end_of_the_input(cache: Path) -> None:
    options = ("--locale", "ko_KR", "--encoder", "none", "--cache-dir", cache)
    found = lex("chat", LUNCH_TRUCK, *options, typed="메모 남길게\n")
    assert (found.exit_code, "Aborted" in found.output, "뭐라고 적을까요?" in found.output) == (0, False, True)


def test_a_locale_has_to_be_chosen() -> None:
    found = lex("ask", LUNCH_TRUCK, "x")
    assert found.exit_code == 2
    assert "en_US, ko_KR" in found.stderr
    assert "warning: BotLocales/ko_KR/SlotTypes/Spot/SlotType.json: a composite slot type in ko_KR" in found.stderr


@pytest.mark.parametrize("name", ["serve", "chat", "ask", "roundtrip", "zip", "unpack", "diff", "lint"])
def test_what_is_no_export_is_one_clear_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("hello")
    more: dict[str, list[object]] = {
        "ask": ["x"],
        "roundtrip": [tmp_path / "o"],
        "zip": [tmp_path / "o"],
        "unpack": [tmp_path / "o"],
        "diff": [tmp_path],
    }
    found = lex(name, tmp_path, *more.get(name, []))
    assert found.exit_code == 2
    assert len(found.output.strip().splitlines()) == 1
    assert "BotLocales" in found.output


def test_an_unknown_handler_is_one_clear_line() -> None:
    found = lex("ask", LUNCH_TRUCK, "x", "--locale", "en_US", "--handler", "no_such_module:f")
    assert (found.exit_code, "no_such_module" in found.output) == (2, True)


def test_round_trips_zips_and_diffs(tmp_path: Path) -> None:
    assert lex("roundtrip", OLD_CLINIC, tmp_path / "once").exit_code == 0
    assert lex("roundtrip", tmp_path / "once", tmp_path / "twice").exit_code == 0
    assert files(tmp_path / "once") == files(tmp_path / "twice")
    assert lex("zip", tmp_path / "once", tmp_path / "bot.zip").exit_code == 0
    assert lex("diff", tmp_path / "bot.zip", OLD_CLINIC).output == ""
    different = lex("diff", OLD_CLINIC, LUNCH_TRUCK)
    assert (different.exit_code, 'name: "OldClinic" -> "LunchTruck"' in different.output) == (1, True)
    assert lex("unpack", tmp_path / "bot.zip", tmp_path / "once").output == "nothing changes\n"
    assert "all of it is new" in lex("unpack", tmp_path / "bot.zip", tmp_path / "new", "--dry-run").output
    assert not (tmp_path / "new").exists()


def test_what_is_not_emulated_is_said_once_in_a_plain_line(cache: Path) -> None:
    options = ("--locale", "en_US", "--encoder", "none", "--cache-dir", cache)
    lines = lex("chat", LUNCH_TRUCK, *options, typed="where is my lunch\nwhere is my lunch\n\n").stderr.splitlines()
    assert len(lines) == len(set(lines)) > 5
    assert all(re.match(r"warning: \S", line) for line in lines), lines


def test_a_turn_without_words_shows_the_state(cache: Path, tmp_path: Path) -> None:
    lex("roundtrip", LUNCH_TRUCK, tmp_path)
    file = tmp_path / "LunchTruck/BotLocales/en_US/Intents/FallbackIntent/Intent.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "intentClosingSetting": None}))
    options = ("--locale", "en_US", "--encoder", "none", "--cache-dir", cache)
    assert "(FallbackIntent: " in lex("chat", tmp_path, *options, typed="zzz qqq\n\n").stdout


def test_a_handler_may_lie_in_the_working_directory(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hook_of_this_folder.py").write_text("from tests.lex.lunch_hook import answer\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    options = ("--locale", "en_US", "--encoder", "none", "--cache-dir", cache, "--json")
    found = lex("ask", LUNCH_TRUCK, "lunch please", *options, "--handler", "hook_of_this_folder:answer")
    assert json.loads(found.stdout)["sessionState"]["sessionAttributes"]["calls"] == "Start"


def test_lint_counts_what_is_wrong(tmp_path: Path) -> None:
    assert lex("lint", LUNCH_TRUCK).output.splitlines()[-1] == "0 errors, 9 warnings"
    lex("roundtrip", LUNCH_TRUCK, tmp_path)
    file = tmp_path / "LunchTruck/Bot.json"
    file.write_text(file.read_text().replace("300", "30"))
    found = lex("lint", tmp_path)
    assert found.exit_code == 1
    assert "E102 Bot.json#idleSessionTTLInSeconds: 30 seconds is out of bounds" in found.output
