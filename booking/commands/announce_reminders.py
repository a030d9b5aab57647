"""What is due becomes events: the relay then sends, tries again, and keeps the order."""

from collections.abc import Sequence

from booking.commands.plan_messages import read_ref
from booking.events import ReminderDue
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish_together


@unit_of_work
def announce_reminders(refs: Sequence[str]) -> None:
    """Without reading the rdvs: who reacts reads them anyway, as they are by then."""
    steps = [read_ref(ref) for ref in refs]
    publish_together([ReminderDue(participation_id=pk, before_s=int(before_s)) for pk, before_s in steps])
