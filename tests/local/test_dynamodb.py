"""The embedded DynamoDB: a real server that starts, keeps what it should, and ends with its block."""

import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from bot.local.dynamodb import embedded_dynamodb, free_port
from bot.local.errors import LocalError
from bot.local.knowledge import local_client
from fulfillment.knowledge.keys import table_definition
from fulfillment.knowledge.table import DynamoKnowledge

TABLE = "knowledge"
ANOTHER_PROCESS = """
import sys
from pathlib import Path
from bot.local.dynamodb import embedded_dynamodb
from bot.local.knowledge import local_client
from fulfillment.knowledge.table import DynamoKnowledge
with embedded_dynamodb(Path(sys.argv[1])) as endpoint:
    knowledge = DynamoKnowledge(local_client("dynamodb", endpoint), "knowledge")
    for _ in range(20):
        knowledge.count_unanswered("en_US", "today", "why")
"""


def knowledge_at(endpoint: str) -> DynamoKnowledge:
    client = local_client("dynamodb", endpoint)
    if TABLE not in client.list_tables()["TableNames"]:
        client.create_table(**table_definition(TABLE))
    return DynamoKnowledge(client, TABLE)


def count(knowledge: DynamoKnowledge) -> int:
    return sum(counted.count for counted in knowledge.unanswered("en_US", "today"))


def children() -> set[str]:
    """Ids of the processes that this one has started and not seen end."""
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_data_survives_a_restart_in_a_folder(tmp_path: Path) -> None:
    with embedded_dynamodb(tmp_path / "new" / "folder") as endpoint:
        knowledge_at(endpoint).count_unanswered("en_US", "today", "why")
    with embedded_dynamodb(tmp_path / "new" / "folder") as endpoint:
        assert count(knowledge_at(endpoint)) == 1


def test_data_survives_a_server_that_was_killed(tmp_path: Path) -> None:
    before = children()
    with embedded_dynamodb(tmp_path) as endpoint:
        knowledge_at(endpoint).count_unanswered("en_US", "today", "why")
        (server,) = children() - before
        os.kill(int(server), 9)
    with embedded_dynamodb(tmp_path) as endpoint:
        assert count(knowledge_at(endpoint)) == 1


def test_nothing_is_kept_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        with embedded_dynamodb() as endpoint:
            assert local_client("dynamodb", endpoint).list_tables()["TableNames"] == []
            knowledge_at(endpoint).count_unanswered("en_US", "today", "why")
    assert not list(tmp_path.iterdir())


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    with embedded_dynamodb(tmp_path) as endpoint:
        knowledge = knowledge_at(endpoint)
        with Popen([sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path)], stderr=PIPE) as other:
            for _ in range(20):
                knowledge.count_unanswered("en_US", "today", "why")
            _, errors = other.communicate(timeout=30)
        assert (other.returncode, errors.decode()) == (0, "")
        assert count(knowledge) == 40


def test_no_child_is_left(tmp_path: Path) -> None:
    before = children()
    with embedded_dynamodb(tmp_path):
        assert len(children() - before) == 1
    assert children() == before


def test_no_child_is_left_by_a_failure() -> None:
    before = children()
    with pytest.raises(RuntimeError, match="inside"), embedded_dynamodb():
        raise RuntimeError("inside")
    assert children() == before


def test_only_this_machine_can_reach_it() -> None:
    port = free_port()
    with embedded_dynamodb(port=port) as endpoint:
        assert endpoint == f"http://127.0.0.1:{port}"


def test_a_port_that_is_taken_is_said_to_be(dynamodb: Any) -> None:
    taken = int(dynamodb.meta.endpoint_url.rpartition(":")[2])
    with pytest.raises(LocalError, match=f"on port {taken}: is the port taken"), embedded_dynamodb(port=taken):
        pytest.fail("two servers on one port")
