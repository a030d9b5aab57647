"""The reminders of an rdv: from the due row to the message, by way of the relay, which tries again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from booking.commands.announce_reminders import announce_reminders
from booking.commands.gather_household import Together, gather_household, tell_with
from booking.commands.plan_messages import REMINDER, put_off, read_ref, ref_of
from booking.events import ReminderDue
from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.reminder_times import Step, may_write
from booking.queries.reminders import expected, not_cancelled, reminder_key, same_day, step_of
from booking.queries.usager_contacts import reader_of
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope


def announce(refs: Sequence[str], now: datetime) -> None:
    """Due."""
    announce_reminders(refs)


def note_missed(refs: Sequence[str], now: datetime) -> None:
    """Nobody could take them in time: the rdv keeps a trace of it."""
    steps = [read_ref(ref) for ref in refs]
    people = {each.pk: each for each in not_cancelled({pk for pk, _ in steps})}
    for participation_id, before_s in steps:
        person = people.get(participation_id)
        step = step_of(person, int(before_s)) if person else None
        if person and step and _is_due(person, step, now):
            to_each(step.channels, partial(_send, person, step, now=now, drop_after=now))


def remind(event: ReminderDue, envelope: Envelope) -> None:
    """Of the rdv as it is now: nothing when it was cancelled, was put back, or has begun."""
    now = clock.now()
    person = next(iter(expected([event.participation_id], now=now)), None)
    step = step_of(person, event.before_s) if person else None
    if person is None or step is None or not _is_due(person, step, now):
        return
    if may_write(now, zone_of(person.rdv)):
        to_each(step.channels, partial(_leave, person, step, now))
    else:
        put_off(REMINDER, ref_of(person.pk, step.seconds), person.rdv, now=now)


def _is_due(person: Participation, step: Step, now: datetime) -> bool:
    return step.moment(person.rdv.starts_at, zone_of(person.rdv)) <= now


def _leave(person: Participation, step: Step, now: datetime, channel: Channel) -> None:
    household = _household(person, step, now) if channel == Channel.SMS else []
    if len(household) > 1:
        _leave_together(person, household, step, now)
    else:
        _send(person, step, channel, now=now)


def _household(person: Participation, step: Step, now: datetime) -> Sequence[Participation]:
    """Empty for who receives no SMS."""
    reader = reader_of(person.usager)
    if not (reader.phone and reader.accepts_sms):
        return []
    return [each for each in same_day(person, now=now) if _has(each, step)]


def _has(person: Participation, step: Step) -> bool:
    own = step_of(person, step.seconds) if person.rdv.motif.is_notified else None
    return own is not None and Channel.SMS in own.channels


def _leave_together(
    person: Participation, household: Sequence[Participation], step: Step, now: datetime
) -> None:
    keys = {each.pk: reminder_key(each, step, Channel.SMS) for each in household}
    together: Together | None = gather_household(person, household, keys=keys, now=now)
    if together:
        receipt = _send(together.lead, step, Channel.SMS, now=now, others=together.others)
        tell_with(receipt, together.others, keys=keys)


def _send(
    person: Participation,
    step: Step,
    channel: Channel,
    *,
    now: datetime,
    others: Sequence[Participation] = (),
    drop_after: datetime | None = None,
) -> Receipt:
    return send(
        kind=MessageKind.REMINDER,
        channel=channel,
        key=reminder_key(person, step, channel),
        now=now,
        participation=person,
        drop_after=drop_after,
        extra={"also": others},
    )
