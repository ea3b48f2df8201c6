"""The figures in the documentation, measured anew: ``python docs/figures.py`` (a few minutes).

Asks the question sets of ``tests/questions/`` and fills what stands between ``<!-- figures: … -->`` and
``<!-- end of figures -->`` in the pages.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from rich.console import Console

from bot.lex.open import EncoderChoice
from bot.local.talk import heard
from bot.testing.endpoints import local_bot
from bot.testing.questions import Judged, Score, ask_all, overall, read_questions, scores_by_kind
from bot.testing.report import kinds_table

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "README.ko.md", ROOT / "docs" / "answering.md")
BLOCK = re.compile(r"(<!-- figures: (?P<name>[^>]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
LOCALES = ("ko_KR", "en_US")
ENCODERS: Sequence[tuple[EncoderChoice, str]] = (("auto", "with the encoder"), ("none", "`--encoder none`"))
MEANT = {
    "definition": "a proper question",
    "colloquial": "as people chat",
    "short": "keywords",
    "mixed": "Hangul and Latin, acronyms, code-ish words",
    "spoken": "fillers, no punctuation",
    "indirect": "the thing described and not named",
    "typo": "typing errors",
    "out-far": "weather, cooking, nonsense",
    "out-near": "technology that no entry answers",
}


@dataclass(frozen=True)
class Figures:
    """What the bot made of the question sets. Models are kept in a folder while it lives."""

    folder: Path

    @cache  # noqa: B019 - one of it lives as long as the program
    def judged(self, questions: str, locale: str, encoder: EncoderChoice = "auto") -> Sequence[Judged]:
        path = ROOT / "tests" / "questions" / questions / f"{locale}.yaml"
        with local_bot(self.folder / encoder, encoder) as recognize:
            return ask_all(read_questions(path), lambda text: heard(recognize(f"q-{uuid4().hex[:12]}", locale, text)))

    def block(self, name: str) -> str:
        """What stands in a block: ``report en_US``, ``summary``, ``encoders`` or ``kinds``."""
        kind, *rest = name.split()
        blocks: dict[str, Callable[..., Iterator[str]]] = {
            "report": self._report,
            "summary": self._summary,
            "encoders": self._encoders,
            "kinds": self._kinds,
        }
        return "\n".join(blocks[kind](*rest))

    def _report(self, locale: str) -> Iterator[str]:
        drawn = io.StringIO()
        table = kinds_table(self.judged("held_out", locale), f"held_out questions, {locale}")
        Console(file=drawn, width=90).print(table)
        yield from ("```text", *(line.rstrip() for line in drawn.getvalue().splitlines()), "```")

    def _summary(self) -> Iterator[str]:
        yield from _table("| held out |")
        for locale in LOCALES:
            yield from _both(f"**{locale}**", self.judged("held_out", locale))

    def _encoders(self) -> Iterator[str]:
        yield from _table("| development |")
        for locale in LOCALES:
            for encoder, named in ENCODERS:
                yield from _both(f"**{locale}**, {named}", self.judged("development", locale, encoder))

    def _kinds(self) -> Iterator[str]:
        yield from ("| kind | what it is | ko_KR | en_US |", "|---|---|---:|---:|")
        scores = [scores_by_kind(self.judged("held_out", locale)) for locale in LOCALES]
        for kind, meant in MEANT.items():
            right = " | ".join(f"{score[kind].verdicts['right']} of {score[kind].total}" for score in scores)
            yield f"| {kind} | {meant} | {right} |"


def _table(corner: str) -> Iterator[str]:
    yield f"{corner} questions | right | wrong | suggested | refused |"
    yield "|---|---:|---:|---:|---:|---:|"


def _both(name: str, judged: Sequence[Judged]) -> Iterator[str]:
    inside, outside = overall(judged, in_scope=True), overall(judged, in_scope=False)
    yield f"| {name}, in scope | {_cells(inside, 'right', 'wrong', 'suggested', 'refused')} |"
    yield f"| out of scope | {_cells(outside, 'right', 'wrong')} | | |"


def _cells(score: Score, *verdicts: str) -> str:
    counts = (f"{score.verdicts[verdict]} ({score.share(verdict):.1%})" for verdict in verdicts)
    return " | ".join((str(score.total), *counts))


def main() -> None:
    with TemporaryDirectory() as folder:
        figures = Figures(Path(folder))
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            filled = BLOCK.sub(lambda block: f"{block[1]}{figures.block(block['name'])}\n{block[3]}", text)
            page.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
