"""Two identity providers on the loopback: `python -m tests.counterparts.identity --config FILE.json`."""

import json
from pathlib import Path

from tests.counterparts.identity.registration import Registration
from tests.counterparts.identity.store import Store
from tests.counterparts.identity.web import Server
from tests.counterparts.serving import options, serve


def main() -> None:
    parser = options("identity", "Serveur d’identités de démonstration.")
    parser.add_argument("--host-name", default="127.0.0.1", help="nom d’hôte des émetteurs")
    parser.add_argument("--config", type=Path, help="services et personnes, en JSON")
    asked = parser.parse_args()
    read = json.loads(asked.config.read_text()) if asked.config else {}
    serve(Server(Store(Registration().changed(read)), asked.http_port, asked.host_name, asked.key))


if __name__ == "__main__":
    main()
