"""What is wrong with content, where, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from fulfillment.knowledge.port import KnowledgeError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend; printed as ``path:line: what, and what to do``."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.remedy}"


class ContentError(KnowledgeError):
    """Content that cannot be used; nothing of it was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
