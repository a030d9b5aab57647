"""What is due becomes events: the relay then sends, tries again, and keeps the order."""

from collections.abc import Sequence
from datetime import datetime

from booking.commands.plan_messages import read_ref
from booking.events import ReminderDue
from booking.queries.agent_rdvs import zone_of
from booking.queries.reminders import expected, step_of
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def announce_reminders(refs: Sequence[str], *, now: datetime) -> None:
    """Nothing for an rdv that was cancelled or has begun, nor for one that moved: its new row stands."""
    steps = [read_ref(ref) for ref in refs]
    people = {each.pk: each for each in expected({pk for pk, _ in steps}, now=now)}
    for participation_id, before_s in steps:
        person = people.get(participation_id)
        step = step_of(person, int(before_s)) if person else None
        if person is None or step is None or step.moment(person.rdv.starts_at, zone_of(person.rdv)) > now:
            continue
        publish(
            ReminderDue(
                rdv_id=person.rdv_id,
                participation_id=person.pk,
                starts_at=person.rdv.starts_at,
                before_s=step.seconds,
            )
        )
