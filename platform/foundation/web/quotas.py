from typing import Any, ClassVar

from django.core.cache import caches
from django.db import connection
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from foundation.sealing import keyed_hash
from foundation.web.visitors import client_address, household


class Quota(SimpleRateThrottle):
    """A ceiling kept in the shared cache. A cache that is down shuts nobody out: ceilings are not locks."""

    cache = caches["shared"]

    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            return True


class ByAddress(Quota):
    """So often for one network address, counted apart on each administration. No address is kept, only a keyed hash."""

    methods: ClassVar = frozenset({"POST"})

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.method not in self.methods:
            return None
        where = connection.schema_name  # type: ignore[attr-defined]
        address = keyed_hash("quota.address", household(client_address(request)))
        return f"throttle:{self.scope}:{where}:{address}"
