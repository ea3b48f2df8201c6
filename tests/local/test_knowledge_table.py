"""The knowledge table of a laptop: our content is live in it, and imported only when it changed."""

from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.problems import ContentError
from bot.local.knowledge import open_table
from fulfillment.knowledge.port import NothingPublished
from tests.knowledge.writing import valid_files, write


@pytest.fixture(autouse=True)
def no_other_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNOWLEDGE_TABLE", raising=False)


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    return write(tmp_path / "content", valid_files())


def opened(data_dir: Path | None, content: Path) -> tuple[list[str], str, str]:
    """What was told of the progress, the live version, and the question of the first entry."""
    told: list[str] = []
    with open_table(data_dir, told.append, content) as table:
        version = table.knowledge.live_version()
        entry = table.knowledge.entry(version, "en_US", "what-is-lambda")
        assert entry
        return told, version, entry.facts.question


def test_content_is_imported_once(tmp_path: Path, content_folder: Path) -> None:
    first, version, _ = opened(tmp_path / "data", content_folder)
    again, same_version, _ = opened(tmp_path / "data", content_folder)
    assert (len(first), again) == (1, [])
    assert version == same_version


def test_changed_content_is_imported_anew(tmp_path: Path, content_folder: Path) -> None:
    _, old, _ = opened(tmp_path / "data", content_folder)
    files = valid_files()
    files["basics.yaml"]["entries"][0]["en_US"]["question"] = "What changed?"
    write(content_folder, files)
    told, new, question = opened(tmp_path / "data", content_folder)
    assert (len(told), question) == (1, "What changed?")
    assert old != new


def test_a_lost_table_is_filled_again(tmp_path: Path, content_folder: Path) -> None:
    opened(tmp_path / "data", content_folder)
    for path in (tmp_path / "data").glob("dynamodb*"):
        path.unlink()
    told, _, question = opened(tmp_path / "data", content_folder)
    assert (len(told), question) == (1, "What is lambda?")


def test_a_damaged_stamp_is_no_stamp(tmp_path: Path, content_folder: Path) -> None:
    opened(tmp_path / "data", content_folder)
    (tmp_path / "data" / "published.json").write_text("{")
    assert len(opened(tmp_path / "data", content_folder)[0]) == 1


def test_without_a_folder_everything_is_imported_every_time(content_folder: Path) -> None:
    assert [len(opened(None, content_folder)[0]) for _ in range(2)] == [1, 1]


def test_broken_content_is_not_imported_and_the_old_stays_live(tmp_path: Path, content_folder: Path) -> None:
    opened(tmp_path / "data", content_folder)
    good = (content_folder / "basics.yaml").read_text(encoding="utf-8")
    (content_folder / "basics.yaml").write_text("topic: basics\nentries: []\n")
    with pytest.raises(ContentError, match="entries is empty"), open_table(tmp_path / "data", print, content_folder):
        pytest.fail("broken content was opened")
    (content_folder / "basics.yaml").write_text(good, encoding="utf-8")
    assert opened(tmp_path / "data", content_folder)[2] == "What is lambda?"


def test_a_table_that_the_environment_names_is_read_as_it_is(
    dynamodb: Any, table: str, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "KNOWLEDGE_TABLE": table,
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb.meta.endpoint_url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
    }.items():
        monkeypatch.setenv(name, value)
    with open_table(None, print, content_folder) as opened_table:
        assert (opened_table.name, opened_table.endpoint) == (table, dynamodb.meta.endpoint_url)
        with pytest.raises(NothingPublished, match="has no content yet"):
            opened_table.knowledge.live_version()
