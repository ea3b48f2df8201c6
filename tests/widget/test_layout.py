"""Where things are: phones, other directions, other colours."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.fake_api import FakeApi
from tests.widget.widget_page import WidgetPage

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6
OVERFLOW = """() => {
    const root = document.querySelector("serverless-faq").shadowRoot;
    const inner = [...root.querySelectorAll(".panel, .log, .head, .composer, .bubble, .card")];
    const wide = [document.documentElement, ...inner].filter((box) => box.scrollWidth > box.clientWidth + 1);
    return wide.map((box) => box.className || box.localName);
}"""


def colour(page: Page, selector: str) -> str:
    found: str = page.locator(selector).first.evaluate("(element) => getComputedStyle(element).backgroundColor")
    return found


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_the_chat_on_the_whole_screen_without_overflow(
    width: int, open_page: Opener, api: FakeApi
) -> None:
    api.answers["long"] = {"markdown": f"{LONG}\n\n`{LONG}`\n\n- {LONG}", "cards": [{"title": LONG, "buttons": []}]}
    widget = open_page(viewport={"width": width, "height": 640}, is_mobile=True, reduced_motion="reduce").opened()
    widget.ask("lambda")
    widget.ask("long")
    box = widget.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": width, "height": 640}
    assert widget.page.evaluate(OVERFLOW) == []


def test_the_field_stays_above_a_virtual_keyboard(open_page: Opener) -> None:
    widget = open_page(viewport={"width": 390, "height": 700}).opened()
    widget.page.evaluate(
        """() => {
            Object.defineProperty(visualViewport, "height", { value: 400 });
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    expect(widget.panel).to_have_css("height", "400px")
    box = widget.field.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 400


def test_a_host_page_sets_colours_and_sizes_by_custom_properties(widget: WidgetPage) -> None:
    widget.visit()
    widget.page.evaluate(
        """() => {
            const { style } = document.querySelector("serverless-faq");
            style.setProperty("--serverless-faq-accent", "rgb(1, 90, 60)");
            style.setProperty("--serverless-faq-width", "300px");
        }"""
    )
    widget.launcher.click()
    widget.page.mouse.move(10, 10)
    expect(widget.panel).to_have_css("width", "300px")
    assert colour(widget.page, ".send") == "rgb(1, 90, 60)"


def test_dark_follows_the_system_and_the_attribute(open_page: Opener) -> None:
    widget = open_page(color_scheme="dark").opened()
    dark = colour(widget.page, ".panel")
    widget.page.evaluate("document.querySelector('serverless-faq').setAttribute('theme', 'light')")
    assert colour(widget.page, ".panel") == "rgb(255, 255, 255)" != dark


def test_a_language_from_the_right_is_laid_out_from_the_right(widget: WidgetPage) -> None:
    widget.opened()
    widget.page.evaluate("document.querySelector('serverless-faq').setAttribute('locale', 'ar_EG')")
    expect(widget.panel).to_have_attribute("dir", "rtl")
    send, field = widget.page.locator(".send").bounding_box(), widget.field.bounding_box()
    assert send
    assert field
    assert send["x"] < field["x"]
    assert widget.page.evaluate(OVERFLOW) == []


def test_nothing_moves_for_those_who_want_it_still(open_page: Opener) -> None:
    widget = open_page(reduced_motion="reduce").opened()
    assert widget.page.evaluate("document.querySelector('serverless-faq').shadowRoot.getAnimations().length") == 0


def test_the_styles_of_the_host_page_do_not_come_in(widget: WidgetPage) -> None:
    widget.visit()
    expect(widget.launcher).to_have_css("font-size", "17px")  # a rem of the demo page
    widget.launcher.click()
    assert "Georgia" not in widget.panel.evaluate("(element) => getComputedStyle(element).fontFamily")
