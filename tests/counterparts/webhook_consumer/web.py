"""The address that is called, and the control that tests hold."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.counterparts.serving import KEY_HEADER, ROOT, may_steer
from tests.counterparts.webhook_consumer.store import Call, Store
from tests.counterparts.webhook_consumer.verify import signed_by

HOOK = "/webhooks"
LARGEST_BODY = 100_000
HANG_SECONDS, PATIENCE_SECONDS = 60.0, 60.0
# Faults by name; "hang" holds the answer until it is released, then answers 200 to whoever still listens.
ANSWERS = {"error-500": 500, "error-503": 503, "too-many": 429, "gone": 410, "redirect": 307}
FAULTS = frozenset({*ANSWERS, "hang", "cut"})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, store: Store, port: int, key: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store, self.key = store, key


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._steer()

    def do_POST(self) -> None:
        if self.path.startswith(HOOK):
            self._called()
        else:
            self._steer()

    def do_PUT(self) -> None:
        self._steer()

    def _called(self) -> None:
        store, body = self.server.store, self._body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        call = Call(
            id=headers.get("webhook-id", ""),
            timestamp=headers.get("webhook-timestamp", ""),
            signature=headers.get("webhook-signature", ""),
            body=body,
            signed_by=signed_by(store.keys, body, headers, store.clock),
        )
        store.record(call)
        if store.strikes("hang"):
            store.released.wait(HANG_SECONDS)
        if store.strikes("cut"):
            self.close_connection = True
            return
        struck = next((status for slug, status in ANSWERS.items() if store.strikes(slug)), 0)
        call.answered = struck or (204 if call.signed_by or not store.keys else 401)
        self._answer(call.answered, None)

    def _steer(self) -> None:
        if not may_steer(self.headers.get(KEY_HEADER), self.server.key):
            self._answer(403, {"error": "wrong key"})
            return
        store, said = self.server.store, json.loads(self._body() or "null")
        match self.command, self.path.removeprefix(ROOT).partition("?")[0]:
            case "PUT", "":
                store.keys, store.clock = list(said["keys"]), str(said["clock"])
            case "POST", "fautes" if not said.keys() - FAULTS:
                store.set_faults((str(slug), int(times)) for slug, times in said.items())
            case "POST", "liberer":
                store.released.set()
            case "POST", "oublier":
                store.forget()
            case "GET", "appels":
                calls = store.wait_calls(int(self.path.partition("attendre=")[2] or 0), PATIENCE_SECONDS)
                self._answer(200, [call.as_json() for call in calls])
                return
            case _:
                self._answer(404, {"error": "nothing here"})
                return
        self._answer(200, {})

    def _body(self) -> str:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        return self.rfile.read(length).decode()

    def _answer(self, status: int, told: Any) -> None:
        content = b"" if told is None else json.dumps(told).encode()
        try:
            self.send_response(status)
            if status == 307:
                self.send_header("Location", "http://169.254.169.254/")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except ConnectionError:
            # Whoever called lost patience, or was killed.
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was called is in the store."""
