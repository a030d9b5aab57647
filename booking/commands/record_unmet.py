"""Keep the proof that nothing was free: dated, verifiable, about nobody."""

import secrets
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop as _

from booking.availability.wall_clock import local_day
from booking.models import Lieu, Motif, UnmetDemand
from booking.queries.creneaux import delays_of, next_by_lieu
from booking.queries.motifs import lieux_of
from booking.vocabulary import Modalite
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.refs import ALPHABET

# Read aloud: one case, two groups.
CAPITALS = "".join(each for each in ALPHABET if not each.islower())
GROUP = 4


class TimesAreFree(Refusal):
    code = "creneaux-libres"
    sentence = _("Des créneaux viennent de se libérer : vous pouvez réserver.")


@unit_of_work
def record_unmet(motif: Motif, *, lieu: Lieu | None, demand_id: UUID, now: datetime) -> UnmetDemand:
    """`demand_id` is that of the form: sent twice, one demand. `lieu`: when only that one was looked at.

    Raises TimesAreFree.
    """
    known = UnmetDemand.objects.filter(pk=demand_id).first()
    if known:
        return known
    if next_by_lieu(motif, now=now, lieu_ids=_among(motif, lieu)):
        raise TimesAreFree
    zone, window = ZoneInfo(motif.organisation.time_zone), delays_of(motif).window(now)
    demand, _ = UnmetDemand.objects.get_or_create(
        pk=demand_id,
        defaults={
            "reference": new_reference(),
            "motif": motif,
            "lieu": lieu,
            "at": now,
            "first_day": local_day(now, zone),
            "last_day": local_day(window.last, zone),
        },
    )
    return demand


def new_reference() -> str:
    """About 40 bits: a key to nothing secret."""
    return "-".join("".join(secrets.choice(CAPITALS) for _ in range(GROUP)) for _ in range(2))


def _among(motif: Motif, lieu: Lieu | None) -> list[int] | None:
    """The lieux where a citizen could be received; None when it is in none."""
    if lieu:
        return [lieu.pk]
    return [each.pk for each in lieux_of(motif)] if motif.modalite == Modalite.ON_SITE else None
