"""The hub's address for editors, and the control that tests hold.

As its documentation has it: `GET /status?application_ids=X` → {X: {"status", "appointments": [{"meeting_point",
"meeting_point_id", "appointment_date", "management_url"}]}}, under a token of the editor.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import compare_digest
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.counterparts.hub.store import FAULTS, Store
from tests.counterparts.serving import KEY_HEADER, ROOT, may_steer

TOKEN_HEADER = "x-rdv-opt-auth-token"
LARGEST_BODY = 100_000
HANG_SECONDS = 30.0
ANSWERS = {"error-500": 500, "error-503": 503, "redirect": 307}
UNREADABLE = {
    "not-json": b"<html>maintenance</html>",
    "not-a-table": b'["validated"]',
    "too-deep": b"[" * 60_000,
}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, store: Store, port: int, key: str, token: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store, self.key, self.token = store, key, token


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path.startswith(ROOT):
            self._steer(parts.path.removeprefix(ROOT))
        elif parts.path == "/status":
            self._status(parse_qs(parts.query).get("application_ids", []))
        else:
            self._answer(404, b'{"detail": "Not Found"}')

    def do_POST(self) -> None:
        self._steer(urlsplit(self.path).path.removeprefix(ROOT))

    def _status(self, numbers: list[str]) -> None:
        store = self.server.store
        if not compare_digest(self.headers.get(TOKEN_HEADER, ""), self.server.token):
            self._answer(401, b'{"detail": "Unauthorized"}')
            return
        told = json.dumps(store.status(numbers)).encode()
        match store.fault:
            case "":
                self._answer(200, told)
            case "cut":
                self.close_connection = True
            case "hang":
                store.released.wait(HANG_SECONDS)
                self._answer(200, told)
            case "trickle":
                self._trickle(told)
            case fault if fault in UNREADABLE:
                self._answer(200, UNREADABLE[fault])
            case fault:
                self._answer(ANSWERS[fault], b"{}")

    def _trickle(self, content: bytes) -> None:
        """A byte each fifth of a second: no read is ever late, and the whole never comes."""
        try:
            self._head(200, len(content))
            for byte in content:
                self.wfile.write(bytes([byte]))
                if self.server.store.released.wait(0.2):
                    return
        except OSError:
            self.close_connection = True

    def _steer(self, gesture: str) -> None:
        if not may_steer(self.headers.get(KEY_HEADER), self.server.key):
            self._answer(403, b"{}")
            return
        store, said = self.server.store, json.loads(self._body() or "null")
        told: Any = {}
        match self.command, gesture:
            case "POST", "dossiers":
                store.declare(said["number"], said["status"], said["appointments"])
            case "POST", "faute" if not said or said in FAULTS:
                store.fault = said
            case "POST", "liberer":
                store.released.set()
            case "POST", "oublier":
                store.forget()
            case "GET", "demandes":
                told = list(store.asked)
            case _:
                self._answer(404, b"{}")
                return
        self._answer(200, json.dumps(told).encode())

    def _body(self) -> str:
        return self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)).decode()

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        if status == ANSWERS["redirect"]:
            self.send_header("Location", "http://169.254.169.254/")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _answer(self, status: int, content: bytes) -> None:
        try:
            self._head(status, len(content))
            self.wfile.write(content)
        except OSError:
            # Whoever asked lost patience.
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked is in the store."""
