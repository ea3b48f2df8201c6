"""Question sets: how many questions are answered rightly, how many strangers are turned away."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.local.talk import Heard

OUT_OF_SCOPE = "out-"
VERDICTS = ("right", "wrong", "suggested", "refused")


@dataclass(frozen=True)
class Question:
    ask: str
    kind: str
    expect: tuple[str, ...]
    """Entry ids that answer it; none for a question out of scope."""

    @property
    def in_scope(self) -> bool:
        return bool(self.expect)


@dataclass(frozen=True)
class Judged:
    """A question, what came back, and what that is worth."""

    question: Question
    heard: Heard
    verdict: str


@dataclass
class Score:
    """Counts of verdicts."""

    verdicts: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.verdicts.values())

    def share(self, *verdicts: str) -> float:
        return sum(self.verdicts[verdict] for verdict in verdicts) / self.total if self.total else 0.0


def read_questions(path: Path) -> list[Question]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Question(each["ask"], each["kind"], tuple(each["expect"])) for each in raw["questions"]]


def judge(question: Question, was: Heard) -> str:
    """``right`` if the right entry was the answer, ``wrong`` if another was, else what was done instead.

    A question out of scope is right if it was refused or only offered suggestions.
    """
    answered = was.outcome == "answered"
    if question.in_scope:
        if answered:
            return "right" if was.entry_id in question.expect else "wrong"
        return "suggested" if was.outcome == "suggested" else "refused"
    return "wrong" if answered else "right"


def ask_all(questions: Iterable[Question], ask: Callable[[str], Heard]) -> list[Judged]:
    """Ask every question in a conversation of its own."""
    judged = []
    for question in questions:
        was = ask(question.ask)
        judged.append(Judged(question, was, judge(question, was)))
    return judged


def scores_by_kind(judged: Sequence[Judged]) -> Mapping[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for each in judged:
        scores[each.question.kind].verdicts[each.verdict] += 1
    return scores


def overall(judged: Sequence[Judged], *, in_scope: bool) -> Score:
    return Score(Counter(each.verdict for each in judged if each.question.in_scope == in_scope))
