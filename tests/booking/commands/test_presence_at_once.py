"""« Je viens », said while the time is being given back: one of the two happens, never both."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.confirm_presence import confirm_presence
from booking.commands.refusals import AlreadyOver
from booking.commands.release_unconfirmed import release_unconfirmed
from booking.models import Occupation, Participation, Receipt
from booking.queries.presence import LAST_NOTICE, presence_key
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import after_waiting, at_once, counted
from tests.booking.commands.conftest import NOW, ZOE, make_office
from tests.booking.commands.planned import DAY, THEN, TO_CONFIRM
from tests.booking.commands.proof import index_lies, told

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINE = THEN - 2 * DAY


@pytest.fixture
def silent(arras: Tenant) -> Participation:
    """Asked, told a last time, and without an answer at the deadline."""
    with in_tenant(arras):
        office = make_office()
        office.motif.presence = TO_CONFIRM
        office.motif.save()
        mine = book_rdv(office.wanted(THEN), identity=ZOE, by=VISITOR, now=NOW)
        Receipt.objects.create(
            key=presence_key(mine, LAST_NOTICE, Channel.SMS),
            kind=MessageKind.PRESENCE_ASKED,
            channel=Channel.SMS,
            rdv=mine.rdv,
            usager=mine.usager,
            state=ReceiptState.SENT,
            created_at=THEN - 3 * DAY,
            sent_at=THEN - 3 * DAY,
        )
    return mine


def comes(mine: Participation) -> Participation:
    return confirm_presence(mine, by=VISITOR, now=DEADLINE - timedelta(seconds=1))


def test_who_has_just_answered_keeps_their_time(arras: Tenant, silent: Participation) -> None:
    kept = after_waiting(arras, lambda: comes(silent), lambda: release_unconfirmed(silent.pk, now=DEADLINE))
    with in_tenant(arras):
        silent.refresh_from_db()
        assert (kept, silent.status) == (False, RdvStatus.SCHEDULED)
        assert Occupation.objects.count() == 1


def test_who_answers_a_moment_too_late_is_told_so(arras: Tenant, silent: Participation) -> None:
    late = after_waiting(arras, lambda: release_unconfirmed(silent.pk, now=DEADLINE), lambda: comes(silent))
    with in_tenant(arras):
        silent.refresh_from_db()
        assert late is AlreadyOver
        assert (silent.status, silent.confirmed_at) == (RdvStatus.CANCELLED_BY_SERVICE, None)
        assert index_lies() == []


def test_workers_that_give_it_back_together_give_it_back_once(arras: Tenant, silent: Participation) -> None:
    got = at_once(arras, *[lambda: release_unconfirmed(silent.pk, now=DEADLINE)] * 6)
    assert (sorted(got), counted(got)) == ([False] * 5 + [True], {"done": 6})
    with in_tenant(arras):
        assert len(told("booking.rdv.cancelled")) == 1
        # A worker that died before its mark comes back.
        assert not release_unconfirmed(silent.pk, now=DEADLINE)
