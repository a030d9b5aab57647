"""One SMS for the rdvs of one telephone on one day: whoever's turn it is, however often, the same one leads."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.gather_household import Together, gather_household, tell_with
from booking.models import Participation, Receipt
from booking.vocabulary import MessageKind, ReceiptState
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.answering import HALF_HOUR, LEO
from tests.booking.commands.at_once import at_once
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office


def household_of(office: Office) -> Sequence[Participation]:
    people = enumerate([ZOE, LEO])
    return [
        book_rdv(office.wanted(NINE + number * HALF_HOUR), identity=who, by=VISITOR, now=NOW)
        for number, who in people
    ]


def keys_of(household: Sequence[Participation]) -> Mapping[UUID, str]:
    return {each.pk: f"reminder:{each.pk}" for each in household}


def gather(mine: Participation, household: Sequence[Participation]) -> Together | None:
    return gather_household(mine, household, keys=keys_of(household), now=NOW)


def leave(lead: Participation) -> Receipt:
    return Receipt.objects.create(
        key=f"reminder:{lead.pk}",
        kind=MessageKind.REMINDER,
        channel=Channel.SMS,
        rdv=lead.rdv,
        usager=lead.usager,
        state=ReceiptState.SENT,
        created_at=NOW,
        sent_at=NOW,
    )


def test_a_worker_that_died_before_it_sent_is_followed_by_one_that_says_the_same(office: Office) -> None:
    zoe, leo = household_of(office)
    for mine in (leo, zoe, leo):
        assert gather(mine, [zoe, leo]) == Together(zoe, [leo])
    assert Receipt.objects.get().usager == leo.usager


def test_one_that_died_after_it_sent_leaves_nothing_to_send_but_the_word_of_it(office: Office) -> None:
    zoe, leo = household_of(office)
    gather(zoe, [zoe, leo])
    sent = leave(zoe)
    assert gather(zoe, [zoe, leo]) is None
    # The other's turn: the same message is asked for again, under the key that has left already.
    assert gather(leo, [zoe, leo]) == Together(zoe, [leo])
    tell_with(sent, [leo], keys=keys_of([zoe, leo]))
    assert gather(leo, [zoe, leo]) is None
    assert [each.state for each in Receipt.objects.all()] == [ReceiptState.SENT] * 2


def test_who_was_told_with_somebody_that_comes_no_more_is_told_alone(office: Office) -> None:
    zoe, leo = household_of(office)
    gather(zoe, [zoe, leo])
    assert gather(leo, [leo]) == Together(leo, [])
    assert Receipt.objects.get().reason == ""


@pytest.mark.django_db(transaction=True)
def test_each_at_its_own_turn_at_the_same_instant_one_leads(arras: Tenant) -> None:
    with in_tenant(arras):
        zoe, leo = household = household_of(make_office())
    got = at_once(arras, *[partial(gather, mine, household) for mine in (zoe, leo)] * 4)
    assert got == [Together(zoe, [leo])] * 8
    with in_tenant(arras):
        assert Receipt.objects.get().usager == leo.usager
