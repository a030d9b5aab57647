"""A program that is told of rdvs: `python -m tests.counterparts.webhook_consumer --http-port 0 --key secret`."""

from tests.counterparts.serving import options, serve
from tests.counterparts.webhook_consumer.store import Store
from tests.counterparts.webhook_consumer.web import Server


def main() -> None:
    asked = options("webhook_consumer", "Programme prévenu par webhook.").parse_args()
    store = Store()
    serve(Server(store, asked.http_port, asked.key), release=store.released.set)


if __name__ == "__main__":
    main()
