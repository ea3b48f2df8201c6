"""Asking and being answered."""

import re

from playwright.sync_api import expect

from tests.widget.conftest import Opener
from tests.widget.fake_api import FakeApi
from tests.widget.widget_page import WidgetPage

LISTEN = """
window.seen = [];
for (const name of ["open", "close", "message", "answer", "error", "feedback"])
  addEventListener("serverless-faq:" + name, ({ detail }) => seen.push([name, detail]));
"""


def test_the_bot_greets_and_answers(widget: WidgetPage, api: FakeApi, errors: list[str]) -> None:
    widget.opened()
    expect(widget.replies.first).to_contain_text("Hello!")
    expect(widget.ask("what is S3")).to_contain_text("You asked about what is S3.")
    assert api.asked == [{"text": "what is S3", "locale": "en_US", "session": "session-0.sig"}]
    assert not errors


def test_markdown_becomes_elements(widget: WidgetPage) -> None:
    reply = widget.opened().ask("lambda")
    link = reply.get_by_role("link")
    expect(link).to_have_attribute("href", "https://example.com/lambda")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(reply.locator("strong").first).to_have_text("Lambda")
    expect(reply.locator("ul > li > ol > li")).to_have_count(2)
    expect(reply.locator("pre")).to_contain_text('return {"statusCode": 200}')
    expect(reply.locator("td").first).to_have_text("time")
    expect(reply.locator("blockquote code")).to_have_text("code")


def test_every_card_is_shown_and_a_button_says_its_value(widget: WidgetPage, api: FakeApi) -> None:
    reply = widget.opened().ask("lambda")
    expect(reply.locator(".card")).to_have_count(2)
    expect(reply.locator(".card").last).to_contain_text("Related questions")
    reply.get_by_role("button", name="Cold starts?").click()
    expect(widget.questions.last).to_have_text("Cold starts?")
    expect(widget.replies.last).to_contain_text("You asked about cold start.")
    assert api.asked[-1]["text"] == "cold start"


def test_typing_dots_are_shown_until_the_answer_is_there(widget: WidgetPage) -> None:
    widget.opened()
    held = []
    widget.page.route("**/messages", lambda route: held.append(route))
    widget.field.fill("slow")
    widget.field.press("Enter")
    expect(widget.page.locator(".typing")).to_be_visible()
    expect(widget.questions.last).to_have_text("slow")
    held[0].continue_()
    expect(widget.replies).to_have_count(2)
    expect(widget.page.locator(".typing")).to_be_hidden()


def test_a_thumb_is_sent_at_once_and_a_comment_after_it(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("price")
    widget.button("This did not help").click()
    expect(widget.button("This did not help")).to_have_attribute("aria-pressed", "true")
    widget.page.get_by_label("What was missing? (optional)").fill("examples")
    widget.button("Send comment").click()
    expect(widget.replies.last).to_contain_text("Thank you")
    rated = {"entryId": "entry-1", "helpful": False, "locale": "en_US"}
    assert api.rated == [rated, {**rated, "comment": "examples"}]


def test_another_language_changes_words_and_greeting(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    widget.page.get_by_label("Language", exact=True).select_option("ko_KR")
    expect(widget.replies).to_have_count(1)
    expect(widget.replies.first).to_contain_text("안녕하세요!")
    expect(widget.field).to_have_attribute("placeholder", re.compile("물어보세요"))
    widget.ask("람다")
    assert api.asked[-1]["locale"] == "ko_KR"


def test_a_new_conversation_is_begun_after_a_question(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("price")
    widget.button("New conversation").click()
    widget.button("Start anew").click()
    expect(widget.questions).to_have_count(0)
    expect(widget.replies).to_have_count(1)
    assert api.forgotten == ["session-0.sig"]


def test_a_tutorial_shows_where_it_stands(widget: WidgetPage) -> None:
    reply = widget.opened().ask("tutorial")
    expect(reply.locator(".stepper")).to_contain_text("Step 2 of 5")
    expect(reply.locator(".stepper li")).to_have_count(5)


def test_answers_and_code_can_be_copied(open_page: Opener) -> None:
    widget = open_page(permissions=["clipboard-read", "clipboard-write"])
    reply = widget.opened().ask("lambda")
    reply.get_by_role("button", name="Copy the code").click()
    expect(widget.status).to_contain_text("Copied")
    assert widget.page.evaluate("navigator.clipboard.readText()").startswith("def handler")
    reply.get_by_role("button", name="Copy the answer").click()
    widget.page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('**Lambda**'))")


def test_the_host_page_hears_events_and_can_ask(widget: WidgetPage) -> None:
    widget.visit()
    widget.page.evaluate(LISTEN)
    answer = widget.page.evaluate("document.querySelector('serverless-faq').ask('hi there')")
    assert answer["entryId"] == "entry-1"
    widget.page.evaluate("document.querySelector('serverless-faq').open()")
    widget.button("This helped").click()
    widget.page.evaluate("document.querySelector('serverless-faq').close()")
    expect(widget.panel).to_be_hidden()
    seen = widget.page.evaluate("seen")
    assert [name for name, _ in seen] == ["message", "answer", "open", "feedback", "close"]
    assert seen[0][1] == {"text": "hi there", "locale": "en_US"}
    assert seen[3][1] == {"entryId": "entry-1", "helpful": True}


def test_the_full_page_is_open_and_cannot_be_closed(widget: WidgetPage) -> None:
    widget.visit("/full.html")
    expect(widget.replies.first).to_contain_text("안녕하세요!")
    expect(widget.launcher).to_be_hidden()
    expect(widget.button("채팅 닫기")).to_be_hidden()
    widget.field.press("Escape")
    expect(widget.panel).to_be_visible()


def test_slots_take_what_the_host_page_puts_there(widget: WidgetPage) -> None:
    widget.opened()
    widget.page.evaluate(
        """() => {
            const note = document.createElement("p");
            note.slot = "footer";
            note.textContent = "Answers may be wrong.";
            document.querySelector("serverless-faq").append(note);
        }"""
    )
    expect(widget.page.get_by_text("Answers may be wrong.")).to_be_visible()
