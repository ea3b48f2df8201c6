"""Pictures of the web chat: ``python docs/screenshots/widget.py [http://127.0.0.1:8080]``.

With the address of a running ``bot serve`` they show the bot; without, scripted answers.
Needs ``make widget``, Chromium and a font with Hangul. Nothing is asserted: look at the pictures.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.widget.fake_api import RICH, FakeApi, answer, card, site
from tests.widget.install_browser import found

HERE = Path(__file__).parent
DESKTOP: dict[str, Any] = {"viewport": {"width": 1120, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 780},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
PLACES = {"ko": ("/demo.html", "/full.html"), "en": ("/demo.en.html", "/full.en.html")}
QUESTIONS = {"ko": ("람다가 뭐야?", "그럼 단점은?"), "en": ("what is Lambda", "what about its limits?")}


def main() -> None:
    """Both languages, light and dark, desktop, phone and full page."""
    with address() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox", "--disable-gpu"])
        for language in PLACES:
            for scheme in ("light", "dark"):
                picture(browser, url, language, scheme, "desktop", DESKTOP)
                picture(browser, url, language, scheme, "phone", PHONE)
                picture(browser, url, language, scheme, "full", DESKTOP)
        browser.close()


@contextmanager
def address() -> Iterator[str]:
    """Of the server that was named, else of one with scripted answers."""
    if len(sys.argv) > 1:
        yield sys.argv[1].rstrip("/")
        return
    with site(scripted()) as url:
        yield url


def scripted() -> FakeApi:
    """Answers with all that an answer can hold."""
    api = FakeApi()
    related = card(
        "관련 질문", ("콜드 스타트가 뭐야?", "a"), ("동시성 한도는 얼마야?", "b"), ("가격은 어떻게 매겨져?", "c")
    )
    korean = (
        "**AWS Lambda**는 서버 없이 코드를 실행하는 서비스예요. 요청이 올 때만 깨어나고, 쓴 만큼만 값을 냅니다. "
        "자세한 것은 [안내서](https://example.com)를 보세요.\n\n- 최대 실행 시간은 15분\n- 메모리는 10,240 MB까지\n\n"
        "```python\ndef handler(event, context):\n    return {'statusCode': 200, 'body': '안녕하세요'}\n```"
    )
    api.answers[QUESTIONS["ko"][0]] = answer(korean, "ko_KR", [card("", ("더 자세히", "more")), related])
    more = card("Related questions", ("What is a cold start?", "a"), ("How much does it cost?", "b"))
    api.answers[QUESTIONS["en"][0]] = answer(RICH, "en_US", [card("", ("Tell me more", "more")), more])
    for language, text in (
        ("ko", "함수를 만들고 코드를 붙여 넣으세요."),
        ("en", "Make a function and paste the code."),
    ):
        api.answers[QUESTIONS[language][1]] = {"markdown": text, "tutorial": {"step": 2, "count": 5}}
    return api


def picture(browser: Browser, url: str, language: str, scheme: str, name: str, size: dict[str, Any]) -> None:
    """One conversation in a fresh profile."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", locale=language, **size)
    page = context.new_page()
    page.goto(url + PLACES[language][name == "full"])
    if name != "full":
        page.locator(".launcher").click()
    expect(page.locator(".reply")).to_have_count(1)
    for number, question in enumerate(QUESTIONS[language][: 2 if name == "phone" else 1]):
        say(page, question)
        expect(page.locator(".reply")).to_have_count(number + 2)
    page.mouse.move(1, 1)
    page.screenshot(path=HERE / f"widget-{language}-{scheme}-{name}.png")
    context.close()


def say(page: Page, text: str) -> None:
    """Type it and press Enter."""
    page.locator(".field").fill(text)
    page.locator(".field").press("Enter")


if __name__ == "__main__":
    main()
