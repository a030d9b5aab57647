from datetime import timedelta
from typing import Any

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.leave_session import leave
from booking.models import Motif
from booking.queries.sessions import bookable_sessions
from foundation.actors import VISITOR
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, make_office
from tests.booking.commands.proof import desk
from tests.booking.commands.test_sessions import join_as, session


def test_sessions_with_room_are_found_in_one_query(at_arras: Tenant, django_assert_num_queries: Any) -> None:
    office = make_office()
    opened = session(office)
    later = session(office, 3, starts_at=NINE + timedelta(days=1))
    full = session(office, 1, starts_at=NINE + timedelta(hours=2))
    soon = session(office, starts_at=NOW + timedelta(minutes=10))
    cancel_by_service(session(office, starts_at=NINE + timedelta(days=2)), by=desk(office), now=NOW)
    join_as(full, 1)
    leave(join_as(opened, 1), by=VISITOR, now=NOW)
    join_as(later, 1)
    motif = Motif.objects.get(pk=office.motif.pk)
    with django_assert_num_queries(1):
        found = bookable_sessions(motif, now=NOW)
        assert [(each.rdv.pk, each.seats_left) for each in found] == [(opened.pk, 2), (later.pk, 2)]
        assert all(each.rdv.lieu and each.rdv.agenda for each in found)
    for_agents = bookable_sessions(motif, now=NOW, within_delays=False)
    assert [each.rdv.pk for each in for_agents] == [soon.pk, opened.pk, later.pk]
    assert bookable_sessions(motif, now=NOW, lieu_ids=[]) == []
    assert bookable_sessions(motif, now=NOW, people=3) == []
