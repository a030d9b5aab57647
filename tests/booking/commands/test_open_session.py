from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.cancel_series import cancel_series
from booking.commands.open_series import open_series
from booking.commands.open_session import ImpossibleSession, SessionPlan, open_planned, open_session
from booking.commands.overlap import WouldOverlap
from booking.models import Occupation, Rdv
from booking.queries.session_dates import Repetition, conflicts, session_dates
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk, index_lies, told
from tests.booking.commands.test_sessions import session
from tests.makers.office import make_agent

WEEK = timedelta(days=7)


def test_several_agendas_are_taken_together(office: Office) -> None:
    other = make_agent(office.agenda.organisation).agenda
    rdv = session(office, agenda_ids=[other.pk, office.agenda.pk])
    taken = rdv.occupations.values_list("agenda_id", flat=True)
    assert set(taken) == {office.agenda.pk, other.pk}
    assert rdv.agenda_id == other.pk
    cancel_by_service(rdv, by=desk(office), now=NOW)
    assert Occupation.objects.count() == 0
    assert index_lies() == []


def test_a_session_does_not_open_over_an_rdv(office: Office) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(WouldOverlap):
        session(office)
    assert Rdv.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"seats": 0}, {"agenda_ids": []}, {"starts_at": NOW}, {"agenda_ids": [0]}])
def test_what_is_no_session_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleSession):
        session(office, **wrong)


def test_citizens_open_no_session(office: Office) -> None:
    with pytest.raises(Forbidden):
        open_session(
            office.motif,
            lieu_id=None,
            starts_at=NINE,
            agenda_ids=[office.agenda.pk],
            seats=1,
            by=VISITOR,
            now=NOW,
        )


def plan(office: Office, **more: Any) -> SessionPlan:
    asked: dict[str, Any] = {
        "motif": office.motif,
        "lieu_id": office.lieu.pk,
        "agenda_ids": [office.agenda.pk],
        "seats": 5,
    }
    return SessionPlan(**asked | more)


def test_the_same_form_sent_twice_opens_one_session(office: Office) -> None:
    key = uuid4()
    twice = [open_planned(plan(office), NINE, by=desk(office), now=NOW, rdv_id=key) for _ in range(2)]
    assert [each.pk for each in twice] == [key, key]
    assert Occupation.objects.count() == 1


def test_a_session_lasts_as_long_as_its_agent_says(office: Office) -> None:
    rdv = open_planned(plan(office, minutes=90), NINE, by=desk(office), now=NOW)
    assert rdv.ends_at - rdv.starts_at == timedelta(minutes=90)
    assert Occupation.objects.get().during.upper == rdv.ends_at
    assert index_lies() == []


def test_a_series_is_opened_whole_and_once(office: Office) -> None:
    starts, series = [NINE + each * WEEK for each in range(4)], uuid4()
    for _ in range(2):
        opened = open_series(plan(office), starts, series=series, by=desk(office), now=NOW)
        assert [each.starts_at for each in opened] == starts
    assert Rdv.objects.filter(series=series).count() == 4
    assert len(told("booking.session.opened")) == 4
    assert index_lies() == []


def test_a_series_of_which_one_date_is_taken_is_not_opened(office: Office) -> None:
    session(office, starts_at=NINE + 2 * WEEK)
    with pytest.raises(WouldOverlap):
        open_series(
            plan(office), [NINE + each * WEEK for each in range(4)], series=uuid4(), by=desk(office), now=NOW
        )
    assert Rdv.objects.count() == 1
    assert index_lies() == []


@pytest.mark.parametrize("count", [0, 53])
def test_a_series_has_one_to_fifty_two_sessions(office: Office, count: int) -> None:
    starts = [NINE + each * WEEK for each in range(count)]
    with pytest.raises(ImpossibleSession):
        open_series(plan(office), starts, series=uuid4(), by=desk(office), now=NOW)


def test_conflicts_are_told_before_anything_is_written_in_two_queries(
    office: Office, django_assert_num_queries: Any
) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    wanted = plan(office)
    spans = {start: wanted.wanted(start).span for start in (NINE + each * WEEK for each in range(10))}
    with django_assert_num_queries(2):
        found = conflicts(wanted.agenda_ids, spans, now=NOW)
    assert list(found) == [NINE]
    assert found[NINE][0].rdv_id == Rdv.objects.get().pk


def test_counters_alike_are_taken_one_after_the_other(office: Office) -> None:
    office.agenda.capacity = 2
    office.agenda.save()
    first = session(office)
    span = {NINE: plan(office).wanted(NINE).span}
    assert conflicts([office.agenda.pk], span, now=NOW) == {}
    session(office)
    assert list(conflicts([office.agenda.pk], span, now=NOW)) == [NINE]
    cancel_by_service(first, by=desk(office), now=NOW)
    assert conflicts([office.agenda.pk], span, now=NOW) == {}


def test_a_series_leaves_closed_days_out_and_keeps_its_hour_across_winter_time(office: Office) -> None:
    organisation = office.motif.organisation
    # Christmas is a Friday in 2026.
    found = session_dates(
        organisation, date(2026, 12, 11), time(14), Repetition(weeks=1, times=4), at_most=52
    )
    assert [each.day for each in found.starts] == [11, 18]
    assert found.closed == [date(2026, 12, 25), date(2027, 1, 1)]
    spring = session_dates(
        organisation, date(2027, 3, 22), time(14), Repetition(weeks=1, until=date(2027, 3, 29)), at_most=52
    )
    assert spring.closed == [date(2027, 3, 29)]
    summer = session_dates(
        organisation, date(2027, 3, 23), time(14), Repetition(weeks=2, times=2), at_most=52
    )
    assert summer.starts == [datetime(2027, 3, 23, 13, tzinfo=UTC), datetime(2027, 4, 6, 12, tzinfo=UTC)]


def test_one_session_alone_may_be_on_a_closed_day(office: Office) -> None:
    found = session_dates(office.motif.organisation, date(2026, 12, 25), time(14), Repetition(), at_most=52)
    assert (len(found.starts), found.closed) == (1, [date(2026, 12, 25)])


def test_a_series_is_cancelled_from_one_date_on(office: Office) -> None:
    starts = [NINE + each * WEEK for each in range(4)]
    opened = open_series(plan(office), starts, series=uuid4(), by=desk(office), now=NOW)
    alone = session(office, starts_at=NINE + 2 * WEEK + timedelta(hours=2))
    cancelled = cancel_series(opened[1], by=desk(office), now=NOW)
    assert [each.starts_at for each in cancelled] == starts[1:]
    assert [each.is_cancelled for each in Rdv.objects.order_by("starts_at")] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert cancel_series(alone, by=desk(office), now=NOW) == [alone]
    assert index_lies() == []
    with pytest.raises(Forbidden):
        cancel_series(opened[0], by=VISITOR, now=NOW)
