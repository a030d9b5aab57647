"""Note what came of an rdv: honoured, absent, or back to "to be filled in"."""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from booking.events import PresenceRecorded
from booking.models import Rdv
from booking.policies import may_record_presence
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.outbox.events import publish


class PresenceRefused(Refusal):
    code = "issue-impossible"
    sentence = _(
        "Cette issue ne peut pas être notée. "
        "« Absent » n’est possible qu’une fois l’heure du rendez-vous passée."
    )


OUTCOMES = frozenset({RdvStatus.SCHEDULED, RdvStatus.HONOURED, RdvStatus.NO_SHOW})


@unit_of_work
def record_presence(rdv: Rdv, status: RdvStatus, *, by: Actor, now: datetime) -> Rdv:
    """Set the outcome of an individual rdv and of its participation. Raises PresenceRefused."""
    rdv = Rdv.objects.select_for_update(no_key=True).get(pk=rdv.pk)
    if status not in OUTCOMES or not may_record_presence(by, rdv, status, now):
        raise PresenceRefused
    if rdv.status == status:
        return rdv
    rdv.status = status
    rdv.save(update_fields=["status"])
    rdv.participations.update(status=status)
    came = status == RdvStatus.HONOURED
    publish(PresenceRecorded(rdv_id=rdv.pk, by=by.kind, came=came, by_agent=by.agent_id))
    return rdv
