"""The reminders of a motif changed: those of the rdvs already taken follow."""

from datetime import datetime, timedelta

from booking.commands.confirm_presence import confirm_presence
from booking.commands.replan_motif import BATCH, REPLAN, replan_batch
from booking.commands.usagers import Identity
from booking.models import Motif, Participation, Rdv
from booking.reactions.replan import replan
from booking.vocabulary import CreatedBy
from foundation.actors import VISITOR, Actor
from foundation.due.models import DueRow
from tests.booking.commands.conftest import NOW, Office
from tests.booking.commands.planned import THEN, TO_CONFIRM, booked, planned, reminders
from tests.booking.commands.test_save_motif import chief, save

__all__ = ["chief"]

DAY = timedelta(days=1)
BEFORE = {"before_s": 86_400, "channels": ["sms"]}


def catch_up(now: datetime = NOW) -> int:
    """What the worker does of the due rows of this kind, until none is left. How many it took."""
    taken = 0
    while row := DueRow.objects.filter(kind=REPLAN).first():
        ref = row.ref
        DueRow.objects.filter(pk=row.pk).delete()
        replan([ref], now)
        taken += 1
    return taken


def test_reminders_already_planned_follow_the_motif(office: Office, chief: Actor) -> None:
    booked(office)
    save(office, chief, reminders=[BEFORE])
    assert DueRow.objects.get(kind=REPLAN).ref == f"{office.motif.pk}:"
    assert catch_up() == 1
    assert (str(86_400), THEN - DAY) in reminders()
    save(office, chief, reminders=None)
    catch_up()
    assert (str(2 * 86_400), THEN - 2 * DAY) in reminders()


def test_presence_is_asked_of_who_booked_before_it_was_set(office: Office, chief: Actor) -> None:
    came = booked(office)
    booked(
        office, THEN + timedelta(hours=1), Identity(first_name="Léo", last_name="Ba", phone="+33612345670")
    )
    confirm_presence(came, by=VISITOR, now=NOW)
    save(office, chief, presence=TO_CONFIRM)
    catch_up()
    assert {row[0] for row in planned("booking.presence")} == {"ask", "last", "free"}
    assert not DueRow.objects.filter(kind="booking.presence", ref__startswith=str(came.pk)).exists()
    save(office, chief, presence={})
    catch_up()
    assert planned("booking.presence") == []


def test_what_was_asked_already_goes_on_to_its_end(office: Office, chief: Actor) -> None:
    Motif.objects.update(presence=TO_CONFIRM)
    office.motif.refresh_from_db()
    booked(office)
    before = planned("booking.presence")
    asked = THEN - 3 * DAY
    save(office, chief, now=asked, reminders=[BEFORE])
    catch_up(asked)
    assert planned("booking.presence") == before


def test_nothing_is_planned_again_when_nothing_about_messages_changes(office: Office, chief: Actor) -> None:
    booked(office)
    save(office, chief, colour=2, name="Autre nom")
    save(office, chief, reminders=None)
    assert not DueRow.objects.filter(kind=REPLAN).exists()


def test_a_cancelled_or_past_rdv_is_left_alone(office: Office, chief: Actor) -> None:
    booked(office)
    save(office, chief, reminders=[BEFORE])
    Rdv.objects.update(status="cancelled_by_service")
    before = reminders()
    catch_up()
    assert reminders() == before
    Rdv.objects.update(status="scheduled")
    catch_up(THEN + DAY)
    assert reminders() == before


def test_many_rdvs_are_planned_batch_after_batch(office: Office, chief: Actor) -> None:
    one = booked(office)
    rows = [
        Rdv(
            organisation=office.motif.organisation,
            motif=office.motif,
            starts_at=THEN,
            ends_at=THEN + timedelta(minutes=30),
            created_by=CreatedBy.USAGER,
            created_at=NOW,
        )
        for _ in range(BATCH)
    ]
    Rdv.objects.bulk_create(rows)
    Participation.objects.bulk_create([Participation(rdv=rdv, usager=one.usager) for rdv in rows])
    save(office, chief, reminders=[BEFORE])
    assert catch_up() == 2
    assert reminders().count((str(86_400), THEN - DAY)) == BATCH + 1
    replan_batch(f"{office.motif.pk}:", now=NOW)
    assert reminders().count((str(86_400), THEN - DAY)) == BATCH + 1
