"""It is time to ask whether somebody comes, or to ask a last time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from booking.events import PresenceAsked
from booking.queries.agent_rdvs import zone_of
from booking.queries.presence import presence_times
from booking.queries.reminders import expected
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def ask_presence(participation_ids: Collection[UUID], *, last: bool, now: datetime) -> None:
    """Nothing for who has answered, nor for an rdv that moved, was cancelled, or has a motif that asks no more."""
    for person in expected(participation_ids, now=now):
        times = presence_times(person.rdv.motif, person.rdv.starts_at, zone_of(person.rdv))
        if person.confirmed_at or times is None or (times.last if last else times.ask) > now:
            continue
        publish(
            PresenceAsked(
                rdv_id=person.rdv_id,
                participation_id=person.pk,
                starts_at=person.rdv.starts_at,
                last=last,
            )
        )
