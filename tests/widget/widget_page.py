"""The widget in a browser page, by what a person sees and does."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).parents[2] / "bot/widget/node_modules/axe-core/axe.min.js"
CONFIRM = {"ko_KR": "새로 시작", "en_US": "Start anew"}


class WidgetPage:
    """One tab with the widget in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.launcher = page.locator(".launcher")
        self.panel = page.locator(".panel")
        self.field = page.locator(".field")
        self.log = page.locator(".log")
        self.replies = page.locator(".reply")
        self.questions = page.locator(".question .bubble")
        self.choices = page.locator(".choice")
        self.trouble = page.locator(".trouble")
        self.notice = page.locator(".notice")
        self.status = page.get_by_role("status")

    def visit(self, path: str = "/demo.en.html") -> "WidgetPage":
        self.page.goto(f"{self.url}{path}")
        self.page.wait_for_function("Boolean(customElements.get('serverless-faq'))")
        return self

    def opened(self, path: str = "/demo.en.html") -> "WidgetPage":
        """With the panel open and the greeting there."""
        self.visit(path)
        self.launcher.click()
        expect(self.replies.first).to_be_visible()
        return self

    def ask(self, text: str) -> Locator:
        """Type and press Enter; the answer."""
        before = self.replies.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.replies).to_have_count(before + 1)
        return self.replies.last

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    def focused(self) -> str:
        """Class, label or text of what has the focus, through shadow roots."""
        found: str = self.page.evaluate(
            """() => {
                let at = document.activeElement;
                while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                return at.getAttribute("aria-label") || at.textContent || at.className;
            }"""
        )
        return found

    def violations(self) -> list[str]:
        """What axe finds, for WCAG 2.2 AA and good practice."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        result: dict[str, Any] = self.page.evaluate("axe.run(document)")
        return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in result["violations"]]
