"""A tiny HTTP server that answers every request as a test wants Lex to."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

GREETING = {"messages": [{"content": "hi", "contentType": "PlainText"}], "sessionState": {}, "interpretations": []}


@dataclass
class ScriptedLex:
    """What is answered, and what was asked: method and path of every request."""

    status: int = 200
    body: Any = field(default_factory=lambda: GREETING)
    headers: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    silent: Event | None = None
    """If there is one, an answer waits for it."""
    url: str = ""


@contextmanager
def scripted_lex() -> Iterator[ScriptedLex]:
    """Run the server for the time of a test."""
    script = ScriptedLex()

    class Answers(BaseHTTPRequestHandler):
        def answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0))
            script.asked.append((self.command, self.path, sent))
            if script.silent:
                script.silent.wait(10)
            body = script.body if isinstance(script.body, bytes) else json.dumps(script.body).encode()
            self.send_response(script.status)
            for name, value in {**script.headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names are the library's

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
