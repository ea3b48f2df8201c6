"""Counters that every container shares, in the knowledge table or one of the same keys."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from fulfillment.knowledge import keys
from fulfillment.knowledge.port import KnowledgeError


class DynamoCounters:
    """Counts with ADD, which loses no concurrent count; DynamoDB's TTL removes old counters."""

    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        self._table = table

    def count(self, name: str, expires: int) -> int:
        """Count one more and say how many that makes. Raises KnowledgeError where DynamoDB fails."""
        pk, sk = keys.counter(name)
        try:
            response = self._client.update_item(
                TableName=self._table,
                Key={"pk": {"S": pk}, "sk": {"S": sk}},
                UpdateExpression="ADD requests :one SET expiresAt = if_not_exists(expiresAt, :expires)",
                ExpressionAttributeValues={":one": {"N": "1"}, ":expires": {"N": str(expires)}},
                ReturnValues="UPDATED_NEW",
            )
        except (BotoCoreError, ClientError) as failure:
            raise KnowledgeError(f"table {self._table}: cannot count {name.partition('#')[0]}: {failure}") from failure
        return int(response["Attributes"]["requests"]["N"])
