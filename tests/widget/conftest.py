"""A real Chromium, the fake chat API, and pages of both."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright, sync_playwright

from tests.widget.fake_api import FakeApi, site, tone
from tests.widget.install_browser import found
from tests.widget.widget_page import AXE, WidgetPage

DIST = Path(__file__).parents[2] / "bot/widget/dist"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

Opener = Callable[..., WidgetPage]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium = found()
    if not chromium:
        _missing("Chromium is missing: run `python -m tests.widget.install_browser` as root")
    if not (DIST / "serverless-faq.js").is_file() or not AXE.is_file():
        _missing("the widget is not built: run `make widget`")
    sound = tmp_path_factory.mktemp("sound") / "question.wav"
    sound.write_bytes(tone(3.0, 48_000))
    flags = [*FLAGS, f"--use-file-for-fake-audio-capture={sound}"]
    browser = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield browser
    browser.close()


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


@pytest.fixture
def url(api: FakeApi) -> Iterator[str]:
    with site(api) as address:
        yield address


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    contexts: list[BrowserContext] = []

    def create(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, "locale": "en-US", **options})
        context.set_default_timeout(8000)
        contexts.append(context)
        return context

    yield create
    for context in contexts:
        context.close()


@pytest.fixture
def errors() -> list[str]:
    """What the consoles of all pages complained of."""
    return []


@pytest.fixture
def open_page(url: str, new_context: Callable[..., BrowserContext], errors: list[str]) -> Opener:
    """A tab; with ``context`` beside another, else in a profile of its own with these options."""

    def create(context: BrowserContext | None = None, **options: Any) -> WidgetPage:
        page = (context or new_context(**options)).new_page()
        page.on("console", lambda message: _note(message, errors))
        page.on("pageerror", lambda error: errors.append(str(error)))
        return WidgetPage(page, url)

    return create


@pytest.fixture
def widget(open_page: Opener) -> WidgetPage:
    return open_page()


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)
