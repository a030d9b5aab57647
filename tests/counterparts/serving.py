"""The life of a counterpart's process, and the control that tests hold over it."""

import argparse
import os
import signal
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from secrets import compare_digest

# Where tests steer it, and the header that carries the key given at start.
ROOT, KEY_HEADER = "/pilotage/", "x-pilotage"


def options(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=description)
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--key", default="", help="clé du pilotage, fermé sans elle")
    return parser


def may_steer(given: str | None, key: str) -> bool:
    """`given` is what the header says."""
    return bool(key) and compare_digest((given or "").encode(), key.encode())


def serve(
    server: ThreadingHTTPServer, *, release: Callable[[], object] = lambda: None, **other_ports: int
) -> None:
    """Says its ports, then answers until a signal. `release` lets go of the answers that are held."""
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    ports = {"http": server.server_address[1], **other_ports}
    print("ready", *(f"{name}={port}" for name, port in ports.items()), flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    release()
    server.shutdown()
    server.server_close()
