"""What was said stays, in every tab."""

from playwright.sync_api import expect

from tests.widget.conftest import Opener
from tests.widget.fake_api import FakeApi
from tests.widget.widget_page import WidgetPage


def test_a_reload_keeps_the_conversation_and_its_session(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("price")
    widget.opened()
    expect(widget.replies).to_have_count(2)
    expect(widget.questions).to_have_text(["price"])
    widget.ask("limits")
    assert {asked["session"] for asked in api.asked} == {"session-0.sig"}
    assert api.configs == 1


def test_two_tabs_share_a_conversation(open_page: Opener, api: FakeApi) -> None:
    one = open_page().opened()
    two = open_page(one.page.context).opened()
    one.ask("from one")
    expect(two.questions).to_have_text(["from one"])
    expect(two.replies).to_have_count(2)
    two.ask("from two")
    expect(one.questions).to_have_text(["from one", "from two"])
    expect(one.replies).to_have_count(3)
    assert {asked["session"] for asked in api.asked} == {"session-0.sig"}


def test_a_new_conversation_is_new_in_every_tab(open_page: Opener) -> None:
    one = open_page().opened()
    two = open_page(one.page.context).opened()
    one.ask("secret")
    expect(two.questions).to_have_count(1)
    two.button("New conversation").click()
    two.button("Start anew").click()
    expect(one.questions).to_have_count(0)
    expect(one.replies).to_have_count(1)


def test_two_tabs_that_write_at_once_lose_nothing(open_page: Opener) -> None:
    one = open_page().opened()
    two = open_page(one.page.context).opened()
    burst = """(tab) => {
        const faq = document.querySelector("serverless-faq");
        for (let number = 0; number < 10; number += 1) faq.ask(`${tab} ${number}`);
    }"""
    one.page.evaluate(burst, "one")
    two.page.evaluate(burst, "two")
    expect(one.replies).to_have_count(21)
    expect(two.replies).to_have_count(21)


def test_a_question_that_was_left_alone_can_be_sent_again(widget: WidgetPage) -> None:
    widget.opened()
    widget.page.route("**/messages", lambda route: None)
    widget.field.fill("unlucky")
    widget.field.press("Enter")
    expect(widget.questions).to_have_count(1)
    widget.opened()
    widget.page.unroute_all(behavior="ignoreErrors")
    expect(widget.trouble).to_contain_text("The page was left before the answer came.")
    widget.button("Send again").click()
    expect(widget.replies.last).to_contain_text("You asked about unlucky.")


def test_it_works_where_storage_is_forbidden(widget: WidgetPage) -> None:
    widget.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no')}})"
    )
    expect(widget.opened().ask("price")).to_contain_text("You asked about price.")
