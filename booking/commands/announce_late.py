"""« Je serai en retard »: said by the person, by SMS or by e-mail."""

from datetime import datetime, timedelta

from booking.events import LateAnnounced
from booking.models import Participation
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.outbox.events import publish

# Earlier than this, nobody knows yet that they will be late.
SAID_WITHIN = timedelta(hours=24)


class LateRefused(Refusal):
    code = "retard-sans-objet"
    sentence = "Ce rendez-vous n’est pas attendu aujourd’hui : un retard ne peut pas être noté."


@unit_of_work
def announce_late(participation: Participation, *, minutes: int, by: Actor, now: datetime) -> Participation:
    """`minutes` is 0 when not said. Said twice, it is said once; another delay replaces it. Raises LateRefused."""
    locked = Participation.objects.select_for_update(no_key=True, of=("self",))
    fresh = locked.select_related("rdv").get(pk=participation.pk)
    expected = fresh.status == RdvStatus.SCHEDULED and not fresh.rdv.is_cancelled
    if not expected or not fresh.rdv.starts_at - SAID_WITHIN <= now < fresh.rdv.ends_at:
        raise LateRefused
    if fresh.late_min == minutes:
        return fresh
    fresh.late_min = minutes
    fresh.save(update_fields=["late_min"])
    publish(LateAnnounced(rdv_id=fresh.rdv_id, participation_id=fresh.pk, minutes=minutes, by=by.kind))
    return fresh
