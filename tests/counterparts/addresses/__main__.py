"""A server of addresses that speaks as the national one: `python -m tests.counterparts.addresses --key secret`."""

from tests.counterparts.addresses.web import Server
from tests.counterparts.serving import options, serve


def main() -> None:
    asked = options("addresses", "Serveur d’adresses.").parse_args()
    server = Server(asked.http_port, asked.key)
    serve(server, release=lambda: server.released.set())


if __name__ == "__main__":
    main()
