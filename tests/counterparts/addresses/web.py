"""The server of addresses, and the control that tests hold."""

import json
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.counterparts.addresses.streets import search
from tests.counterparts.serving import KEY_HEADER, ROOT, may_steer

SEARCH = "/search/"
HANG_SECONDS = 30.0
DRIP_SECONDS = 0.4
KEPT = 1_000
# What it answers instead of streets.
BODIES = {
    "not-json": b"<html>maintenance</html>",
    "no-features": b'{"type": "FeatureCollection"}',
    "odd-features": b'{"features": [null, {"properties": {}}, 3]}',
    "endless": b"x" * 200_000,
}
ANSWERS = {"error-500": 500, "error-503": 503, "too-many": 429, "redirect": 302}
FAULTS = frozenset({*BODIES, *ANSWERS, "hang", "drip", "cut"})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, key: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.key, self.fault = key, ""
        self.asked: deque[dict[str, str]] = deque(maxlen=KEPT)
        self.released, self.lock = Event(), Lock()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        if parts.path == SEARCH:
            self._searched(query)
        elif parts.path == f"{ROOT}demandes" and self._steered():
            with self.server.lock:
                self._answer(200, list(self.server.asked))
        else:
            self._answer(404, {"code": 404, "message": "Not found"})

    def do_POST(self) -> None:
        """`{"fault": name}`, or nothing at all to be well again and forget what was asked."""
        length = min(int(self.headers.get("Content-Length") or 0), 10_000)
        said = json.loads(self.rfile.read(length) or b"{}")
        if not self._steered() or (said.get("fault") or "cut") not in FAULTS:
            self._answer(403, {"error": "wrong key or fault"})
            return
        with self.server.lock:
            self.server.fault = said.get("fault", "")
            self.server.asked.clear()
        self.server.released.set()
        self.server.released = Event()
        self._answer(200, {})

    def _searched(self, query: dict[str, str]) -> None:
        with self.server.lock:
            self.server.asked.append(query)
            fault, released = self.server.fault, self.server.released
        if fault == "cut":
            self.close_connection = True
        elif fault == "hang":
            released.wait(HANG_SECONDS)
            self.close_connection = True
        elif fault == "drip":
            self._drip(released)
        elif fault in ANSWERS:
            self._answer(ANSWERS[fault], {"code": ANSWERS[fault], "message": fault})
        elif fault in BODIES:
            self._send(200, BODIES[fault])
        elif not 3 <= len(query.get("q", "")) <= 200:
            # As the national server does.
            self._answer(400, {"code": 400, "message": "q must contain between 3 and 200 chars"})
        else:
            limit = min(int(query.get("limit", 5)), 100)
            self._answer(200, search(query["q"], query.get("citycode", ""), limit))

    def _steered(self) -> bool:
        return may_steer(self.headers.get(KEY_HEADER), self.server.key)

    def _drip(self, released: Event) -> None:
        """A byte at a time, for ever."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            while not released.wait(DRIP_SECONDS):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            pass
        self.close_connection = True

    def _answer(self, status: int, told: Any) -> None:
        self._send(status, json.dumps(told).encode())

    def _send(self, status: int, content: bytes) -> None:
        try:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://169.254.169.254/")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            # Whoever asked lost patience.
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked is kept."""
