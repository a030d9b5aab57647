"""What a reviewer found: each of these once went wrong."""

from datetime import UTC, date, datetime, timedelta

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_agenda import change_agenda
from booking.commands.check_quota import QuotaReached
from booking.commands.close_days import close_days
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.open_session import open_session
from booking.commands.overlap import WouldOverlap
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Agenda, FreeTime, Hold, Occupation, PlageOuverture
from booking.queries.creneaux import creneaux
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.test_one_time_one_rdv import person
from tests.makers.office import make_agent, make_motif

WEEKDAYS = {"every": "week", "weekdays": [1, 2, 3, 4, 5]}


def test_every_time_shown_is_held_even_where_two_grids_differ(office: Office) -> None:
    other = make_agent(office.agenda.organisation).agenda
    motif, seven = (make_motif(office.agenda.organisation, duration_min=minutes) for minutes in (12, 7))
    PlageOuverture.objects.get().motifs.add(motif, seven)
    plage = PlageOuverture(
        agenda=other, lieu=office.lieu, first_day=date(2026, 11, 23), periods=[["09:00", "12:00"]]
    )
    plage.recurrence = WEEKDAYS
    open_plage(plage, [motif], now=NOW)
    first = Wanted(motif=seven, lieu_id=office.lieu.pk, starts_at=NINE, agenda_ids=[office.agenda.pk])
    book_rdv(first, identity=ZOE, by=VISITOR, now=NOW)
    late = Wanted(
        motif=motif, lieu_id=office.lieu.pk, starts_at=NINE + timedelta(minutes=168), agenda_ids=[other.pk]
    )
    book_rdv(late, identity=ZOE, by=VISITOR, now=NOW)
    shown = creneaux(motif, first_day=NINE.date(), last_day=NINE.date(), now=NOW)
    assert len({each.start for each in shown}) > 20
    for each in shown:
        wanted = Wanted(motif=motif, lieu_id=each.lieu_id, starts_at=each.start)
        hold_creneau(wanted, visitor=visitor(), now=NOW)
    assert Hold.objects.count() == 1


def test_a_counter_that_is_closed_takes_its_rdvs_with_it(office: Office) -> None:
    change_agenda(office.agenda.pk, now=NOW, capacity=2)
    first = book_rdv(office.wanted(), identity=person(1), by=VISITOR, now=NOW)
    book_rdv(office.wanted(), identity=person(2), by=VISITOR, now=NOW)
    cancel_by_usager(first, by=VISITOR, now=NOW)
    change_agenda(office.agenda.pk, now=NOW, capacity=1)
    assert Occupation.objects.get().lane == 1
    with pytest.raises(CreneauTaken):
        book_rdv(office.wanted(), identity=person(3), by=VISITOR, now=NOW)


def test_two_rdvs_at_one_time_stay_busy_when_one_counter_is_left(office: Office) -> None:
    change_agenda(office.agenda.pk, now=NOW, capacity=2)
    for number in (1, 2):
        book_rdv(office.wanted(), identity=person(number), by=VISITOR, now=NOW)
    change_agenda(office.agenda.pk, now=NOW, capacity=1)
    assert sorted(Occupation.objects.values_list("lane", "exclusive")) == [(1, False), (1, True)]


def test_moving_does_not_get_round_the_quota(office: Office) -> None:
    office.motif.quota_per_person = {"count": 1, "days": 7}
    office.motif.save()
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    far = book_rdv(office.wanted(NINE + timedelta(days=14)), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(QuotaReached):
        move_by_usager(far, starts_at=NINE + timedelta(days=1), lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    moved = move_by_usager(
        far, starts_at=NINE + timedelta(days=15), lieu_id=office.lieu.pk, by=VISITOR, now=NOW
    )
    assert moved.starts_at == NINE + timedelta(days=15)


def test_a_room_that_lacks_is_no_overlap_to_insist_upon(office: Office) -> None:
    organisation = office.agenda.organisation
    Agenda.objects.create(organisation=organisation, kind="salle", title="Salle des mariages")
    motif = make_motif(organisation, requires=[{"kind": "salle", "count": 1}])
    PlageOuverture.objects.get().motifs.add(motif)
    desk = Actor(ActorKind.AGENT, id=office.agent.pk)
    wanted = Wanted(
        motif=motif, lieu_id=office.lieu.pk, starts_at=NINE, agenda_ids=[office.agenda.pk], free_choice=True
    )
    book_rdv(wanted, identity=person(1), by=desk, now=NOW)
    with pytest.raises(CreneauTaken) as refused:
        book_rdv(wanted, identity=person(2), by=desk, now=NOW, overlap=True)
    assert not isinstance(refused.value, WouldOverlap)


def test_nothing_is_indexed_beyond_the_horizon(office: Office) -> None:
    far = datetime(2028, 3, 7, 8, 0, tzinfo=UTC)
    desk = Actor(ActorKind.AGENT, id=office.agent.pk)
    open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=far,
        agenda_ids=[office.agenda.pk],
        seats=2,
        by=desk,
        now=NOW,
    )
    close_days(office.agenda.organisation_id, [far.date()], now=NOW)
    assert not FreeTime.objects.filter(day__year=2028).exists()


def test_an_rdv_lasts_as_long_as_what_was_held(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    office.motif.duration_min = 60
    office.motif.save()
    rdv = confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW).rdv
    assert rdv.ends_at == hold.ends_at
