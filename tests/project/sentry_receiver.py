"""A receiver of error reports on the loopback: keeps whatever reaches it, unread."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import brotli


class Receiver(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.envelopes: list[str] = []
        self.headers: list[str] = []

    @property
    def dsn(self) -> str:
        return f"http://cle@127.0.0.1:{self.server_port}/1"

    @property
    def text(self) -> str:
        return "\n".join([*self.headers, *self.envelopes])

    @property
    def events(self) -> list[dict[str, Any]]:
        """The payloads: an envelope is a line of headers, then a line of headers before each payload."""
        lines = [json.loads(line) for envelope in self.envelopes for line in envelope.splitlines() if line]
        return [line for line in lines if "event_id" in line and "platform" in line]


class _Door(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(
            self.headers["Content-Encoding"], bytes
        )
        self.server.envelopes.append(unpack(body).decode())
        self.server.headers.append(f"{self.path}\n{self.headers}")
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: what was received is kept, not told."""


@contextmanager
def listening() -> Iterator[Receiver]:
    with Receiver() as receiver:
        thread = Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()
