"""The HTTP side: the carriers' addresses, and the control that tests hold."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.counterparts.serving import ROOT
from tests.counterparts.sms_gateway import callbacks, control, dialects
from tests.counterparts.sms_gateway.callbacks import Caller
from tests.counterparts.sms_gateway.faults import ANSWERS
from tests.counterparts.sms_gateway.messages import Asked, Reply, Request, Sent, json_reply
from tests.counterparts.sms_gateway.store import Store

LARGEST_BODY = 100_000


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, store: Store, caller: Caller, port: int, key: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store, self.caller, self.key = store, caller, key
        # Held by those who hang: they let go at the end.
        self.stopping = threading.Event()

    def reply(self, request: Request) -> Reply | None:
        """None: the connection is cut without a word."""
        if request.path.startswith(ROOT):
            return control.steer(self.store, self.caller, self.key, request)
        if request.path in dialects.DIALECTS and request.method == "POST":
            self.store.count_request()
            return self._message(dialects.DIALECTS[request.path], request)
        return self._credit(request)

    def _message(self, dialect: dialects.Dialect, request: Request) -> Reply | None:
        try:
            asked = dialect.read(request)
        except dialects.Refused as refused:
            return refused.reply
        except (ValueError, KeyError, TypeError):
            return json_reply(400, {"error": "not in this dialect"})
        instead = self._instead(dialect, asked)
        if instead:
            return instead
        sent, new = self.store.take(asked)
        if new:
            self._after(sent)
        if self.store.strikes("lose-answer", asked.dialect):
            return None
        if self.store.strikes("answer-late", asked.dialect):
            self.stopping.wait(self.store.settings["hang_seconds"])
        return dialect.answer(sent, 1 + (len(asked.text) - 1) // 153 if len(asked.text) > 160 else 1)

    def _instead(self, dialect: dialects.Dialect, asked: Asked) -> Reply | None:
        """What is answered without sending."""
        settings, strikes = self.store.settings, self.store.strikes
        if settings["latency_seconds"]:
            self.stopping.wait(settings["latency_seconds"])
        if strikes("hang", asked.dialect):
            self.stopping.wait(settings["hang_seconds"])
            return json_reply(503, {"error": "too late"})
        for slug, status in ANSWERS.items():
            if strikes(slug, asked.dialect):
                return json_reply(status, {"error": slug, "code": slug})
        if strikes("refuse", asked.dialect) or not dialects.is_valid(asked):
            return dialect.refuse()
        return None

    def _after(self, sent: Sent) -> None:
        settings = self.store.settings
        if settings["forward"]:
            self.caller.call(callbacks.forward(settings["forward"], sent))
        if not settings["callback"] or self.store.strikes("report-lost", sent.asked.dialect):
            return
        if self.store.strikes("report-late", sent.asked.dialect):
            self.store.keep_late(sent)
            return
        for _ in range(2 if self.store.strikes("report-twice", sent.asked.dialect) else 1):
            self.caller.call(callbacks.report(settings["callback"], sent, self._state(sent)))

    def _state(self, sent: Sent) -> str:
        for state in ("failed", "expired"):
            if self.store.strikes(f"report-{state}", sent.asked.dialect):
                return state
        return "delivered"

    def _credit(self, request: Request) -> Reply:
        left = float(self.store.settings["credit"])
        if request.path == "/brevo/account":
            if request.headers.get("api-key") != dialects.BREVO_KEY:
                return json_reply(401, {"code": "unauthorized", "message": "Key not found"})
            plans = [{"type": "payAsYouGo", "credits": 5000}, {"type": "sms", "credits": left}]
            return json_reply(200, {"email": "rdv@example.org", "plan": plans})
        if request.path == f"/ovh/sms/{dialects.OVH['service']}" and request.method == "GET":
            try:
                dialects.check_ovh(request)
            except dialects.Refused as refused:
                return refused.reply
            return json_reply(200, {"name": dialects.OVH["service"], "creditsLeft": left})
        return json_reply(404, {"error": "nothing here"})


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    # Head and body leave in two writes: on a kept connection, the second would wait 40 ms for an acknowledgement.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query))
        reply = self.server.reply(Request(self.command, parts.path, query, headers, self.rfile.read(length)))
        if reply is None:
            self.close_connection = True
            return
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            # The caller lost patience, as it was meant to.
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what was asked is in the store."""
