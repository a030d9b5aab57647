"""The HTTP side: the pages, the JSON that tests read, and the SMS gateway's address."""

import json
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.counterparts.mailbox import gateway, pages
from tests.counterparts.mailbox.store import Letter, Store

STYLE = Path(__file__).with_name("style.css")
LETTER = re.compile(r"^/courrier/([0-9]+)/(?:(apercu)/|pieces/([0-9]+)/)?$")
OWN_PAGE = (
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Nothing of a received e-mail may run, load or lead anywhere.
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
LARGEST_BODY = 1_000_000


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, store: Store, port: int) -> None:
        self.store = store
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self._html(pages.inbox(self.server.store.all()))
        elif path == "/messages.json":
            self._json(HTTPStatus.OK, [letter.as_json() for letter in self.server.store.all()])
        elif path == "/style.css":
            self._send(HTTPStatus.OK, "text/css; charset=utf-8", STYLE.read_bytes())
        else:
            self._letter(path)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            self._json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "too large"})
            return
        body = self.rfile.read(length)
        path = urlsplit(self.path).path
        if path == "/sms":
            self._json(*gateway.accept(self.server.store, body, self.headers.get("Idempotency-Key", "")))
        elif path == "/vider/":
            self.server.store.clear()
            self._send(HTTPStatus.SEE_OTHER, "text/plain", b"", {"Location": "/"})
        else:
            self._json(HTTPStatus.NOT_FOUND, {"error": "unknown address"})

    def do_DELETE(self) -> None:
        if urlsplit(self.path).path == "/messages.json":
            self.server.store.clear()
            self._send(HTTPStatus.NO_CONTENT, "application/json", b"")
        else:
            self._json(HTTPStatus.NOT_FOUND, {"error": "unknown address"})

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: standard output says `ready` once, and is read by whoever started us."""

    def _letter(self, path: str) -> None:
        match = LETTER.match(path)
        letter = self.server.store.find(int(match[1])) if match else None
        if match is None or letter is None:
            self._html(pages.missing(), HTTPStatus.NOT_FOUND)
        elif match[2]:
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", letter.html.encode(), policy=SEALED)
        elif match[3]:
            self._piece(letter, int(match[3]))
        else:
            self._html(pages.letter_page(letter))

    def _piece(self, letter: Letter, place: int) -> None:
        if place >= len(letter.pieces):
            self._html(pages.missing(), HTTPStatus.NOT_FOUND)
            return
        piece = letter.pieces[place]
        disposition = f"attachment; filename*=UTF-8''{quote(piece.name)}"
        self._send(
            HTTPStatus.OK, piece.mimetype, piece.content, {"Content-Disposition": disposition}, policy=SEALED
        )

    def _html(self, text: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "text/html; charset=utf-8", text.encode())

    def _json(self, status: HTTPStatus, value: Any) -> None:
        self._send(status, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def _send(
        self,
        status: HTTPStatus,
        kind: str,
        body: bytes,
        more: dict[str, str] | None = None,
        policy: str = OWN_PAGE,
    ) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            **(more or {}),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
