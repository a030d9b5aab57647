"""How often one network address may hold and confirm: more than any household or counter, less than a robot.

Counted apart for each administration, by the keyed hash that holds use: no address is kept.
"""

from typing import Any

from django.core.cache import caches
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from booking.citizens.visitor import address_hash, client_address


class ByAddress(SimpleRateThrottle):
    cache = caches["shared"]

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.method != "POST":
            return None
        return f"throttle:{self.scope}:{address_hash(client_address(request))}"

    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            # A cache that is down must not close the office: the ceiling on holds remains.
            return True


class HoldsByAddress(ByAddress):
    scope = "hold"
    rate = "120/hour"


class BookingsByAddress(ByAddress):
    scope = "book"
    rate = "40/hour"
