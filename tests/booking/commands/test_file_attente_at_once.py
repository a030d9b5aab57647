"""Two hundred wait, fifty times are freed at once: real threads, real PostgreSQL."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from booking.commands.accept_offer import OfferOver, accept_offer
from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.open_plage import open_plage
from booking.commands.usagers import Identity
from booking.models import (
    CreneauOffer,
    FileAttente,
    Hold,
    Occupation,
    Participation,
    PlageOuverture,
    Rdv,
    Usager,
)
from booking.queries.files_attente import half_day
from booking.reactions.file_attente import go_on
from booking.vocabulary import AttenteState, OfferState
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, Office, make_office
from tests.booking.commands.proof import index_lies
from tests.booking.commands.waiting import FAR, tell_live
from tests.makers.office import make_agent

WAITING, FREED, WORKERS = 200, 50, 8
OFFERED = NOW + timedelta(minutes=10)


def each_in_threads[T](tenant: Tenant, act: Callable[[T], object], what: Sequence[T]) -> Counter[str]:
    """In WORKERS threads started together."""
    start = Barrier(WORKERS)

    def one(number: int) -> Counter[str]:
        got = Counter[str]()
        try:
            with in_tenant(tenant):
                start.wait(timeout=60)
                for each in what[number::WORKERS]:
                    try:
                        act(each)
                        got["done"] += 1
                    except OfferOver:
                        got["over"] += 1
        finally:
            connection.close()
        return got

    with ThreadPoolExecutor(WORKERS) as threads:
        return sum(threads.map(one, range(WORKERS)), Counter())


def somebody(name: str, number: int) -> Identity:
    return Identity(first_name="Zoé", last_name=f"{name} {number:03}", email=f"{name}{number}@exemple.fr")


def fill(office: Office) -> list[Participation]:
    """Fifty rdvs at nine and after, of nine agents."""
    agendas = [office.agenda, *(make_agent(office.agenda.organisation).agenda for _ in range(8))]
    for agenda in agendas[1:]:
        plage = PlageOuverture(
            agenda=agenda, lieu=office.lieu, first_day=NINE.date(), periods=[["09:00", "12:00"]]
        )
        open_plage(plage, [office.motif], now=NOW)
    return [
        book_rdv(
            office.wanted(NINE + timedelta(minutes=30 * (number % 6))),
            identity=somebody("Parti", number),
            by=VISITOR,
            now=NOW,
        )
        for number in range(FREED)
    ]


def queue(office: Office) -> list[FileAttente]:
    """One in four does not want the morning: they are passed over, whatever their rank."""
    afternoon = [half_day(each, afternoon=True) for each in range(1, 7)]
    return [
        join_file_attente(
            office.motif,
            Wish(half_days=afternoon if number % 4 == 0 else [], last_day=FAR),
            identity=somebody("Attend", number),
            by=VISITOR,
            now=NOW + timedelta(seconds=number),
        )
        for number in range(WAITING)
    ]


@pytest.mark.django_db(transaction=True)
def test_two_hundred_wait_and_fifty_freed_times_find_one_holder_each() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        booked, places = fill(office), queue(office)
    freed = each_in_threads(arras, lambda each: cancel_by_usager(each, by=VISITOR, now=NOW), booked)
    assert freed == {"done": FREED}
    with in_tenant(arras):
        holds = list(Hold.objects.values_list("pk", flat=True))
        assert len(holds) == FREED
    # Each due row is taken by several workers at once, as after a lease that ran out.
    twice = [hold for hold in holds for _ in range(2)]
    each_in_threads(arras, lambda each: go_on([str(each)], OFFERED), twice)
    with in_tenant(arras):
        tell_live()
        offers = list(CreneauOffer.objects.filter(state=OfferState.LIVE))
        assert len(offers) == len({each.hold_id for each in offers}) == FREED
        wanted = [place.pk for place in places if not place.half_days]
        assert {each.file_attente_id for each in offers} == set(wanted[:FREED])
        assert CreneauOffer.objects.count() == FREED
        assert index_lies() == []
    accept_all_and_count(arras, offers)


def accept_all_and_count(arras: Tenant, offers: list[CreneauOffer]) -> None:
    """Half accept, twice and in two threads; the other half's offers run out meanwhile for the next in line."""
    takers = offers[: FREED // 2]
    got = each_in_threads(
        arras,
        lambda each: accept_offer(each.file_attente, each.pk, by=VISITOR, now=OFFERED),
        [each for each in takers for _ in range(2)],
    )
    assert got == {"done": FREED}
    late = [str(each.hold_id) for each in offers]
    each_in_threads(arras, lambda each: go_on([each], OFFERED + timedelta(minutes=30)), late)
    with in_tenant(arras):
        assert Rdv.objects.filter(status="scheduled").count() == len(takers)
        assert FileAttente.objects.filter(state=AttenteState.SERVED).count() == len(takers)
        second = CreneauOffer.objects.filter(state=OfferState.LIVE)
        assert second.count() == FREED - len(takers)
        assert not {each.file_attente_id for each in offers} & set(
            second.values_list("file_attente", flat=True)
        )
        assert Occupation.objects.count() == FREED
        assert Usager.objects.count() == FREED + WAITING
        assert index_lies() == []


@pytest.mark.django_db(transaction=True)
def test_an_offer_accepted_while_it_runs_out_has_one_holder() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        booked = book_rdv(office.wanted(), identity=somebody("Parti", 0), by=VISITOR, now=NOW)
        places = queue(office)[:8]
        cancel_by_usager(booked, by=VISITOR, now=NOW)
        hold = str(Hold.objects.get().pk)
        go_on([hold], OFFERED)
        tell_live()
        offer = CreneauOffer.objects.get()
    over = OFFERED + timedelta(minutes=30)
    gestures: list[Callable[[], object]] = [
        lambda: accept_offer(places[1], offer.pk, by=VISITOR, now=over),
        lambda: go_on([hold], over),
    ] * 4
    each_in_threads(arras, lambda act: act(), gestures)
    with in_tenant(arras):
        scheduled = Rdv.objects.filter(status="scheduled").count()
        live = CreneauOffer.objects.filter(state=OfferState.LIVE).count()
        assert (scheduled, live) in {(1, 0), (0, 1)}
        assert Occupation.objects.count() == 1
