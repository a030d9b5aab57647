"""Whoever is signed in stays so while the cache is down."""

from typing import Any

import pytest
from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.web.session_store import SessionStore
from tenants.models import Tenant


def down(*_: Any, **__: Any) -> None:
    raise RedisError("down")


@pytest.mark.parametrize("known", [True, False])
def test_a_session_is_read_without_the_cache(
    arras: Tenant, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = SessionStore()
    written["name"] = "Zoé"
    written.save()
    key = written.session_key if known else "a" * 32
    for gesture in ("get", "set"):
        monkeypatch.setattr(type(caches["default"]), gesture, down)
    assert SessionStore(key).get("name") == ("Zoé" if known else None)
