"""Give back the time of who did not say, after a last notice, that they would come."""

from datetime import datetime
from uuid import UUID

from booking.commands.again import begin_again
from booking.commands.cancel_rdv import cancel_locked, lock_rdv
from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.presence import (
    LAST_NOTICE,
    NOTICE,
    RELEASED_AT_LEAST,
    gives_back,
    presence_key,
    presence_times,
)
from booking.vocabulary import RdvStatus, ReceiptState
from foundation.actors import SYSTEM
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work

ARRIVED = (ReceiptState.SENT, ReceiptState.DELIVERED)


@begin_again
@unit_of_work
def release_unconfirmed(participation_id: UUID, *, now: datetime) -> bool:
    """False when the rdv stays: somebody will be called (queries.presence.to_call), or has answered."""
    found = Participation.objects.select_related("rdv").filter(pk=participation_id).first()
    if found is None or found.rdv.is_session:
        return False
    lock_rdv(found.rdv)
    person = Participation.objects.select_related("rdv__motif", "rdv__organisation").get(pk=found.pk)
    if not _may_go(person, now):
        return False
    cancel_locked(person.rdv, RdvStatus.CANCELLED_BY_SERVICE, SYSTEM, now, unconfirmed=True)
    return True


def _may_go(person: Participation, now: datetime) -> bool:
    """Of several people on one rdv, one who comes is enough to keep it."""
    rdv = person.rdv
    times = presence_times(rdv.motif, rdv.starts_at, zone_of(rdv))
    if times is None or not times.deadline <= now <= rdv.starts_at - RELEASED_AT_LEAST:
        return False
    # Locked: who says « Je viens » at this very moment is heard, or told that it is too late.
    people = list(
        rdv.participations.select_for_update(no_key=True).filter(status=RdvStatus.SCHEDULED).order_by("pk")
    )
    silent = rdv.status == RdvStatus.SCHEDULED and all(each.confirmed_at is None for each in people)
    return bool(people) and silent and gives_back(rdv, times) and all(_was_told(each, now) for each in people)


def _was_told(person: Participation, now: datetime) -> bool:
    """On one channel at least, and long enough ago."""
    keys = [presence_key(person, LAST_NOTICE, channel) for channel in Channel]
    told = Receipt.objects.filter(key__in=keys, state__in=ARRIVED, sent_at__lte=now - NOTICE)
    return told.exists()
