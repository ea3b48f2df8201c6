"""What goes wrong is shown with its cause, and mended."""

from playwright.sync_api import expect

from tests.widget.fake_api import FakeApi, problem
from tests.widget.widget_page import WidgetPage


def send(widget: WidgetPage, text: str) -> None:
    widget.field.fill(text)
    widget.field.press("Enter")


def test_a_cut_network_is_told_and_the_question_sent_again(widget: WidgetPage) -> None:
    widget.opened()
    widget.page.route("**/messages", lambda route: route.abort())
    send(widget, "price")
    expect(widget.trouble).to_contain_text("Not sent. The bot could not be reached.")
    expect(widget.status).to_contain_text("could not be reached")
    widget.page.unroute("**/messages")
    widget.button("Send again").click()
    expect(widget.replies.last).to_contain_text("You asked about price.")
    expect(widget.trouble).to_have_count(0)


def test_what_is_written_offline_is_sent_when_online(widget: WidgetPage) -> None:
    widget.opened()
    widget.page.context.set_offline(True)
    expect(widget.notice).to_contain_text("You are offline.")
    send(widget, "price")
    expect(widget.trouble).to_contain_text("There is no internet connection.")
    widget.page.context.set_offline(False)
    expect(widget.replies.last).to_contain_text("You asked about price.")
    expect(widget.notice).to_be_hidden()


def test_a_problem_is_shown_in_the_words_of_the_api(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    api.troubles.append(problem("502 Bad Gateway", "bot-trouble", "The code hook failed."))
    send(widget, "price")
    expect(widget.trouble).to_contain_text("The code hook failed.")
    expect(widget.trouble).to_contain_text("Reference req-9")


def test_too_many_requests_wait_and_recover(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    api.troubles.append(problem("429 Too Many Requests", "rate-limited", Retry_After="2"))
    send(widget, "price")
    expect(widget.trouble).to_contain_text("Too many messages in a short time.")
    expect(widget.trouble).to_contain_text("Sending again in")
    expect(widget.replies.last).to_contain_text("You asked about price.")
    expect(widget.trouble).to_have_count(0)


def test_an_expired_session_is_renewed_unseen(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    api.troubles.append(problem("401 Unauthorized", "session-expired"))
    expect(widget.ask("price")).to_contain_text("You asked about price.")
    assert api.asked[-1]["session"] == "session-1.sig"


def test_a_chat_that_cannot_start_says_why_and_tries_again(widget: WidgetPage) -> None:
    widget.visit()
    widget.page.route("**/config*", lambda route: route.abort())
    widget.launcher.click()
    expect(widget.notice).to_contain_text("The chat could not start. The bot could not be reached.")
    widget.page.unroute("**/config*")
    widget.button("Try again").click()
    expect(widget.replies.first).to_contain_text("Hello!")
    expect(widget.notice).to_be_hidden()


def test_an_answer_that_is_no_json_is_a_problem_not_a_crash(widget: WidgetPage, errors: list[str]) -> None:
    widget.opened()
    widget.page.route("**/messages", lambda route: route.fulfill(status=200, body="<html>proxy</html>"))
    send(widget, "price")
    expect(widget.trouble).to_contain_text("The bot has a problem.")
    assert not errors


def test_feedback_that_failed_is_taken_back(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("price")
    api.troubles.append(problem("502 Bad Gateway", "bot-trouble", "No table."))
    widget.button("This helped").click()
    expect(widget.notice).to_contain_text("No table.")
    expect(widget.button("This helped")).to_have_attribute("aria-pressed", "false")
