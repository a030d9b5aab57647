"""Each step at which hope may go, from the office's own rows."""

from datetime import time, timedelta
from typing import Any

import pytest

from booking.availability.reasons import Reason, Step
from booking.commands.book_rdv import book_rdv
from booking.commands.change_agenda import change_agenda
from booking.commands.change_plage import change_plage
from booking.commands.close_days import close_days
from booking.commands.declare_absence import declare_absence
from booking.models import Absence, Agenda, PlageOuverture
from booking.queries.explain import find_subject, why
from booking.queries.steps import STEPS
from booking.vocabulary import AgendaKind, BookableBy
from foundation.actors import VISITOR
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.booking.commands.proof import TUESDAY
from tests.makers.office import make_agent, make_lieu, make_motif, make_plage

HALF_HOUR = timedelta(minutes=30)
THAT_DAY = (TUESDAY, TUESDAY)
FIVE = timedelta(days=5)


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


def test_times_are_free_and_the_first_one_is_named(office: Office) -> None:
    found = why(office.motif, now=NOW)
    assert (found.reason, found.is_bookable) == (Reason.AVAILABLE, True)
    assert found.next_start == NINE - timedelta(days=1)
    assert [(each.agenda, each.reason) for each in found.agendas] == [(office.agenda, Reason.AVAILABLE)]


def test_nobody_opens_for_this_motif(office: Office) -> None:
    found = why(make_motif(office.agenda.organisation), now=NOW)
    assert (found.reason, found.agendas, found.next_start) == (Reason.NO_OPENING, [], None)


def test_everything_is_taken_that_day(office: Office) -> None:
    for number in range(6):
        book_rdv(office.wanted(NINE + number * HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW)
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.TAKEN


def test_the_agent_is_away_that_day(office: Office) -> None:
    whole_day = {"first_day": TUESDAY, "last_day": TUESDAY, "start_time": time(0), "end_time": time(23, 59)}
    declare_absence(Absence(agenda=office.agenda, **whole_day), now=NOW)
    found = why(office.motif, now=NOW, days=THAT_DAY)
    assert (found.reason, found.reason.step) == (Reason.ABSENT, Step.ABSENCES)


def test_the_organisation_is_closed_that_day(office: Office) -> None:
    close_days(office.agenda.organisation_id, [TUESDAY], now=NOW)
    office.motif.organisation.refresh_from_db()
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.CLOSED


def test_it_is_too_soon_for_citizens_but_not_for_agents(office: Office) -> None:
    office.motif.min_delay_s = int(FIVE.total_seconds())
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.WINDOW_TOO_SOON
    assert why(office.motif, now=NOW, days=THAT_DAY, for_citizens=False).reason is Reason.AVAILABLE


def test_each_agenda_has_its_own_reason_and_the_nearest_speaks_for_all(office: Office) -> None:
    other = make_agent(office.agenda.organisation).agenda
    make_plage(other, office.lieu, office.motif, first_day=TUESDAY + timedelta(days=3_000))
    whole_day = {"first_day": TUESDAY, "last_day": TUESDAY, "start_time": time(0), "end_time": time(23, 59)}
    declare_absence(Absence(agenda=office.agenda, **whole_day), now=NOW)
    found = why(office.motif, now=NOW, days=THAT_DAY)
    assert found.reason is Reason.ABSENT
    assert {each.agenda.pk: each.reason for each in found.agendas} == {
        office.agenda.pk: Reason.ABSENT,
        other.pk: Reason.NOT_BEGUN,
    }


def test_an_agenda_out_of_use_has_no_opening(office: Office) -> None:
    change_agenda(office.agenda.pk, is_active=False, now=NOW)
    found = why(office.motif, now=NOW)
    assert [each.reason for each in found.agendas] == [Reason.NO_OPENING]


def test_what_hides_the_motif_itself_is_said_to_agents(office: Office) -> None:
    office.motif.is_published, office.motif.bookable_by = False, BookableBy.AGENTS
    office.lieu.is_active = False
    found = why(office.motif, lieu=office.lieu, now=NOW)
    assert (len(found.obstacles), found.is_bookable) == (3, False)
    assert why(office.motif, lieu=office.lieu, now=NOW, for_citizens=False).obstacles == []


def test_a_closed_lieu_is_left_aside_unless_it_is_asked_about(office: Office) -> None:
    office.lieu.is_active = False
    office.lieu.save()
    assert why(office.motif, now=NOW).reason is Reason.NO_OPENING
    assert why(office.motif, lieu=office.lieu, now=NOW).reason is Reason.AVAILABLE


def test_another_motif_s_openings_do_not_help(office: Office) -> None:
    other = make_motif(office.agenda.organisation)
    elsewhere = make_lieu(office.agenda.organisation)
    make_plage(office.agenda, elsewhere, other, periods=[["14:00", "14:10"]])
    assert why(other, now=NOW, days=THAT_DAY).reason is Reason.OPENING_TOO_SHORT
    assert find_subject(other.slug, office.lieu.slug) is None
    assert find_subject(other.slug, elsewhere.slug) == (other, elsewhere)
    assert find_subject("mariage") is None


def test_open_on_holidays_is_open_for_the_explanation_too(office: Office) -> None:
    christmas = (TUESDAY.replace(month=12, day=25),) * 2
    assert why(office.motif, now=NOW, days=christmas).reason is Reason.CLOSED
    change_plage(PlageOuverture.objects.get().pk, {"on_holidays": True}, now=NOW)
    assert why(office.motif, now=NOW, days=christmas).reason is Reason.AVAILABLE


@pytest.mark.parametrize("agents", [1, 6])
def test_it_asks_six_queries_at_most_whatever_the_number_of_agendas(
    office: Office, agents: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(agents):
        make_plage(make_agent(office.agenda.organisation).agenda, office.lieu, office.motif)
    with django_assert_max_num_queries(6):
        why(office.motif, now=NOW)


def test_every_step_has_a_name() -> None:
    assert set(STEPS) == set(Step)


def test_a_missing_room_is_named_as_what_lacks(office: Office) -> None:
    room = Agenda.objects.create(
        organisation=office.agenda.organisation, kind=AgendaKind.SALLE, title="Salle des mariages"
    )
    office.motif.requires = [{"kind": "salle", "agendas": [room.pk], "count": 1}]
    office.motif.save()
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.AVAILABLE
    declare_absence(
        Absence(agenda=room, first_day=TUESDAY, last_day=TUESDAY, start_time=time(0), end_time=time(23, 59)),
        now=NOW,
    )
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.REQUIREMENT_MISSING


def test_a_second_agent_is_somebody_else(office: Office) -> None:
    office.motif.requires = [{"kind": "agent", "agendas": [], "count": 1}]
    office.motif.save()
    assert why(office.motif, now=NOW, days=THAT_DAY).reason is Reason.REQUIREMENT_MISSING
