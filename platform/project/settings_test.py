"""The few differences that tests need."""

import os

from project.settings import *  # noqa: F403
from project.settings import CACHES, DATABASES, ENV
from project.settings import STORAGES as _STORAGES

SECURE_SSL_REDIRECT = False
STORAGES = {
    **_STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# Its own tests turn it on: the others count nobody.
FLOOD_PER_MINUTE = 0

# The same small pool as in production; a machine under load may wait longer for its turn.
DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 30

# Each parallel worker has its own Valkey database, as it has its own PostgreSQL one.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_LOCATION = f"{ENV.redis_url.rsplit('/', 1)[0]}/{_WORKER + 1}"
CACHES = {name: {**cache, "LOCATION": _LOCATION} for name, cache in CACHES.items()}
