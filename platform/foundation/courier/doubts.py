"""Who was asked a message and did not answer: for a day, nobody else is asked that message.

Sent twice is worse than a minute late, and late is better than never. So after an answer lost on the way, the
same carrier is asked again under the same reference, and never the second one.
"""

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.sealing import keyed_hash

DAY_SECONDS = 86_400


def in_doubt(reference: str) -> str:
    """The breaker's name of the account that may have sent it, or nothing."""
    try:
        return str(caches["shared"].get(_key(reference), ""))
    except RedisError:
        return ""


def remember(reference: str, account_name: str) -> None:
    try:
        caches["shared"].set(_key(reference), account_name, DAY_SECONDS)
    except RedisError:
        return


def settle(reference: str) -> None:
    try:
        caches["shared"].delete(_key(reference))
    except RedisError:
        return


def _key(reference: str) -> str:
    return f"courier:doubt:{keyed_hash('courier.doubt', reference)[:32]}"
