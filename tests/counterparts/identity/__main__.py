"""Two identity providers on the loopback: `python -m tests.counterparts.identity --config FILE.json`."""

import argparse
import json
import os
import signal
import threading
from pathlib import Path

from tests.counterparts.identity.registration import Registration
from tests.counterparts.identity.store import Store
from tests.counterparts.identity.web import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="identity", description="Serveur d’identités de démonstration.")
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--host-name", default="127.0.0.1", help="nom d’hôte des émetteurs")
    parser.add_argument("--config", type=Path, help="services et personnes, en JSON")
    parser.add_argument("--key", default="", help="clé de l’API de pilotage, fermée sans elle")
    asked = parser.parse_args()
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    read = json.loads(asked.config.read_text()) if asked.config else {}
    web = Server(Store(Registration().changed(read)), asked.http_port, asked.host_name, asked.key)
    threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
    print(f"ready http={web.server_address[1]}", flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    web.shutdown()
    web.server_close()


if __name__ == "__main__":
    main()
