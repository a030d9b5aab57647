"""An SMS carrier on the loopback: `python -m tests.counterparts.sms_gateway --http-port 0 --key secret`."""

from tests.counterparts.serving import options, serve
from tests.counterparts.sms_gateway.callbacks import Caller
from tests.counterparts.sms_gateway.store import Store
from tests.counterparts.sms_gateway.web import Server


def main() -> None:
    parser = options("sms_gateway", "Opérateur SMS de démonstration.")
    parser.add_argument("--forward", default="", help="adresse où montrer les SMS envoyés")
    parser.add_argument("--callback", default="", help="adresse où rendre compte ; {dialect} est remplacé")
    asked = parser.parse_args()
    store = Store()
    store.settings |= {"forward": asked.forward, "callback": asked.callback}
    caller = Caller(store)
    caller.start()
    server = Server(store, caller, asked.http_port, asked.key)
    serve(server, release=server.stopping.set)


if __name__ == "__main__":
    main()
