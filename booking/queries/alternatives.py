"""What to offer instead of a time that has just been taken."""

from datetime import datetime
from zoneinfo import ZoneInfo

from booking.models import Lieu, Motif
from booking.queries.creneaux import Creneau, delays_of, nearest
from booking.queries.motifs import lieux_of
from booking.queries.week import zone_of

AT_MOST = 3

type Alternative = tuple[Lieu | None, list[datetime]]


def alternatives(motif: Motif, *, around: datetime, lieu_slug: str, now: datetime) -> list[Alternative]:
    """The three nearest times of the same lieu, else of any: local starts by lieu.

    `around` may be any instant, past or absurd: it is brought back within the delays.
    """
    window = delays_of(motif).window(now)
    wanted = min(max(around, window.first), window.last)
    lieux = {lieu.pk: lieu for lieu in lieux_of(motif)}
    same = next((lieu.pk for lieu in lieux.values() if lieu.slug == lieu_slug), None)
    found = nearest(motif, around=wanted, now=now, lieu_id=same, count=AT_MOST)
    if not found and same is not None:
        found = nearest(motif, around=wanted, now=now, count=AT_MOST)
    open_only = [each for each in found if each.lieu_id is None or each.lieu_id in lieux]
    return _by_lieu(open_only, lieux, zone_of(motif))


def _by_lieu(found: list[Creneau], lieux: dict[int, Lieu], zone: ZoneInfo) -> list[Alternative]:
    by_lieu: dict[int | None, list[datetime]] = {}
    for creneau in found:
        by_lieu.setdefault(creneau.lieu_id, []).append(creneau.start.astimezone(zone))
    return [(lieux[lieu_id] if lieu_id else None, starts) for lieu_id, starts in by_lieu.items()]
