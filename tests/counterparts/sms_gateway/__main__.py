"""An SMS carrier on the loopback: `python -m tests.counterparts.sms_gateway --http-port 0 --key secret`."""

import argparse
import os
import signal
import threading

from tests.counterparts.sms_gateway.callbacks import Caller
from tests.counterparts.sms_gateway.store import Store
from tests.counterparts.sms_gateway.web import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="sms_gateway", description="Opérateur SMS de démonstration.")
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--key", required=True, help="clé du pilotage")
    parser.add_argument("--forward", default="", help="adresse où montrer les SMS envoyés")
    parser.add_argument("--callback", default="", help="adresse où rendre compte ; {dialect} est remplacé")
    asked = parser.parse_args()
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    store = Store()
    store.settings |= {"forward": asked.forward, "callback": asked.callback}
    caller = Caller(store)
    caller.start()
    server = Server(store, caller, asked.http_port, asked.key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready http={server.server_address[1]}", flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    server.stopping.set()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
