"""What askers think of an answer: counted by entry, locale and day."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fulfillment.chat import limits
from fulfillment.chat.problems import Refused
from fulfillment.chat.requests import Request
from fulfillment.knowledge.port import Knowledge, KnowledgeError

FIELDS = ("entryId", "helpful", "comment", "locale")


@dataclass(frozen=True)
class Rating:
    entry_id: str
    helpful: bool
    locale: str
    comment: str = ""


def read_rating(request: Request) -> Rating:
    """The rating in a body. Raises Refused if there is none."""
    content = limits.json_body(request, FIELDS)
    return Rating(
        limits.entry_id(content), limits.flag(content, "helpful"), limits.locale(content), limits.comment(content)
    )


def count(rating: Rating, knowledge: Knowledge) -> None:
    """Count a rating. Raises Refused if there is no such entry, or the knowledge fails."""
    try:
        if knowledge.entry(knowledge.live_version(), rating.locale, rating.entry_id) is None:
            raise Refused("no-such-entry")
        day = datetime.now(UTC).date().isoformat()
        knowledge.count_feedback(rating.entry_id, rating.locale, day, helpful=rating.helpful)
    except KnowledgeError as failure:
        raise Refused("feedback-lost") from failure
