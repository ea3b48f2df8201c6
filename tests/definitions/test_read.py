"""Reading exports of every era and shape, and refusing what is none."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.definitions.errors import (
    BrokenFile,
    DefinitionError,
    LexV1Export,
    NotALexExport,
    PartialExport,
    UnsafeArchive,
)
from bot.definitions.model import SlotTypeValue
from bot.definitions.read import read_bot, read_bot_zip
from tests.definitions.exports import LUNCH_TRUCK, OLD_CLINIC, files, unpacked, zipped

LUNCH = files(LUNCH_TRUCK)


def test_a_folder_is_read() -> None:
    bot = read_bot(LUNCH_TRUCK)
    assert (bot.name, bot.identifier, bot.version, bot.idle_session_ttl_seconds) == (
        "LunchTruck",
        "LUNCHTRUCK",
        "DRAFT",
        300,
    )
    assert list(bot.locales) == ["en_US", "ko_KR"]


def test_a_locale_holds_intents_slots_and_types() -> None:
    locale = read_bot(LUNCH_TRUCK).locales["ko_KR"]
    order = locale.intents["OrderLunch"]
    assert order.utterances == ("점심 주문할게", "{Dish} 주세요", "{Dish} 먹고 싶어")
    assert list(order.slots) == ["Dish", "Sides", "Spot", "Voucher"]
    assert (order.slots["Sides"].multiple_values, order.slots["Voucher"].required) == (True, False)
    assert order.slots["Dish"].sample_utterances == ("{Dish}로 할게",)
    assert locale.slot_types["Dish"].values[0] == SlotTypeValue("국", ("수프", "찌개"))
    assert locale.slot_types["Spot"].sub_slots == {
        "Street": "AMAZON.StreetName",
        "Number": "AMAZON.Number",
        "Landmark": "AMAZON.City",
    }
    assert locale.slot_types["Voucher"].regex == "[A-Z]{2}[0-9]{3}"
    assert locale.intents["LunchStatus"].input_contexts == ("lunch_ordered",)
    assert locale.fallback_intent is locale.intents["FallbackIntent"]


def test_an_old_export_with_byte_order_marks_is_read() -> None:
    bot = read_bot(OLD_CLINIC)
    assert (bot.name, bot.version, list(bot.locales)) == ("OldClinic", "2", ["en_US", "ja_JP"])
    assert bot.locales["ja_JP"].confidence_threshold == 0.5
    assert len(bot.identifier) == 10
    assert bot.identifier == read_bot(OLD_CLINIC).identifier


@pytest.mark.parametrize(
    "rename",
    [
        str,
        lambda name: f"Some folder (1)/{name}",
        lambda name: f"a/b/c/{name}",
        lambda name: name.removeprefix("LunchTruckBot/"),
        lambda name: name.replace("LunchTruckBot/", "My bot (copy) 2/"),
        lambda name: name.replace("/", "\\"),
        lambda name: name.replace("Manifest.json", "manifest.json"),
        lambda name: name.replace("Manifest.json", "Other.json"),
    ],
    ids=[
        "as exported",
        "nested",
        "deeply nested",
        "bot at the root",
        "spaces",
        "from Windows",
        "small m",
        "no manifest",
    ],
)
def test_a_zip_is_read_however_it_was_packed(rename: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "Lunch Truck (2).zip"
    path.write_bytes(zipped(LUNCH, rename))
    assert read_bot(path) == read_bot(LUNCH_TRUCK)


def test_what_packers_leave_behind_is_ignored() -> None:
    junk = {f"__MACOSX/{name}": b"\x00\x05" for name in LUNCH} | {
        "LunchTruckBot/._Bot.json": b"\x00",
        ".DS_Store": b"x",
    }
    assert read_bot_zip(zipped({**LUNCH, **junk})) == read_bot(LUNCH_TRUCK)


def test_a_folder_that_holds_one_zip_is_read(tmp_path: Path) -> None:
    unpacked({"LICENSE": b"text", "LunchTruck-3-ABCDEFGHIJ-LexJson.zip": zipped(LUNCH)}, tmp_path)
    assert read_bot(tmp_path) == read_bot(LUNCH_TRUCK)


def test_conversation_flow_and_vocabulary_are_kept() -> None:
    assert sorted(read_bot(LUNCH_TRUCK).other_files) == [
        "BotLocales/en_US/Intents/OrderLunch/ConversationFlow.json",
        "BotLocales/ko_KR/CustomVocabulary/CustomVocabulary.json",
    ]


V1 = {"metadata": {"schemaVersion": "1.0", "importType": "LEX", "importFormat": "JSON"}, "resource": {"name": "Old"}}
VOCABULARY: dict[str, list[str]] = {"customVocabularyItems": []}


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        ({"Old_1_Bot_LEX_V1.json": json.dumps(V1).encode()}, LexV1Export, "Lex V1"),
        ({"ko_KR/BotLocale.json": b"{}", "Manifest.json": b"{}"}, PartialExport, "one locale"),
        ({"CustomVocabulary.json": json.dumps(VOCABULARY).encode()}, PartialExport, "custom vocabulary"),
        ({"Bot/Bot.json": b"{}"}, PartialExport, "no locale"),
        ({"readme.txt": b"hello"}, NotALexExport, "BotLocales"),
        ({}, NotALexExport, "BotLocales"),
        ({f"{n}/{name}": data for n in "ab" for name, data in LUNCH.items()}, NotALexExport, "holds 2 bots"),
        ({**LUNCH, "LunchTruckBot/Bot.json": b"{not json"}, BrokenFile, "Bot.json"),
        ({**LUNCH, "LunchTruckBot/Bot.json": b"[]"}, BrokenFile, "not a JSON object"),
        ({**LUNCH, "LunchTruckBot/Bot.json": b"\xff\xfe"}, BrokenFile, "UTF-8"),
        ({**LUNCH, "LunchTruckBot/Bot.json": b'{"idleSessionTTLInSeconds": "soon"}'}, BrokenFile, "Bot.json"),
        ({"B/BotLocales/en_US/BotLocale.json": b'{"nluConfidenceThreshold": []}'}, BrokenFile, "BotLocale.json"),
        (
            {
                **LUNCH,
                "LunchTruckBot/BotLocales/en_US/Intents/Help/Intent.json": b'{"name":"Help","sampleUtterances":["x"]}',
            },
            BrokenFile,
            "Help/Intent.json",
        ),
        ({**LUNCH, "../../evil.json": b"{}"}, UnsafeArchive, "outside itself"),
        ({**LUNCH, "/etc/evil.json": b"{}"}, UnsafeArchive, "outside itself"),
        ({**LUNCH, "C:/evil.json": b"{}"}, UnsafeArchive, "outside itself"),
    ],
)
def test_what_is_no_export_is_refused_by_name_and_with_what_to_do(
    content: dict[str, bytes], error: type[DefinitionError], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        read_bot_zip(zipped(content), where="upload.zip")
    assert str(raised.value).startswith("upload.zip")
    assert raised.value.fix


def test_a_lone_v1_file_and_a_missing_path_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "Old_Bot_LEX_V1.json"
    file.write_text(json.dumps(V1))
    with pytest.raises(LexV1Export):
        read_bot(file)
    with pytest.raises(NotALexExport, match="no such file"):
        read_bot(tmp_path / "nothing")
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(NotALexExport, match="no readable zip"):
        read_bot(tmp_path / "text.zip")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.definitions.tree.MAX_TOTAL_BYTES", 1000)
    with pytest.raises(UnsafeArchive, match="unpacks to more"):
        read_bot_zip(zipped({"a.json": b" " * 2000}))
    monkeypatch.setattr("bot.definitions.tree.MAX_FILES", 1)
    with pytest.raises(UnsafeArchive, match="files"):
        read_bot_zip(zipped({"a.json": b"{}", "b.json": b"{}"}))


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(zipped({"a.json": b"{}"}))
    entry = zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[0]
    data[entry.header_offset + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnsafeArchive, match="encrypted"):
        read_bot_zip(bytes(data))
