"""What a command waited for is what it then reads: nothing known from before the lock is believed."""

from collections.abc import Callable

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.change_agenda import change_agenda
from booking.commands.change_date import skip_date
from booking.commands.close_days import close_days
from booking.commands.declare_absence import declare_absence
from booking.commands.refusals import CreneauTaken
from booking.models import PlageOuverture, Rdv
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import after_waiting
from tests.booking.commands.conftest import NOW, ZOE, Office, make_office
from tests.booking.commands.proof import TUESDAY, index_lies
from tests.booking.commands.test_closing import absence


def close(office: Office) -> None:
    close_days(office.agenda.organisation_id, [TUESDAY], now=NOW)


def skip(office: Office) -> None:
    skip_date(PlageOuverture.objects.get().pk, TUESDAY, now=NOW)


def leave(office: Office) -> None:
    change_agenda(office.agenda.pk, is_active=False, now=NOW)


def be_away(office: Office) -> None:
    declare_absence(absence(office, 8, 13), now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("withdraw", [close, skip, leave, be_away])
def test_a_booking_that_waited_for_a_withdrawal_is_refused(withdraw: Callable[[Office], None]) -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()

    got = after_waiting(
        arras,
        lambda: withdraw(office),
        lambda: book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW),
    )
    with in_tenant(arras):
        assert got is CreneauTaken
        assert not Rdv.objects.exists()
        assert index_lies() == []
