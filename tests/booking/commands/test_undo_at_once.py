"""Taking a cancelled rdv back while others book its time: one of them has it, in real threads on real PostgreSQL."""

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.undo_cancel import undo_cancel
from booking.models import Occupation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, ZOE, make_office
from tests.booking.commands.proof import index_lies, told
from tests.booking.commands.test_one_time_one_rdv import PEOPLE, all_at_once, person


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clicks", [PEOPLE, PEOPLE // 2])
def test_one_time_one_rdv_whoever_takes_it_back(clicks: int) -> None:
    """The first so many click on « Reprendre », the others book."""
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        cancelled = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
        cancel_by_usager(cancelled, by=VISITOR, now=NOW)

    def act(number: int) -> None:
        if number < clicks:
            undo_cancel(cancelled, by=VISITOR, now=NOW)
        else:
            book_rdv(office.wanted(), identity=person(number), by=VISITOR, now=NOW)

    got = all_at_once(arras, act)
    with in_tenant(arras):
        taken_back = Rdv.objects.get(pk=cancelled.rdv_id).status == RdvStatus.SCHEDULED
        assert got["done"] == (clicks if taken_back else 1)
        assert taken_back or clicks < PEOPLE
        assert len(told("booking.rdv.restored")) == taken_back
        assert Occupation.objects.count() == Rdv.objects.filter(status=RdvStatus.SCHEDULED).count() == 1
        assert index_lies() == []
