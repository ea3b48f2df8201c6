"""Pictures of the web chat: ``python docs/screenshots/make.py http://127.0.0.1:8080/`` while ``bot serve`` runs.

Needs ``chromium`` and ``bash`` on the PATH and a font with Hangul. The browser is driven over a pipe in its DevTools
protocol (JSON messages that end in a zero byte), so that nothing has to be installed for it.
"""

import argparse
import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SIZE = (760, 1300)
TALKS = {
    "ko": ("ko_KR", ("람다가 뭐야?", "그럼 단점은?")),
    "en": ("en_US", ("what is Lambda", "what about its limits?")),
}

SAY = """
(async (text) => {
  const log = document.getElementById("log");
  document.getElementById("text").value = text;
  const before = log.querySelectorAll(".bot").length;
  document.getElementById("form").requestSubmit();
  while (log.querySelectorAll(".bot").length === before) await new Promise((done) => setTimeout(done, 50));
})(%s)
"""
GREET = """
(async (locale) => {
  const greeted = async () => {
    while (!document.querySelector("#log .buttons")) await new Promise((done) => setTimeout(done, 50));
  };
  const select = document.getElementById("locale");
  await greeted();
  if (select.value === locale) return;
  select.value = locale;
  select.dispatchEvent(new Event("change"));
  await greeted();
})(%s)
"""


class Page:
    """One tab of a browser that was started with ``--remote-debugging-pipe``."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._out, self._in = to_browser, os.fdopen(from_browser, "rb")
        self._count = 0
        self._session: str | None = None

    def open(self, url: str) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Page.navigate", url=url)
        self._until(lambda message: message.get("method") == "Page.loadEventFired")

    def run(self, script: str, argument: str) -> None:
        """Run a script and wait for the promise that it gives."""
        call = script % json.dumps(argument)
        self.call("Runtime.evaluate", expression=call, awaitPromise=True)

    def picture(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        number = self._count
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        answer = self._until(lambda heard: heard.get("id") == number)
        if "error" in answer:
            raise SystemExit(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self._message()
            if wanted(message):
                return message

    def _message(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._in.read(1)) != b"\0":
            if not byte:
                raise SystemExit("the browser ended: is chromium installed, and does it start?")
            data += byte
        message: dict[str, Any] = json.loads(data)
        return message


@contextmanager
def browser(url: str) -> Iterator[Page]:
    """A headless browser with the page open."""
    shell, chromium = (shutil.which(name) or name for name in ("bash", "chromium"))
    to_browser, ours_out = os.pipe()
    ours_in, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        places = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        process = subprocess.Popen(
            [shell, "-c", places, chromium, *flags, size, f"--user-data-dir={profile}", "--remote-debugging-pipe"],
            pass_fds=(to_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        page = Page(ours_out, ours_in)
        page.open(url)
        try:
            yield page
        finally:
            process.terminate()
            process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="address of the web chat")
    url = parser.parse_args().url
    for name, (locale, questions) in TALKS.items():
        with browser(url) as page:
            page.run(GREET, locale)
            for question in questions:
                page.run(SAY, question)
            (HERE / f"chat-{name}.png").write_bytes(page.picture())


if __name__ == "__main__":
    main()
