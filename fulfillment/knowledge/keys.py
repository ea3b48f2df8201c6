"""The key schema of the knowledge table: one place for every key that is written or read.

A version, a locale and what is asked make the partition, so that a large import spreads over many partitions.

============================  =======================================  =========================================
what                          pk                                       sk
============================  =======================================  =========================================
the live version              ``content``                              ``live``
an entry                      ``<version>#<locale>#entry#<id>``        ``entry``
entries of a concept          ``<version>#<locale>#concept#<concept>`` ``<aspect>#<id>``
entries of a topic, in order  ``<version>#<locale>#topic#<topic>``     ``<position, 6 digits>``
the search snapshot           ``<version>#<locale>#snapshot``          ``<chunk, 4 digits>``
an unanswered question        ``unanswered#<locale>#<day>``            ``<question>``, index by-count sorts by n
feedback of an entry          ``feedback#<id>``                        ``<locale>#<day>``
a counter of requests         ``rate#<name>``                          ``count``
============================  =======================================  =========================================
"""

from typing import Any

LIVE = ("content", "live")
BY_COUNT = "by-count"
SORT_KEY_BYTES = 1024
"""DynamoDB's longest sort key; a question in Korean takes three bytes a syllable."""


def entry(version: str, locale: str, entry_id: str) -> str:
    return f"{version}#{locale}#entry#{entry_id}"


def concept(version: str, locale: str, concept_id: str) -> str:
    return f"{version}#{locale}#concept#{concept_id}"


def topic(version: str, locale: str, topic_id: str) -> str:
    return f"{version}#{locale}#topic#{topic_id}"


def snapshot(version: str, locale: str) -> str:
    return f"{version}#{locale}#snapshot"


def unanswered(locale: str, day: str) -> str:
    return f"unanswered#{locale}#{day}"


def question(text: str) -> str:
    """An unanswered question as a sort key holds it: its beginning, if it is a very long one."""
    return text.encode("utf-8", "replace")[:SORT_KEY_BYTES].decode("utf-8", "ignore")


def feedback(entry_id: str) -> str:
    return f"feedback#{entry_id}"


def counter(name: str) -> tuple[str, str]:
    """Where a counter is; its attribute is not ``n``, so that no index has to hold it too."""
    return f"rate#{name}", "count"


def table_definition(name: str) -> dict[str, Any]:
    """The CreateTable request that ``template.yaml`` says in CloudFormation."""
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
            {"AttributeName": "n", "AttributeType": "N"},
        ],
        "KeySchema": [
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        "LocalSecondaryIndexes": [
            {
                "IndexName": BY_COUNT,
                "KeySchema": [
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": "n", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    }
