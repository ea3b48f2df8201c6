"""What the chat port of the local bot serves: a plain page for people, and the chat API beside it."""

from collections.abc import Iterable
from importlib.resources import files

from bot.local.http_api import Environ, StartResponse, WsgiApp

PAGE = files("bot.local") / "page"
STATIC = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
}
HEADERS = [
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
]


def chat_page(api: WsgiApp) -> WsgiApp:
    """The page's files; the API answers everything else, "there is nothing here" included."""

    def app(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or environ["PATH_INFO"] not in STATIC:
            return api(environ, start_response)
        name, content_type = STATIC[environ["PATH_INFO"]]
        body = (PAGE / name).read_bytes()
        start_response("200 OK", [("Content-Type", content_type), ("Content-Length", str(len(body))), *HEADERS])
        return [body]

    return app
