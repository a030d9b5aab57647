"""The national hub of identity papers: `python -m tests.counterparts.hub --key secret --token secret`."""

from tests.counterparts.hub.store import Store
from tests.counterparts.hub.web import Server
from tests.counterparts.serving import options, serve


def main() -> None:
    parser = options("hub", "Répartiteur national des titres d’identité.")
    parser.add_argument("--token", required=True, help="jeton de l’éditeur")
    asked = parser.parse_args()
    store = Store()
    serve(Server(store, asked.http_port, asked.key, asked.token), release=store.released.set)


if __name__ == "__main__":
    main()
