"""Streets that a national address base knows, asked server to server: the visitor's browser calls nobody.

Optional (`settings.ADDRESSES_URL`). Whatever goes wrong there, the page does without.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import httpx
from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from booking.queries.sector_streets import LONGEST, street_key
from foundation.bounded import get_json

TIMEOUT_S = 2.0
AT_MOST = 5
KEPT_FOR_S = 86_400
STREETS = frozenset({"housenumber", "street"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`name` as one writes it, with its number when it was given; `street_code` of the street itself."""

    id: str
    name: str
    street_code: str


def suggestions(typed: str, commune_code: str) -> Sequence[Suggestion]:
    """The likeliest first; empty when there is no such server, or it does not answer."""
    if not settings.ADDRESSES_URL or not 3 <= len(typed) <= LONGEST or not street_key(typed):
        return []
    asked = f"{commune_code} {' '.join(typed.casefold().split())}"
    # The shared cache: the same for every administration. No address in its keys.
    key = f"addresses:{hashlib.sha256(asked.encode()).hexdigest()}"
    try:
        known = caches["shared"].get(key)
        if known is None:
            found = _asked(typed, commune_code)
            if found is None:
                return []
            caches["shared"].set(key, json.dumps([asdict(each) for each in found]), KEPT_FOR_S)
            return found
    except RedisError:
        return []
    return [Suggestion(**each) for each in json.loads(known)]


def _asked(typed: str, commune_code: str) -> list[Suggestion] | None:
    query: dict[str, str | int] = {"q": typed, "citycode": commune_code, "limit": AT_MOST}
    url = f"{settings.ADDRESSES_URL.rstrip('/')}/search/"
    try:
        features = get_json(url, seconds=TIMEOUT_S, params=query)["features"]
        return [each for each in map(_read, features[:AT_MOST]) if each]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(feature: Mapping[str, Any]) -> Suggestion | None:
    """Streets and numbers only: « 62041_0250_00012 » is a number of the street « 62041_0250 »."""
    said = feature["properties"]
    place, name = str(said["id"]), str(said["name"])
    if said["type"] not in STREETS or not street_key(name) or len(place) > 60:
        return None
    return Suggestion(place, name, "_".join(place.split("_")[:2])[:30])
