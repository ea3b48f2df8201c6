"""The knowledge table of a laptop: which DynamoDB it is in, and that our content is live in it."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.knowledge.content import OUR_CONTENT, Content, read_content
from bot.local.dynamodb import embedded_dynamodb
from fulfillment.knowledge.counters import DynamoCounters
from fulfillment.knowledge.keys import table_definition
from fulfillment.knowledge.meaning import Encoder, pack
from fulfillment.knowledge.port import NothingPublished
from fulfillment.knowledge.publish import publish
from fulfillment.knowledge.snapshot import build_snapshot, encode
from fulfillment.knowledge.table import DynamoKnowledge

LOCAL_TABLE = "serverless-faq-local"
PUBLISHED = "published.json"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class LocalTable:
    """A knowledge table with our content live in it."""

    knowledge: DynamoKnowledge
    endpoint: str
    """URL of the DynamoDB that holds it; empty for AWS's own."""
    name: str
    counters: DynamoCounters


@contextmanager
def open_table(
    data_dir: Path | None, progress: Progress, content: Path = OUR_CONTENT, encoder: Encoder | None = None
) -> Iterator[LocalTable]:
    """Open the table that the environment names, or an embedded one, and publish the content if it changed.

    ``KNOWLEDGE_TABLE`` names a table in AWS (or behind ``AWS_ENDPOINT_URL_DYNAMODB``); its content is read as it is.
    """
    if name := os.environ.get("KNOWLEDGE_TABLE"):
        endpoint = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB", "")
        client = _boto3().client("dynamodb")
        yield LocalTable(DynamoKnowledge(client, name), endpoint, name, DynamoCounters(client, name))
        return
    with embedded_dynamodb(data_dir) as endpoint:
        client = local_client("dynamodb", endpoint)
        _create_table(client)
        knowledge = DynamoKnowledge(client, LOCAL_TABLE)
        _publish(knowledge, content, data_dir, progress, encoder)
        yield LocalTable(knowledge, endpoint, LOCAL_TABLE, DynamoCounters(client, LOCAL_TABLE))


def local_client(service: str, endpoint: str, config: Any = None) -> Any:
    """A boto3 client of a local endpoint; it needs no credentials of anybody's."""
    return _boto3().client(
        service,
        endpoint_url=endpoint,
        config=config,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106 - nobody checks it
    )


def snapshots_of(content: Content, encoder: Encoder | None = None) -> dict[str, bytes]:
    """The search snapshot of every locale of a content set, with vectors if there is an encoder."""
    packed = partial(pack, encoder=encoder) if encoder else None
    return {
        locale: encode(
            build_snapshot(locale, content.of(locale), glossary, content.out_of_scope.get(locale, ()), packed)
        )
        for locale, glossary in content.glossaries.items()
    }


def _create_table(client: Any) -> None:
    if LOCAL_TABLE not in client.list_tables()["TableNames"]:
        client.create_table(**table_definition(LOCAL_TABLE))


def _publish(
    knowledge: DynamoKnowledge, folder: Path, data_dir: Path | None, progress: Progress, encoder: Encoder | None
) -> None:
    """Import the content, unless these very files are live already (reading them takes a second)."""
    digest = _digest(folder)
    stamp = data_dir / PUBLISHED if data_dir else None
    if stamp and _is_live(knowledge, stamp, digest, with_vectors=encoder is not None):
        return
    progress("importing the knowledge into DynamoDB")
    content = read_content(folder)
    version = publish(knowledge, content.entries, snapshots_of(content, encoder))
    if stamp:
        stamp.write_text(json.dumps({"digest": digest, "version": version, "vectors": encoder is not None}))


def _is_live(knowledge: DynamoKnowledge, stamp: Path, digest: str, *, with_vectors: bool) -> bool:
    try:
        published = json.loads(stamp.read_text())
        same = published["digest"] == digest and (published["vectors"] or not with_vectors)
        return bool(same and published["version"] == knowledge.live_version())
    except (OSError, ValueError, KeyError, NothingPublished):
        return False


def _digest(folder: Path) -> str:
    """Name of the content files and of the code that makes a snapshot of them."""
    ours = sorted(folder.rglob("*.yaml")) + sorted(Path(publish.__code__.co_filename).parent.glob("*.py"))
    digest = hashlib.sha256()
    for path in ours:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _boto3() -> Any:
    import boto3  # 0.3 s that commands without a database need not pay

    return boto3
