"""From a person's keys to the knowledge and back: widget, chat API, local Lex, code hook, DynamoDB."""

from collections.abc import Callable, Iterator
from statistics import median

import pytest
from playwright.sync_api import BrowserContext, expect

from bot.lex.serve import start_everything
from bot.lex.server import RunningServer
from bot.local.chat import local_chat_api
from bot.local.http_api import http_api
from bot.local.pages import pages
from bot.local.stack import Stack
from tests.widget.widget_page import WidgetPage

ASK = """async (text) => {
    const faq = document.querySelector("serverless-faq");
    const started = performance.now();
    await faq.ask(text);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
}"""


@pytest.fixture(scope="module")
def real_url(stack: Stack) -> Iterator[str]:
    with start_everything(stack.lex, "127.0.0.1", 0) as lex:
        bot_id = next(iter(stack.lex.bots.all()))
        api = http_api(local_chat_api(stack.table, lex.url, bot_id))
        with RunningServer(pages(api), "127.0.0.1", 0) as site:
            yield site.url


@pytest.fixture
def bot(real_url: str, new_context: Callable[..., BrowserContext]) -> WidgetPage:
    return WidgetPage(new_context().new_page(), real_url)


@pytest.mark.parametrize(
    ("path", "greeting", "question", "answer"),
    [
        ("/demo.html", "안녕", "콜드 스타트가 뭐야?", "콜드 스타트는"),
        ("/demo.en.html", "ello", "what is a cold start?", "cold start"),
    ],
)
def test_the_bot_answers_in_both_languages(
    bot: WidgetPage, path: str, greeting: str, question: str, answer: str
) -> None:
    bot.opened(path)
    expect(bot.replies.first).to_contain_text(greeting)
    reply = bot.ask(question)
    expect(reply).to_contain_text(answer)
    reply.locator(".choice").first.click()
    expect(bot.replies).to_have_count(3)
    expect(bot.trouble).to_have_count(0)


def test_a_rating_reaches_the_bot(bot: WidgetPage) -> None:
    bot.opened().ask("what is a cold start?")
    with bot.page.expect_response("**/feedback") as heard:
        bot.button("This helped").click()
    assert heard.value.status == 204


def test_an_answer_is_there_within_300_ms(bot: WidgetPage) -> None:
    bot.opened("/demo.html")
    times = [bot.page.evaluate(ASK, text) for text in ("람다가 뭐야?", "콜드 스타트가 뭐야?", "S3가 뭐야?") * 4]
    assert median(times) <= 300
