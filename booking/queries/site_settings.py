"""What this administration says of its public site, and what the law lets it say of its accessibility."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.cache import caches
from redis.exceptions import RedisError

from booking.models import SiteSettings
from foundation import languages

# A statement is to be made again after so long (decree 2019-768).
AUDIT_LASTS_YEARS = 3
PARTIAL_FROM, FULL = 50, 100


# In the cache of the administration: every page says them.
SHOWN, SHOWN_FOR_S = "site.shown", 300


class Conformity(StrEnum):
    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


def site_settings() -> SiteSettings:
    """Empty, unsaved, for an administration that has said nothing yet."""
    return SiteSettings.objects.filter(id=1).first() or SiteSettings(id=1)


def conformity_of(accessibility: dict[str, Any], *, today: date) -> Conformity:
    """Without an audit that still counts, the law knows one answer only: not conforming."""
    audited_on, rate = accessibility.get("audited_on"), accessibility.get("rate")
    if not audited_on or rate is None or _is_old(date.fromisoformat(audited_on), today):
        return Conformity.NONE
    if rate >= FULL:
        return Conformity.FULL
    return Conformity.PARTIAL if rate >= PARTIAL_FROM else Conformity.NONE


def conformity_shown(*, today: date) -> Conformity:
    """As `conformity_of`, read at most once in five minutes."""
    return conformity_of(_shown()["accessibility"], today=today)


def languages_shown() -> dict[str, str]:
    """As `languages_offered`, read at most once in five minutes."""
    return _offered(_shown()["languages"])


def _shown() -> dict[str, Any]:
    with suppress(RedisError):
        if known := caches["default"].get(SHOWN):
            return dict(known)
    site = site_settings()
    shown = {"accessibility": site.accessibility, "languages": site.languages}
    with suppress(RedisError):
        caches["default"].set(SHOWN, shown, SHOWN_FOR_S)
    return shown


def forget_shown() -> None:
    """After a change, so that it is seen at once."""
    with suppress(RedisError):
        caches["default"].delete(SHOWN)


def _is_old(audited_on: date, today: date) -> bool:
    return (today.year - audited_on.year, today.month, today.day) > (
        AUDIT_LASTS_YEARS,
        audited_on.month,
        audited_on.day,
    )


def languages_offered() -> dict[str, str]:
    """Those the product speaks and this administration keeps, by code; French always."""
    return _offered(site_settings().languages)


def _offered(kept: Sequence[str]) -> dict[str, str]:
    return {
        code: name
        for code, name in languages.offered().items()
        if not kept or code in {*kept, languages.SOURCE}
    }
