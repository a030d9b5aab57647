"""What is planned about an rdv, in its own transaction."""

from datetime import datetime

import pytest
from django.db import transaction

from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.confirm_presence import confirm_presence
from booking.commands.import_rdvs import ImportedRdv, import_rdvs
from booking.commands.join_session import join
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_agent
from booking.commands.open_session import open_session
from booking.commands.usagers import Identity
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.due.models import DueRow
from tests.booking.commands.conftest import NOW, ZOE, Office
from tests.booking.commands.planned import DAY, DESK, HOUR, THEN, TO_CONFIRM, booked, planned, reminders
from tests.makers.office import make_lieu

LEO = Identity(first_name="Léo", last_name="Martin", phone="+33612345678")


def test_booking_plans_the_reminders_that_apply(office: Office) -> None:
    booked(office)
    assert reminders() == [(str(2 * 86_400), THEN - 2 * DAY)]
    assert DueRow.objects.get(kind="booking.reminder").drop_after == THEN


def test_booked_long_before_there_are_two_and_the_first_gives_way_to_the_second(office: Office) -> None:
    later = THEN + 14 * DAY
    booked(office, later)
    assert reminders() == [(str(7 * 86_400), later - 7 * DAY), (str(2 * 86_400), later - 2 * DAY)]
    first = DueRow.objects.order_by("due_at").filter(kind="booking.reminder")[0]
    assert first.drop_after == later - 2 * DAY


def test_a_booking_undone_plans_nothing(office: Office) -> None:
    with transaction.atomic():
        booked(office)
        transaction.set_rollback(True)
    assert reminders() == []


def test_moving_plans_again_and_leaves_nothing_behind(office: Office) -> None:
    rdv = booked(office, THEN + 14 * DAY).rdv
    move_by_agent(rdv, starts_at=THEN, lieu_id=office.lieu.pk, by=DESK, now=NOW)
    assert reminders() == [(str(2 * 86_400), THEN - 2 * DAY)]


def test_moved_to_tomorrow_it_is_reminded_at_short_notice(office: Office) -> None:
    rdv = booked(office).rdv
    tomorrow = NOW + DAY + 3 * HOUR
    move_by_agent(rdv, starts_at=tomorrow, lieu_id=office.lieu.pk, by=DESK, now=NOW)
    assert reminders() == [(str(3 * 3600), tomorrow - 3 * HOUR)]


def test_another_place_at_the_same_hour_changes_no_reminder(office: Office) -> None:
    participation = booked(office)
    confirm_presence(participation, by=VISITOR, now=NOW)
    before = reminders()
    move_by_agent(
        participation.rdv,
        starts_at=THEN,
        lieu_id=make_lieu(office.agenda.organisation).pk,
        agenda_ids=[office.agenda.pk],
        overlap=True,
        by=Actor(ActorKind.AGENT, id=office.agent.pk, name="Amina Benali"),
        now=THEN - 5 * DAY / 2,
    )
    participation.refresh_from_db()
    assert participation.confirmed_at == NOW
    assert reminders() == before


@pytest.mark.parametrize("cancel", ["usager", "service"])
def test_cancelling_forgets_everything(office: Office, cancel: str) -> None:
    office.motif.presence = TO_CONFIRM
    office.motif.save()
    participation = booked(office, THEN + 14 * DAY)
    if cancel == "usager":
        cancel_by_usager(participation, by=VISITOR, now=NOW)
    else:
        cancel_by_service(participation.rdv, by=DESK, now=NOW)
    assert reminders() == planned("booking.presence") == []


def test_in_a_session_each_is_reminded_by_when_they_came(office: Office) -> None:
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=THEN,
        agenda_ids=[office.agenda.pk],
        seats=5,
        by=DESK,
        now=NOW,
    )
    assert reminders() == []
    early = join(session, identity=ZOE, by=DESK, now=NOW)
    join(session, identity=LEO, by=DESK, now=THEN - DAY)
    # Seven o'clock there: at eight.
    assert reminders() == [(str(2 * 86_400), THEN - 2 * DAY), (str(3 * 3600), THEN - 2 * HOUR)]
    leave(early, by=DESK, now=NOW)
    assert [what for what, _ in reminders()] == [str(3 * 3600)]


def test_imported_rdvs_are_reminded_of_by_when_they_were_booked(office: Office) -> None:
    def rdv(starts_at: datetime, booked_at: datetime) -> ImportedRdv:
        return ImportedRdv(
            agent_email=office.agent.email,
            motif=office.motif.slug,
            lieu=office.lieu.slug,
            starts_at=starts_at,
            identity=ZOE,
            created_at=booked_at,
        )

    soon = NOW + 2 * DAY + 4 * HOUR
    assert import_rdvs([rdv(soon, NOW - 30 * DAY), rdv(NOW - 9 * DAY, NOW - 30 * DAY)], now=NOW) == 2
    assert reminders() == [(str(2 * 86_400), soon - 2 * DAY)]
