"""A mailbox and an SMS gateway on the loopback: `python -m tests.counterparts.mailbox --smtp-port 0`."""

import argparse
import os
import signal
import threading

from tests.counterparts.mailbox.smtp import listen
from tests.counterparts.mailbox.store import Store
from tests.counterparts.mailbox.web import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="mailbox", description="Boîte aux lettres de démonstration.")
    parser.add_argument("--smtp-port", type=int, default=0, help="0 : un port libre")
    parser.add_argument("--http-port", type=int, default=0, help="0 : un port libre")
    asked = parser.parse_args()
    parent = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    store = Store()
    smtp = listen(store, asked.smtp_port)
    web = Server(store, asked.http_port)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    print(f"ready smtp={smtp.port} http={web.server_address[1]}", flush=True)
    # Whoever started us may be killed without a word: an orphan has another parent.
    while not stop.wait(0.5) and os.getppid() == parent:
        pass
    web.shutdown()
    web.server_close()
    smtp.stop()


if __name__ == "__main__":
    main()
