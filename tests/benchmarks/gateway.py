"""An SMS gateway of the measures' own: a process apart, which answers at once and counts."""

import asyncio
import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

ANSWER = "HTTP/1.1 {} OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}"


@dataclass(frozen=True, slots=True)
class Gateway:
    url: str

    def counts(self) -> dict[str, int]:
        """`asked`: requests. `sent`: messages, each idempotency key once. Then both start from nothing."""
        counted: dict[str, int] = httpx.get(self.url, trust_env=False, timeout=10).json()
        return counted


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    context = multiprocessing.get_context("spawn")
    said: Any = context.Queue()
    process = context.Process(target=_serve, args=(said,), daemon=True)
    process.start()
    try:
        yield Gateway(f"http://127.0.0.1:{said.get(timeout=60)}/sms")
    finally:
        process.terminate()
        process.join(timeout=10)


def _serve(said: Any) -> None:
    asyncio.run(_Server().serve(said))


class _Server:
    def __init__(self) -> None:
        self.asked, self.keys = 0, set[bytes]()

    async def serve(self, said: Any) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        said.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.lower().split(b"\r\n")
                fields = dict(line.split(b": ", 1) for line in lines[1:] if b": " in line)
                await reader.readexactly(int(fields.get(b"content-length", b"0")))
                body = json.dumps(self._answer(lines[0].startswith(b"post"), fields))
                writer.write(ANSWER.format(200, len(body), body).encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, is_message: bool, fields: dict[bytes, bytes]) -> dict[str, Any]:
        if is_message:
            self.asked += 1
            self.keys.add(fields[b"idempotency-key"])
            return {"id": f"sms-{self.asked}"}
        counted = {"asked": self.asked, "sent": len(self.keys)}
        self.asked, self.keys = 0, set()
        return counted
