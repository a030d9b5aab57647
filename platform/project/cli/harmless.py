"""An environment for tools that only import the settings: nothing answers at its addresses."""

import os

ADDRESSES = {
    "DATABASE_URL": "postgresql://personne@127.0.0.1:1/aucune",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "aucun-secret-cet-environnement-ne-sert-qu-a-lire-les-reglages",
    "RDV_HTTPS": "0",
}


def harmless_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "RDV_DEMO"}
    return {**kept, **ADDRESSES, "DJANGO_SETTINGS_MODULE": "project.settings"}
