"""The web pages of the local bot: the built widget, the pages that embed it, and the chat API.

The API answers at the root, as it does when it is deployed, and below ``/api``, as behind a site's own address.
"""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

WIDGET = files("bot") / "widget"
HTML, SCRIPT, STYLE = (f"text/{kind}; charset=utf-8" for kind in ("html", "javascript", "css"))
PAGES = {
    "/": ("pages/demo.html", HTML),
    "/demo.html": ("pages/demo.html", HTML),
    "/demo.en.html": ("pages/demo.en.html", HTML),
    "/full.html": ("pages/full.html", HTML),
    "/full.en.html": ("pages/full.en.html", HTML),
    "/demo.css": ("pages/demo.css", STYLE),
    "/full.css": ("pages/full.css", STYLE),
    "/serverless-faq.js": ("dist/serverless-faq.js", SCRIPT),
    "/recorder-worklet.js": ("dist/recorder-worklet.js", SCRIPT),
}
API = "/api"
HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    ("Permissions-Policy", "microphone=(self)"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-cache"),
]
NOT_BUILT = "The widget is not built yet: run `make widget` (it needs npm), then reload."

StartResponse = Callable[[str, list[tuple[str, str]]], object]
WsgiApp = Callable[[Mapping[str, Any], StartResponse], Iterable[bytes]]


def pages(chat_api: WsgiApp, widget: Traversable = WIDGET) -> WsgiApp:
    """The WSGI application of one site: the pages, and ``chat_api`` with ``/api`` taken off its paths."""

    def app(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path == "/config" or path.startswith("/chat/"):
            return chat_api(environ, start_response)
        if path.startswith(f"{API}/"):
            inner = {**environ, "SCRIPT_NAME": environ["SCRIPT_NAME"] + API, "PATH_INFO": path.removeprefix(API)}
            return chat_api(inner, start_response)
        status, content_type, body = _page(widget, environ["REQUEST_METHOD"], path)
        line = f"{status.value} {status.phrase}"
        start_response(line, [("Content-Type", content_type), ("Content-Length", str(len(body))), *HEADERS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return app


def _page(widget: Traversable, method: str, path: str) -> tuple[HTTPStatus, str, bytes]:
    if path not in PAGES:
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"There is no page at this address."
    if method not in ("GET", "HEAD"):
        return HTTPStatus.METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", b"A page can only be read."
    name, content_type = PAGES[path]
    file = widget / name
    if not file.is_file():
        return HTTPStatus.SERVICE_UNAVAILABLE, "text/plain; charset=utf-8", NOT_BUILT.encode()
    return HTTPStatus.OK, content_type, file.read_bytes()
