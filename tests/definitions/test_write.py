"""Writing the newest era: what was said stays, and a second round trip changes nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.definitions.diff import diff_bots
from bot.definitions.errors import DefinitionError
from bot.definitions.model import Bot, BotLocale, Intent, Slot, SlotType, SlotTypeValue
from bot.definitions.read import read_bot, read_bot_zip
from bot.definitions.write import export_files, write_bot
from bot.definitions.zip import content_hash, zip_bot
from tests.definitions.exports import LUNCH_TRUCK, OLD_CLINIC, files


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(entry) for key, entry in value.items() if entry is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def meanings(folder: Path) -> Mapping[str, Any]:
    found = {name: json.loads(data.decode("utf-8-sig")) for name, data in files(folder).items()}
    return {name.partition("/")[2] or name: without_nulls(content) for name, content in found.items()}


@pytest.mark.parametrize("folder", [LUNCH_TRUCK, OLD_CLINIC], ids=lambda p: p.name)
def test_a_round_trip_keeps_everything_that_was_said(folder: Path, tmp_path: Path) -> None:
    write_bot(read_bot(folder), tmp_path)
    assert meanings(tmp_path) == meanings(folder)


@pytest.mark.parametrize("folder", [LUNCH_TRUCK, OLD_CLINIC], ids=lambda p: p.name)
def test_a_second_round_trip_is_identical(folder: Path, tmp_path: Path) -> None:
    write_bot(read_bot(folder), tmp_path / "once")
    write_bot(read_bot(tmp_path / "once"), tmp_path / "twice")
    assert files(tmp_path / "once") == files(tmp_path / "twice")


@pytest.mark.parametrize("folder", [LUNCH_TRUCK, OLD_CLINIC], ids=lambda p: p.name)
def test_the_zip_is_the_same_bot_and_always_the_same_bytes(folder: Path) -> None:
    bot = read_bot(folder)
    again = read_bot_zip(zip_bot(bot))
    assert again == bot
    assert zip_bot(again) == zip_bot(bot)
    assert content_hash(again) == content_hash(bot)


def test_old_files_get_the_keys_of_the_newest_era(tmp_path: Path) -> None:
    written = export_files(read_bot(OLD_CLINIC))
    intent = written["OldClinic/BotLocales/en_US/Intents/BookVisit/Intent.json"]
    assert intent["qInConnectIntentConfiguration"] is None
    assert "initialResponseSetting" not in intent
    assert "isActive" not in intent["fulfillmentCodeHook"]
    slot = written["OldClinic/BotLocales/en_US/Intents/BookVisit/Slots/Day/Slot.json"]
    assert "slotCaptureSetting" not in slot["valueElicitationSetting"]
    slot_type = written["OldClinic/BotLocales/en_US/SlotTypes/Doctor/SlotType.json"]
    assert slot_type["valueSelectionSetting"]["advancedRecognitionSetting"] is None
    assert written["OldClinic/Bot.json"]["errorLogSettings"] is None
    assert written["OldClinic/Bot.json"]["identifier"] == ""


def test_files_are_made_for_people(tmp_path: Path) -> None:
    write_bot(read_bot(LUNCH_TRUCK), tmp_path)
    text = (tmp_path / "LunchTruck/BotLocales/ko_KR/SlotTypes/Dish/SlotType.json").read_text(encoding="utf-8")
    assert '\n  "name": "Dish",\n' in text
    assert "찌개" in text
    assert text.endswith("}\n")


def test_what_is_gone_from_the_definition_goes_from_the_folder(tmp_path: Path) -> None:
    bot = read_bot(LUNCH_TRUCK)
    write_bot(bot, tmp_path)
    english = bot.locales["en_US"]
    fewer = {name: intent for name, intent in english.intents.items() if name != "Surprise"}
    write_bot(replace(bot, locales={"en_US": replace(english, intents=fewer)}), tmp_path)
    assert not (tmp_path / "LunchTruck/BotLocales/en_US/Intents/Surprise").exists()
    assert (tmp_path / "LunchTruck/BotLocales/en_US/Intents/Help/Intent.json").exists()


def test_a_bot_made_in_code_can_be_written_and_read(tmp_path: Path) -> None:
    kinds = SlotType("Kind", (SlotTypeValue("red", ("crimson",)), SlotTypeValue("blue")), "TOP_RESOLUTION")
    slot = Slot("Color", "Kind", required=False, multiple_values=True, sample_utterances=("{Color} one",))
    intent = Intent("Pick", utterances=("pick {Color}",), slots={"Color": slot}, input_contexts=("c",))
    locale = BotLocale("ko_KR", 0.55, {"Pick": intent}, {"Kind": kinds})
    bot = Bot("Made", "MADEINCODE", idle_session_ttl_seconds=120, locales={"ko_KR": locale})
    write_bot(bot, tmp_path)
    assert read_bot(tmp_path) == bot


def test_changed_fields_win_over_what_was_read() -> None:
    bot = read_bot(LUNCH_TRUCK)
    korean = bot.locales["ko_KR"]
    dish = replace(korean.slot_types["Dish"], values=(SlotTypeValue("라면"),))
    help_ = replace(korean.intents["Help"], name="Assist")
    changed = replace(
        korean, slot_types={**korean.slot_types, "Dish": dish}, intents={**korean.intents, "Assist": help_}
    )
    written = export_files(replace(bot, locales={"ko_KR": changed}))
    values = written["LunchTruck/BotLocales/ko_KR/SlotTypes/Dish/SlotType.json"]["slotTypeValues"]
    assert values == [{"sampleValue": {"value": "라면"}, "synonyms": None}]
    assert written["LunchTruck/BotLocales/ko_KR/Intents/Assist/Intent.json"]["name"] == "Assist"


@pytest.mark.parametrize("name", ["..", "a/b", "", "a\\b"])
def test_a_name_that_leads_elsewhere_is_not_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="folder"):
        write_bot(Bot(name, "X" * 10), tmp_path)


def test_unknown_keys_survive() -> None:
    assert export_files(read_bot(LUNCH_TRUCK))["LunchTruck/Bot.json"]["futureSetting"] == {"kept": [1, 2]}


def test_a_diff_says_what_changed_in_lines() -> None:
    before = read_bot(LUNCH_TRUCK)
    english = before.locales["en_US"]
    order = replace(english.intents["OrderLunch"], utterances=("lunch please", "feed me", "i want {Dish}"))
    fewer = {n: i for n, i in english.intents.items() if n != "Surprise"} | {"OrderLunch": order}
    after = replace(before, idle_session_ttl_seconds=600)
    after = replace(
        after, locales={**before.locales, "en_US": replace(english, intents=fewer, confidence_threshold=0.5)}
    )
    assert diff_bots(before, after) == [
        "Bot.json#idleSessionTTLInSeconds: 300 -> 600",
        "BotLocales/en_US/BotLocale.json#nluConfidenceThreshold: 0.4 -> 0.5",
        'BotLocales/en_US/Intents/OrderLunch/Intent.json#sampleUtterances: - "bring me {Dish} for lunch"',
        'BotLocales/en_US/Intents/OrderLunch/Intent.json#sampleUtterances: + "feed me"',
        "BotLocales/en_US/Intents/Surprise/Intent.json: - file is gone",
    ]
    assert diff_bots(before, before) == []
