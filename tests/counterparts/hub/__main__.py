"""The national hub of identity papers: `python -m tests.counterparts.hub --key secret --token secret`."""

import argparse
import os
import signal
import threading

from tests.counterparts.hub.store import Store
from tests.counterparts.hub.web import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="hub", description="Répartiteur national des titres d’identité.")
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--key", required=True, help="clé du pilotage")
    parser.add_argument("--token", required=True, help="jeton de l’éditeur")
    asked = parser.parse_args()
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    store = Store()
    server = Server(store, asked.http_port, asked.key, asked.token)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready http={server.server_address[1]}", flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    store.release()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
