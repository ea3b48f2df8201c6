"""The knowledge in one DynamoDB table (key schema: ``fulfillment.knowledge.keys``)."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from fulfillment.knowledge import keys
from fulfillment.knowledge.entry import Entry
from fulfillment.knowledge.port import Counted, Feedback, ImportConflict, KnowledgeError, NothingPublished, Summary

Item = dict[str, Any]
T = TypeVar("T")

BATCH_WRITE_LIMIT = 25
SNAPSHOT_CHUNK_BYTES = 350_000
"""Below DynamoDB's 400 KB an item, with room for the keys."""
DAYS_KEPT = 90
MOST_RETRIES = 8


class DynamoKnowledge:
    """Implements ``Knowledge`` over a boto3 DynamoDB client.

    Every read is one request (one more for each further MB of a snapshot). Raises KnowledgeError where DynamoDB
    fails; its message names the table and the cause.
    """

    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        self._table = table

    def live_version(self) -> str:
        item = self._get(*keys.LIVE)
        if item is None:
            raise NothingPublished(f"table {self._table} has no content yet: import some first")
        return str(item["version"]["S"])

    def entry(self, version: str, locale: str, entry_id: str) -> Entry | None:
        item = self._get(keys.entry(version, locale, entry_id), "entry")
        return Entry.from_json(item["body"]["S"]) if item else None

    def of_concept(self, version: str, locale: str, concept: str, aspect: str = "") -> Sequence[Summary]:
        prefix = f"{aspect}#" if aspect else ""
        # An entry that answers several aspects of a concept stands there once for each.
        return list(dict.fromkeys(map(_summary, self._query(keys.concept(version, locale, concept), prefix))))

    def of_topic(self, version: str, locale: str, topic: str) -> Sequence[Summary]:
        return [_summary(item) for item in self._query(keys.topic(version, locale, topic))]

    def snapshot(self, version: str, locale: str) -> bytes:
        chunks = [item["body"]["B"] for item in self._query(keys.snapshot(version, locale))]
        if not chunks:
            raise KnowledgeError(f"table {self._table} has no snapshot of {version} in {locale}: publish it again")
        return b"".join(chunks)

    def write(self, version: str, entries: Iterable[Entry], snapshots: Mapping[str, bytes]) -> None:
        self._put_all(_entry_items(version, entries))
        self._put_all(_snapshot_items(version, snapshots))

    def switch(self, version: str, *, expected: str | None) -> None:
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if expected is not None:
            condition = {
                "ConditionExpression": "version = :expected",
                "ExpressionAttributeValues": {":expected": {"S": expected}},
            }
        live = {**_key(*keys.LIVE), "version": {"S": version}, "previous": {"S": expected or ""}}
        try:
            self._client.put_item(TableName=self._table, Item=live, **condition)
        except self._client.exceptions.ConditionalCheckFailedException as taken:
            raise ImportConflict(f"another import went live in table {self._table} first: import again") from taken
        except (BotoCoreError, ClientError) as failure:
            raise self._failed("switch the live version", failure) from failure

    def count_unanswered(self, locale: str, day: str, text: str) -> None:
        self._add(keys.unanswered(locale, day), keys.question(text), "n")

    def unanswered(self, locale: str, day: str, limit: int = 50) -> Sequence[Counted]:
        response = self._call(
            "query",
            IndexName=keys.BY_COUNT,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": keys.unanswered(locale, day)}},
            ScanIndexForward=False,
            Limit=limit,
        )
        return [Counted(item["sk"]["S"], int(item["n"]["N"])) for item in response["Items"]]

    def count_feedback(self, entry_id: str, locale: str, day: str, *, helpful: bool) -> None:
        self._add(keys.feedback(entry_id), f"{locale}#{day}", "up" if helpful else "down")

    def feedback(self, entry_id: str) -> Sequence[Feedback]:
        return [_feedback(item) for item in self._query(keys.feedback(entry_id))]

    def _get(self, pk: str, sk: str) -> Item | None:
        item: Item | None = self._call("get_item", Key=_key(pk, sk)).get("Item")
        return item

    def _query(self, pk: str, sk_prefix: str = "") -> Iterator[Item]:
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if sk_prefix:
            condition, values = f"{condition} AND begins_with(sk, :sk)", {**values, ":sk": {"S": sk_prefix}}
        page: dict[str, Any] = {}
        while True:
            response = self._call("query", KeyConditionExpression=condition, ExpressionAttributeValues=values, **page)
            yield from response["Items"]
            if "LastEvaluatedKey" not in response:
                return
            page = {"ExclusiveStartKey": response["LastEvaluatedKey"]}

    def _add(self, pk: str, sk: str, counter: str) -> None:
        self._call(
            "update_item",
            Key=_key(pk, sk),
            UpdateExpression="ADD #counter :one SET expiresAt = if_not_exists(expiresAt, :expires)",
            ExpressionAttributeNames={"#counter": counter},
            ExpressionAttributeValues={":one": {"N": "1"}, ":expires": {"N": str(_expires())}},
        )

    def _put_all(self, items: Iterable[Item]) -> None:
        for batch in _batches(items, BATCH_WRITE_LIMIT):
            self._put_batch([{"PutRequest": {"Item": item}} for item in batch])

    def _put_batch(self, requests: list[Item]) -> None:
        for attempt in range(MOST_RETRIES):
            response = self._call("batch_write_item", table=False, RequestItems={self._table: requests})
            requests = response.get("UnprocessedItems", {}).get(self._table, [])
            if not requests:
                return
            # DynamoDB hands back what it throttled and asks for exponential back-off.
            time.sleep(0.05 * 2**attempt)
        raise KnowledgeError(f"table {self._table} keeps refusing writes (throttled): try again later")

    def _call(self, operation: str, *, table: bool = True, **request: Any) -> Item:
        target = {"TableName": self._table} if table else {}
        try:
            response: Item = getattr(self._client, operation)(**target, **request)
        except (BotoCoreError, ClientError) as failure:
            raise self._failed(operation.replace("_", " "), failure) from failure
        return response

    def _failed(self, doing: str, failure: Exception) -> KnowledgeError:
        return KnowledgeError(f"table {self._table}: cannot {doing}: {failure}")


def _key(pk: str, sk: str) -> Item:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _summary(item: Item) -> Summary:
    return Summary(item["id"]["S"], item["question"]["S"])


def _feedback(item: Item) -> Feedback:
    locale, day = item["sk"]["S"].split("#")
    up, down = (int(item.get(thumb, {"N": "0"})["N"]) for thumb in ("up", "down"))
    return Feedback(locale, day, up, down)


def _expires() -> int:
    return int(time.time()) + DAYS_KEPT * 86_400


def _entry_items(version: str, entries: Iterable[Entry]) -> Iterator[Item]:
    for position, entry in enumerate(entries):
        facts, locale = entry.facts, entry.locale
        summary = {"id": {"S": entry.id}, "question": {"S": facts.question}}
        yield {**_key(keys.entry(version, locale, entry.id), "entry"), "body": {"S": entry.to_json()}}
        yield {**_key(keys.topic(version, locale, facts.topic), f"{position:06}"), **summary}
        for concept, aspect in facts.pairs:
            yield {**_key(keys.concept(version, locale, concept), f"{aspect}#{entry.id}"), **summary}


def _snapshot_items(version: str, snapshots: Mapping[str, bytes]) -> Iterator[Item]:
    for locale, data in snapshots.items():
        for number, start in enumerate(range(0, len(data), SNAPSHOT_CHUNK_BYTES)):
            chunk = data[start : start + SNAPSHOT_CHUNK_BYTES]
            yield {**_key(keys.snapshot(version, locale), f"{number:04}"), "body": {"B": chunk}}


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
