"""Django's cache in Redis or Valkey, with one client kept: the stock one builds a client for each call, which takes
longer than the call itself on a server near by. A client is safe between threads: its connections are the pool's.
"""

from functools import cached_property
from typing import Any

from django.core.cache.backends import redis


class _Client(redis.RedisCacheClient):
    """Of one server, to read and to write: we give one address."""

    @cached_property
    def _kept(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        return self._kept


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
