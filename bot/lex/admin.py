"""Pages for people: which bots are here, what a session remembers, what happened in it; and a form to upload a bot.

Everything is also there as JSON. What was said is shown escaped; a page of another site cannot upload.
"""

import email
import email.policy
import json
from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

from bot.definitions.errors import DefinitionError
from bot.definitions.read import read_bot_zip
from bot.lex.errors import AccessDeniedException, ValidationException
from bot.lex.models.catalog import Build, Catalog
from bot.lex.models.imports import put_bot
from bot.lex.runtime import Runtime
from bot.lex.serialise import session_state_json
from bot.lex.sessions import SessionKey
from bot.lex.wire import Endpoint, Json, Request, Response, json_response

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse}}td,th{{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}}
pre{{background:#f6f6f6;padding:1rem;overflow:auto}}</style></head>
<body><h1>{title}</h1>{body}</body></html>
"""
_FORM = """<h2>Upload a bot</h2>
<form method="post" action="/admin/bots" enctype="multipart/form-data">
<label>Export (zip) <input type="file" name="export" accept=".zip" required></label> <button>Upload</button></form>"""

_SESSION = "/admin/sessions/{botId}/{botAliasId}/{localeId}/{sessionId}"
_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}


class AdminPages:
    """The pages over the bots and sessions of a runtime."""

    def __init__(self, runtime: Runtime, catalog: Catalog) -> None:
        self._runtime = runtime
        self._catalog = catalog

    def routes(self) -> Mapping[str, Endpoint]:
        """Method and path to endpoint."""
        return {
            "GET /admin": self.overview,
            "GET /admin/bots": self.bots,
            "POST /admin/bots": self.upload,
            "GET /admin/sessions": self.sessions,
            f"GET {_SESSION}": self.session,
            f"GET {_SESSION}/page": self.session_page,
        }

    def overview(self, request: Request, parts: Mapping[str, str]) -> Response:
        """Bots, sessions and the form."""
        bots = _table(("Bot", "Id", "Versions", "Locales", "Aliases"), [_bot_row(bot) for bot in self._bots()])
        sessions = "".join(f"<li>{_link(key)}</li>" for key in self._runtime.sessions.recent())
        body = f"<h2>Bots</h2>{bots}<h2>Sessions</h2><ul>{sessions or '<li>none</li>'}</ul>{_FORM}"
        return _page("Local Amazon Lex V2", body)

    def bots(self, request: Request, parts: Mapping[str, str]) -> Response:
        """The bots, as JSON."""
        return json_response({"bots": self._bots()})

    def _bots(self) -> list[Json]:
        return [
            {
                "botId": hosted.id,
                "botName": hosted.draft.name,
                "versions": list(hosted.versions),
                "locales": sorted(hosted.draft.locales),
                "aliases": {alias.id: alias.name for alias in hosted.aliases.values()},
            }
            for hosted in self._runtime.bots.all().values()
        ]

    def sessions(self, request: Request, parts: Mapping[str, str]) -> Response:
        """The sessions, most recently used first, as JSON."""
        return json_response({"sessions": [_key_json(key) for key in self._runtime.sessions.recent()]})

    def session(self, request: Request, parts: Mapping[str, str]) -> Response:
        """State and trace of a session, as JSON."""
        return json_response(self._session(_key(parts)))

    def session_page(self, request: Request, parts: Mapping[str, str]) -> Response:
        """State and trace of a session, to read."""
        found = self._session(_key(parts))
        turns = "".join(_turn(log) for log in found["trace"])
        body = f"<h2>State</h2>{_pre(found['sessionState'])}<h2>Turns</h2>{turns or '<p>none</p>'}"
        return _page(f"Session {parts['sessionId']}", f'{body}<p><a href="/admin">All bots and sessions</a></p>')

    def _session(self, key: SessionKey) -> Json:
        target = self._runtime.bots.target(*key[:3])
        now, ttl = self._runtime.now(), target.bot.idle_session_ttl_seconds
        session = self._runtime.sessions.find(key, now=now, idle_seconds=ttl)
        state = session_state_json(session, now) if session else None
        return {**_key_json(key), "sessionState": state, "trace": self._runtime.sessions.trace(key)}

    def upload(self, request: Request, parts: Mapping[str, str]) -> Response:
        """Host the bot in a zip, ready to talk to: the body itself, or the file of the form.

        :raises ValidationException: it is no Lex V2 export.
        :raises AccessDeniedException: the form is on another site.
        """
        _refuse_other_sites(request)
        try:
            bot = read_bot_zip(_uploaded(request), where="upload")
        except DefinitionError as error:
            raise ValidationException(str(error)) from error
        same_name = (h.id for h in self._runtime.bots.all().values() if h.draft.name == bot.name)
        with self._catalog.lock:
            bot_id = put_bot(self._catalog, bot, next(same_name, None))
            now = self._catalog.now()
            for locale_id in bot.locales:
                self._catalog.set_build(bot_id, locale_id, Build("Built", now, now))
        if request.headers.get("content-type", "").startswith("multipart/"):
            return Response(status=303, headers={"Location": "/admin"})
        return json_response({"botId": bot_id, "botName": bot.name, "locales": sorted(bot.locales)}, 201)


def _refuse_other_sites(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin is not None and (origin != request.base_url or not _is_this_machine(origin)):
        raise AccessDeniedException(f"Pages of {origin} may not upload bots")


def _is_this_machine(origin: str) -> bool:
    # A name that another site makes point here would pass as the same origin (DNS rebinding); an address cannot.
    name = urlsplit(origin).hostname or ""
    return name == "localhost" or name.replace(".", "").isdecimal() or ":" in name


def _uploaded(request: Request) -> bytes:
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        return request.body
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    form = email.message_from_bytes(head + request.body, policy=email.policy.HTTP)
    files = (part.get_payload(decode=True) for part in form.iter_parts() if part.get_filename())
    found = next(files, None)
    if not isinstance(found, bytes):
        raise ValidationException("The form holds no file")
    return found


def _key(parts: Mapping[str, str]) -> SessionKey:
    return SessionKey(parts["botId"], parts["botAliasId"], parts["localeId"], parts["sessionId"])


def _key_json(key: SessionKey) -> Json:
    return {"botId": key.bot_id, "botAliasId": key.alias_id, "localeId": key.locale_id, "sessionId": key.session_id}


def _link(key: SessionKey) -> str:
    path = escape(_SESSION.format(**_key_json(key)), quote=True)
    return f'<a href="{path}/page">{escape(key.session_id)}</a> ({escape(key.locale_id)}, {escape(key.alias_id)})'


def _bot_row(bot: Json) -> list[str]:
    return [
        bot["botName"],
        bot["botId"],
        ", ".join(bot["versions"]),
        ", ".join(bot["locales"]),
        ", ".join(f"{name} ({alias})" for alias, name in bot["aliases"].items()),
    ]


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def _turn(log: Json) -> str:
    said = escape(log["inputTranscript"] or "(no text)")
    heard = escape(" / ".join(message.get("content") or "[card]" for message in log["messages"]) or "(silence)")
    intent = (log["sessionState"].get("intent") or {}).get("name") or "-"
    return f"<h3>{said}</h3><p>{escape(intent)}: {heard}</p><details><summary>Log</summary>{_pre(log)}</details>"


def _pre(content: object) -> str:
    return f"<pre>{escape(json.dumps(content, ensure_ascii=False, indent=2))}</pre>"


def _page(title: str, body: str) -> Response:
    html = _PAGE.format(title=escape(title), body=body)
    return Response(html.encode(), content_type="text/html; charset=utf-8", headers=_HEADERS)
