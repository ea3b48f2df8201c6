"""Nothing that is said by anyone is ever executed, and the strictest policy is kept."""

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Request, expect

from tests.widget.fake_api import FakeApi, card
from tests.widget.widget_page import WidgetPage

PAYLOADS: list[str] = yaml.safe_load((Path(__file__).parent / "xss.yaml").read_text(encoding="utf-8"))
OWN = "SLOT DIV SPAN BUTTON FORM LABEL TEXTAREA svg path"
HARMLESS = f"{OWN} P A BR HR H3 H4 UL OL LI STRONG EM S CODE PRE BLOCKQUOTE TABLE THEAD TBODY TR TH TD".split()
WATCH = (
    "window.broken = []; addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective))"
)
INSPECT = """() => {
    const unwanted = (name) => name.startsWith("on") || name === "style" || name === "src";
    const root = document.querySelector("serverless-faq").shadowRoot;
    return [...root.querySelectorAll(".log *")].map((element) => ({
        tag: element.tagName,
        href: element.getAttribute("href"),
        attributes: element.getAttributeNames().filter(unwanted),
    }));
}"""


def poisoned(payload: str) -> dict[str, Any]:
    """An answer that holds a payload in each of its parts."""
    cards = [{**card(payload, (payload, payload)), "subtitle": payload}]
    linked = f"{payload}\n\n[link]({payload})\n\n<{payload}>"
    return {"markdown": linked, "messages": [payload], "cards": cards, "entryId": payload, "outcome": payload}


def prove_harmless(widget: WidgetPage, requests: list[str]) -> None:
    elements = widget.page.evaluate(INSPECT)
    assert {element["tag"] for element in elements} <= set(HARMLESS)
    assert not [element for element in elements if element["attributes"]]
    links = [element["href"] for element in elements if element["href"] is not None]
    assert all(link.startswith(("https:", "mailto:")) for link in links), links
    assert widget.page.evaluate("window.hit") is None
    assert widget.page.evaluate("broken") == []
    assert all(request.startswith(widget.url) for request in requests), requests


def watched(widget: WidgetPage) -> list[str]:
    requests: list[str] = []

    def note(request: Request) -> None:
        requests.append(request.url)

    widget.page.on("request", note)
    widget.page.add_init_script(WATCH)
    return requests


def test_the_corpus_is_large() -> None:
    assert len(set(PAYLOADS)) >= 60


def test_payloads_in_answers_cards_and_buttons_stay_text(widget: WidgetPage, api: FakeApi) -> None:
    requests = watched(widget)
    api.answers = {f"attack {number}": poisoned(payload) for number, payload in enumerate(PAYLOADS)}
    widget.opened()
    widget.page.evaluate(
        """async (count) => {
            const faq = document.querySelector("serverless-faq");
            for (let number = 0; number < count; number += 1) await faq.ask(`attack ${number}`);
        }""",
        len(PAYLOADS),
    )
    expect(widget.replies).to_have_count(len(PAYLOADS) + 1)
    prove_harmless(widget, requests)
    buttons = widget.page.locator(".choice").all_text_contents()
    assert [payload for payload in PAYLOADS if payload not in buttons] == []


def test_payloads_that_a_visitor_types_stay_text_and_survive_a_reload(widget: WidgetPage, api: FakeApi) -> None:
    requests = watched(widget)
    widget.opened()
    widget.page.evaluate(
        """async (payloads) => {
            for (const payload of payloads) await document.querySelector("serverless-faq").ask(payload);
        }""",
        PAYLOADS,
    )
    prove_harmless(widget, requests)
    widget.opened()
    expect(widget.questions).to_have_count(len(PAYLOADS))
    assert [text for text in widget.questions.all_text_contents() if text not in PAYLOADS] == []
    prove_harmless(widget, requests)


def test_a_poisoned_storage_is_ignored(widget: WidgetPage) -> None:
    requests = watched(widget)
    widget.visit()
    widget.page.evaluate(
        """() => {
            localStorage.setItem("serverless-faq:/api:head", "{broken");
            localStorage.setItem("serverless-faq:/api:entry:x:1", '{"id":"1","role":"bot","answer":5}');
        }"""
    )
    expect(widget.opened().ask("price")).to_contain_text("You asked about price.")
    prove_harmless(widget, requests)


def test_a_strict_policy_is_never_violated(widget: WidgetPage, errors: list[str]) -> None:
    requests = watched(widget)
    response = widget.page.request.get(f"{widget.url}/demo.en.html")
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    widget.opened().ask("lambda")
    widget.button("This helped").click()
    prove_harmless(widget, requests)
    assert not errors
