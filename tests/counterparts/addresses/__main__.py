"""A server of addresses that speaks as the national one: `python -m tests.counterparts.addresses --key secret`."""

import argparse
import os
import signal
import threading

from tests.counterparts.addresses.web import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="addresses", description="Serveur d’adresses.")
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--key", required=True, help="clé du pilotage")
    asked = parser.parse_args()
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    server = Server(asked.http_port, asked.key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready http={server.server_address[1]}", flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    server.released.set()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
