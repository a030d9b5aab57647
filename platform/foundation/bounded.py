"""An exchange over HTTP that ends in time, whatever comes back: httpx bounds each read only."""

import json
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cache
from threading import Event, Timer
from typing import Any

import httpx

from foundation import clock

LARGEST_ANSWER = 65_536


def get_json(
    url: str, *, seconds: float, params: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Any:
    """Of a server that whoever runs the service chose. Raises httpx.HTTPError, httpx.InvalidURL, ValueError."""
    deadline = clock.now() + timedelta(seconds=seconds)
    with (
        cut_after(seconds) as noted,
        httpx.Client(verify=certificates(), trust_env=False, timeout=seconds) as client,
        client.stream("GET", url, params=params, headers=headers, extensions={"trace": noted}) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise httpx.HTTPStatusError("refused", request=answer.request, response=answer)
        return _read(beginning(answer.iter_bytes(), deadline))


@contextmanager
def cut_after(seconds: float) -> Iterator[Callable[[str, Mapping[str, Any]], None]]:
    """A handshake or headers that come a byte at a time would keep a worker for days. Yields httpx's `trace`."""
    held: list[socket.socket] = []
    over = Event()

    def noted(event: str, facts: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            # Of our own: TLS takes the first one away.
            held.append(facts["return_value"].get_extra_info("socket").dup())
            if over.is_set():
                cut()

    def cut() -> None:
        over.set()
        for each in held:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield noted
    except httpx.TransportError:
        if over.is_set() and held:
            raise httpx.ReadTimeout("the answer never ends") from None
        raise
    finally:
        timer.cancel()
        for each in held:
            each.close()


def beginning(chunks: Iterable[bytes], deadline: datetime) -> bytes:
    """An endless answer, or one that comes a byte at a time, keeps no worker."""
    body = b""
    for chunk in chunks:
        body += chunk
        if len(body) >= LARGEST_ANSWER:
            break
        if clock.now() > deadline:
            raise httpx.ReadTimeout("the answer never ends")
    return body[:LARGEST_ANSWER]


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("nested too deep") from None


@cache
def certificates() -> ssl.SSLContext:
    """Read once: a quarter of a second of processor each time otherwise. SSL_CERT_FILE is honoured."""
    return httpx.create_ssl_context()
