"""Note who came to a session: each participant has an outcome of their own."""

from datetime import datetime

from booking.commands.record_presence import OUTCOMES, PresenceRefused
from booking.events import PresenceRecorded
from booking.models import Participation, Rdv
from booking.policies import may_record_attendance
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def record_attendance(
    participation: Participation, status: RdvStatus, *, by: Actor, now: datetime
) -> Participation:
    """Came, absent, or back to "to be filled in". Raises PresenceRefused."""
    session = Rdv.objects.select_for_update(no_key=True).get(pk=participation.rdv_id)
    fresh = session.participations.select_related("usager").get(pk=participation.pk)
    fresh.rdv = session
    if status not in OUTCOMES or not session.is_session:
        raise PresenceRefused
    if not may_record_attendance(by, fresh, status, now):
        raise PresenceRefused
    if fresh.status != status:
        fresh.status = status
        fresh.save(update_fields=["status"])
        publish(
            PresenceRecorded(
                rdv_id=session.pk,
                by=by.kind,
                came=status == RdvStatus.HONOURED,
                participation_id=fresh.pk,
                by_agent=by.agent_id,
            )
        )
    return fresh
