"""What a question set says of the bot: a table by kind, and a picture of what is taken for what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.table import Table

from bot.testing.questions import VERDICTS, Judged, Score, overall, scores_by_kind

NOT_ANSWERED = ("suggested", "refused")
OUT_OF_SCOPE = "out of scope"


def kinds_table(judged: Sequence[Judged], title: str) -> Table:
    """A line for every kind of question, then one for all in scope and one for all out of it."""
    table = Table(title=title, title_justify="left")
    table.add_column("kind")
    for column in ("questions", *VERDICTS):
        table.add_column(column, justify="right")
    for kind, score in scores_by_kind(judged).items():
        table.add_row(kind, *_cells(score))
    table.add_section()
    table.add_row("all in scope", *_cells(overall(judged, in_scope=True)), style="bold")
    table.add_row("all out of scope", *_cells(overall(judged, in_scope=False)), style="bold")
    return table


def _cells(score: Score) -> Iterator[str]:
    yield str(score.total)
    for verdict in VERDICTS:
        yield f"{score.verdicts[verdict]} ({score.share(verdict):.1%})"


def draw_confusion(judged: Sequence[Judged], topic_of: Mapping[str, str], topics: Sequence[str], path: Path) -> None:
    """Draw which topic's questions were answered from which topic; an entry confused within its topic is off, too."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows, columns = [*topics, OUT_OF_SCOPE], [*topics, *NOT_ANSWERED]
    counts = Counter(_cell(each, topic_of) for each in judged)
    figure, axes = pyplot.subplots(figsize=(9, 7.5))
    shares = [[counts[row, column] / max(1, _total(counts, row, columns)) for column in columns] for row in rows]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            if counts[row, column]:
                colour = "white" if shares[y][x] > 0.5 else "black"
                axes.text(x, y, str(counts[row, column]), ha="center", va="center", color=colour)
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right")
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel("answered from")
    axes.set_ylabel("asked about")
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)


def _cell(each: Judged, topic_of: Mapping[str, str]) -> tuple[str, str]:
    asked = topic_of[each.question.expect[0]] if each.question.in_scope else OUT_OF_SCOPE
    outcome = each.heard.outcome
    return asked, topic_of[each.heard.entry_id] if outcome == "answered" else _silent(outcome)


def _silent(outcome: str) -> str:
    return outcome if outcome in NOT_ANSWERED else "refused"


def _total(counts: Counter[tuple[str, str]], row: str, columns: Sequence[str]) -> int:
    return sum(counts[row, column] for column in columns)
