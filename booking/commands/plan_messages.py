"""What will leave about an rdv, as due rows: planned, moved and forgotten in the transaction of the rdv itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import local_day
from booking.models import Participation, Rdv
from booking.queries.presence import (
    ASK,
    GIVE_BACK,
    LAST_NOTICE,
    RELEASED_AT_LEAST,
    PresenceTimes,
    gives_back,
    presence_times,
)
from booking.queries.reminder_times import Reminder, next_morning, reminders_of, steps_of
from booking.vocabulary import RdvStatus
from foundation.database.unit import unit_of_work
from foundation.due.rows import Ref, cancel, plan, plan_all

# Ref: "<participation id>:<seconds before the start>". In a session, each came at a time of their own.
REMINDER = "booking.reminder"
# Ref: "<participation id>:<stage>".
PRESENCE = "booking.presence"

# Ref to the instant, and from when on it is too late.
type Rows = Mapping[str, tuple[datetime, datetime]]


def plan_reminders(rdv: Rdv, now: datetime, people: Sequence[Participation] | None = None) -> None:
    """Who has just booked, or learns of a new time. One statement, and one more where presence is to be confirmed.

    `people`: everybody expected, unless said.
    """
    people = _expected(rdv) if people is None else people
    plan_rows(REMINDER, reminder_rows(rdv, people, now=now, booked_at=now))
    if rdv.motif.presence:
        plan_rows(PRESENCE, presence_rows(rdv, people, now=now))


def forget_reminders(rdv: Rdv, people: Sequence[Participation] | None = None) -> None:
    """Before planning again, or when nobody is to come any more. Said of a motif whose reminders changed, it may
    leave a row behind, which then finds nothing to do.
    """
    ids = [each.pk for each in people] if people else list(rdv.participations.values_list("pk", flat=True))
    steps = steps_of(rdv.motif.reminders)
    if steps and ids:
        cancel(REMINDER, *(ref_of(pk, step.seconds) for pk in ids for step in steps))
    if rdv.motif.presence and ids:
        forget_presence(*ids)


def forget_presence(*participation_ids: UUID) -> None:
    stages = (ASK, LAST_NOTICE, GIVE_BACK)
    cancel(PRESENCE, *(ref_of(pk, stage) for pk in participation_ids for stage in stages))


@unit_of_work
def put_off(kind: str, ref: str, rdv: Rdv, *, now: datetime) -> None:
    """The night came before the message left: to the next morning, unless the rdv has begun by then."""
    plan(kind, ref, next_morning(now, _zone(rdv)), drop_after=rdv.starts_at)


def reminder_rows(rdv: Rdv, people: Sequence[Participation], *, now: datetime, booked_at: datetime) -> Rows:
    found = reminders_ahead(rdv, now=now, booked_at=booked_at)
    return {
        ref_of(person.pk, reminder.step.seconds): (reminder.at, reminder.until)
        for person in people
        for reminder in found
    }


def presence_rows(rdv: Rdv, people: Sequence[Participation], *, now: datetime) -> Rows:
    """Nothing for who books once the question would have been asked: they have just said that they come. Nobody is
    asked, nor loses their time for not answering, where nothing is written.
    """
    if not rdv.motif.is_notified:
        return {}
    times = presence_times(rdv.motif, rdv.starts_at, _zone(rdv))
    if times is None or times.ask <= now:
        return {}
    stages = _stages(rdv, times)
    return {ref_of(person.pk, stage): dates for person in people for stage, dates in stages.items()}


def plan_rows(kind: str, rows: Rows) -> None:
    if rows:
        dates: dict[Ref, datetime] = {ref: at for ref, (at, _) in rows.items()}
        limits: dict[Ref, datetime] = {ref: until for ref, (_, until) in rows.items()}
        plan_all(kind, dates, drop_after=limits)


def ref_of(participation_id: UUID, what: int | str) -> str:
    return f"{participation_id}:{what}"


def read_ref(ref: str) -> tuple[UUID, str]:
    participation_id, _, what = ref.partition(":")
    return UUID(participation_id), what


def reminders_ahead(rdv: Rdv, *, now: datetime, booked_at: datetime) -> Sequence[Reminder]:
    """Apart from one on the very day when the person is asked whether they come: that message says as much."""
    if not rdv.motif.is_notified:
        return []
    zone = _zone(rdv)
    found = reminders_of(
        steps_of(rdv.motif.reminders), starts_at=rdv.starts_at, zone=zone, booked_at=booked_at, now=now
    )
    times = presence_times(rdv.motif, rdv.starts_at, zone)
    if times is None or times.ask <= now:
        return found
    asked = local_day(times.ask, zone)
    return [each for each in found if local_day(each.at, zone) != asked]


def _stages(rdv: Rdv, times: PresenceTimes) -> Rows:
    stages = {ASK: (times.ask, times.deadline)}
    if gives_back(rdv, times):
        stages[LAST_NOTICE] = (times.last, times.deadline)
        stages[GIVE_BACK] = (times.deadline, rdv.starts_at - RELEASED_AT_LEAST)
    return stages


def _expected(rdv: Rdv) -> Sequence[Participation]:
    return list(rdv.participations.filter(status=RdvStatus.SCHEDULED))


def _zone(rdv: Rdv) -> ZoneInfo:
    return ZoneInfo(rdv.motif.organisation.time_zone)
