"""``bot test``: recorded conversations, and how good the answers are."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from bot.cli.options import LOCALES, Failure, kept_in, locale_option, plain_errors, stack_options

if TYPE_CHECKING:
    from bot.lex.open import EncoderChoice
    from bot.local.talk import Heard
    from bot.testing.conversations import Recognize
    from bot.testing.questions import Judged

TESTS = Path(__file__).parents[2] / "tests"


@click.command("test")
@locale_option(default=None)
@click.option("--topic", help="Only the conversations of this file.")
@click.option("--report", is_flag=True, help="Ask a question set instead, and print how good the answers are.")
@click.option("--questions", default="held_out", show_default=True, help="Question set for --report.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/report"), show_default=True,
    help="Where --report writes its pictures.",
)  # fmt: skip
@click.option("--verbose", "-v", is_flag=True, help="With --report: print what was not answered rightly.")
@click.option("--endpoint", help="Hold them with a deployed bot: `aws`, or the URL of a Lex runtime.")
@click.option("--bot-id", help="With --endpoint: the bot.")
@click.option("--alias-id", default="TSTALIASID", show_default=True, help="With --endpoint: its alias.")
@stack_options
def command(
    locale: str | None,
    topic: str | None,
    report: bool,
    questions: str,
    out: Path,
    verbose: bool,
    endpoint: str | None,
    bot_id: str | None,
    alias_id: str,
    data_dir: Path | None,
    ephemeral: bool,
    encoder: "EncoderChoice",
) -> None:
    """Run the recorded conversations of tests/conversations/; fail if the bot says something else."""
    from bot.testing.endpoints import deployed_bot, local_bot

    if endpoint and not bot_id:
        raise Failure("--endpoint needs --bot-id: which bot to talk to")
    here = local_bot(kept_in(data_dir, ephemeral), encoder)
    bot = deployed_bot(endpoint, bot_id or "", alias_id) if endpoint else here
    with _plain_errors_of(bot) as recognize:
        if report:
            _report(recognize, [locale] if locale else list(LOCALES), questions, out, verbose)
        else:
            _converse(recognize, locale, topic)


@contextmanager
def _plain_errors_of(bot: "AbstractContextManager[Recognize]") -> "Iterator[Recognize]":
    from bot.testing.conversations import ConversationError

    with plain_errors(), bot as recognize:
        try:
            yield recognize
        except ConversationError as malformed:
            raise Failure(str(malformed)) from malformed


def _converse(recognize: "Recognize", locale: str | None, topic: str | None) -> None:
    from bot.testing.conversations import read_conversations, run_conversation

    conversations = read_conversations(TESTS / "conversations", locale, topic)
    failed = 0
    for conversation in conversations:
        failures = run_conversation(conversation, recognize, f"test-{uuid4().hex[:12]}")
        failed += bool(failures)
        for failure in failures:
            click.echo(f"{conversation}: {failure}")
    click.echo(f"{len(conversations) - failed} conversations as recorded, {failed} not")
    if failed or not conversations:
        raise Failure("the bot says something else than was recorded" if failed else "no conversation was found")


def _report(recognize: "Recognize", locales: list[str], questions: str, out: Path, verbose: bool) -> None:
    from rich.console import Console

    from bot.knowledge.content import read_content
    from bot.testing.questions import ask_all, read_questions
    from bot.testing.report import draw_confusion, kinds_table

    content = read_content()
    out.mkdir(parents=True, exist_ok=True)
    for locale in locales:
        path = TESTS / "questions" / questions / f"{locale}.yaml"
        if not path.is_file():
            raise Failure(f"{path}: there is no such question set: name a folder of tests/questions/")
        asked = ask_all(read_questions(path), partial(_ask, recognize, locale))
        Console().print(kinds_table(asked, f"{questions} questions, {locale}"))
        if verbose:
            _print_misses(asked)
        picture = out / f"confusion-{questions}-{locale}.png"
        topic_of = {entry.id: entry.facts.topic for entry in content.entries}
        draw_confusion(asked, topic_of, list(content.glossaries[locale].topics), picture)
        click.echo(f"what was taken for what: {picture}")


def _ask(recognize: "Recognize", locale: str, text: str) -> "Heard":
    """Ask in a conversation of its own."""
    from bot.local.talk import heard

    return heard(recognize(f"question-{uuid4().hex[:12]}", locale, text))


def _print_misses(asked: "list[Judged]") -> None:
    for each in asked:
        if each.verdict != "right":
            expected = ", ".join(each.question.expect) or "a refusal"
            click.echo(f"  {each.verdict}: {each.question.ask!r} got {each.heard.entry_id or '-'}, wanted {expected}")
