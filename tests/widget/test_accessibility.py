"""For everybody: axe, keyboard alone, screen readers, input methods."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.fake_api import FakeApi, problem
from tests.widget.widget_page import WidgetPage


def closed(widget: WidgetPage, api: FakeApi) -> None:
    widget.visit()


def opened(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()


def with_cards(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("lambda")


def rated(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("tutorial")
    widget.button("This helped").click()
    expect(widget.page.locator(".comment")).to_be_visible()


def failed(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    api.troubles.append(problem("502 Bad Gateway", "bot-trouble", "It broke."))
    widget.field.fill("price")
    widget.field.press("Enter")
    expect(widget.trouble).to_be_visible()


def restarting(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened().ask("price")
    widget.button("New conversation").click()
    expect(widget.notice).to_be_visible()


def recording(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    widget.button("Ask by voice").click()
    expect(widget.page.locator(".recording")).to_be_visible()


def in_korean(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened("/demo.html").ask("lambda")


def on_a_full_page(widget: WidgetPage, api: FakeApi) -> None:
    widget.visit("/full.html").ask("lambda")


STATES = [closed, opened, with_cards, rated, failed, restarting, recording, in_korean, on_a_full_page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(
    state: Callable[[WidgetPage, FakeApi], None], scheme: str, open_page: Opener, api: FakeApi
) -> None:
    widget = open_page(color_scheme=scheme, reduced_motion="reduce")
    state(widget, api)
    assert widget.violations() == []


def test_a_phone_has_no_violations_either(open_page: Opener) -> None:
    widget = open_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce", has_touch=True)
    widget.opened().ask("lambda")
    assert widget.violations() == []


def test_a_whole_conversation_by_keyboard(widget: WidgetPage, api: FakeApi) -> None:
    keyboard = widget.visit().page.keyboard
    widget.launcher.focus()
    keyboard.press("Enter")
    expect(widget.replies.first).to_be_visible()
    assert widget.focused() == "Your question"
    keyboard.type("lambda")
    keyboard.press("Enter")
    expect(widget.replies).to_have_count(2)
    keyboard.press("ArrowUp")
    assert widget.focused() == "Tell me more"
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    assert widget.focused() == "Limits?"
    keyboard.press("Home")
    keyboard.press("End")
    keyboard.press("Enter")
    expect(widget.replies.last).to_contain_text("You asked about limits.")
    assert widget.focused() == "Your question"
    keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert widget.focused() == "Open the chat"


def test_a_thumb_keeps_the_focus_when_it_is_pressed(widget: WidgetPage) -> None:
    widget.opened().ask("price")
    widget.button("This helped").focus()
    widget.page.keyboard.press("Enter")
    expect(widget.page.locator(".comment")).to_be_visible()
    assert widget.focused() == "This helped"


def test_the_focus_stays_in_a_panel_that_fills_the_screen(open_page: Opener) -> None:
    widget = open_page(viewport={"width": 360, "height": 640}).opened()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            widget.page.keyboard.press(key)
            assert widget.page.evaluate("document.activeElement.localName") == "serverless-faq"


def test_an_answer_is_announced(widget: WidgetPage) -> None:
    widget.opened().ask("price")
    expect(widget.status).to_contain_text("The bot said:")
    expect(widget.status).to_contain_text("You asked about price.")


def test_enter_while_composing_hangul_does_not_send(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened("/demo.html")
    composing(widget.page, "람")
    expect(widget.field).to_have_value("람")
    widget.field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    widget.field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True, "cancelable": True})
    widget.field.dispatch_event("keydown", {"key": "Escape", "isComposing": True, "bubbles": True})
    expect(widget.panel).to_be_visible()
    assert api.asked == []
    widget.page.keyboard.insert_text("람다")
    widget.field.press("Enter")
    expect(widget.questions.last).to_have_text("람다")
    assert [asked["text"] for asked in api.asked] == ["람다"]


def composing(page: Page, text: str) -> None:
    """As an input method does it: underlined text that is not there yet."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_shift_enter_breaks_the_line(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    widget.field.fill("one")
    widget.field.press("Shift+Enter")
    assert widget.field.input_value() == "one\n"
    assert api.asked == []
