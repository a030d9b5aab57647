"""A mailbox and an SMS gateway on the loopback: `python -m tests.counterparts.mailbox --smtp-port 0`."""

from tests.counterparts.mailbox.smtp import listen
from tests.counterparts.mailbox.store import Store
from tests.counterparts.mailbox.web import Server
from tests.counterparts.serving import options, serve


def main() -> None:
    parser = options("mailbox", "Boîte aux lettres de démonstration.")
    parser.add_argument("--smtp-port", type=int, default=0, help="0 : un port libre")
    asked = parser.parse_args()
    store = Store()
    smtp = listen(store, asked.smtp_port)
    serve(Server(store, asked.http_port), smtp=smtp.port)
    smtp.stop()


if __name__ == "__main__":
    main()
