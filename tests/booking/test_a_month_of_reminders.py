"""A month of an administration with an office overseas, across the change of hour: each reminder once, at its time."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.import_rdvs import ImportedRdv, import_rdvs
from booking.commands.move_rdv import move_by_agent
from booking.models import Agenda, Rdv, Receipt
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.due.models import DueRow
from foundation.due.run import run_due
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.month import (
    DAY,
    DAYS,
    NOT_YET,
    Life,
    Office,
    Sending,
    is_day,
    lives_of,
    local,
    make_branch,
    sendings_of,
)
from tests.counterparts.mailbox.client import Mailbox


@pytest.fixture
def offices(transactional_db: None, arras: Tenant, settings: Any) -> Iterator[list[Office]]:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    with Mailbox.start() as mailbox, in_tenant(arras):
        settings.SMS_URL = mailbox.sms_url
        yield [make_branch("Europe/Paris"), make_branch("Indian/Reunion")]


def test_a_month(offices: list[Office]) -> None:
    _live_through(lives_of(offices, 120, Random(5)))


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_a_month_of_two_thousand_rdvs(offices: list[Office]) -> None:
    _live_through(lives_of(offices, 2_000, Random(19)))


def _live_through(lives: list[Life]) -> None:
    acts = sorted([moment for life in lives for moment in _acts(life)], key=lambda act: act[0])
    with time_machine.travel(acts[0][0], tick=False) as traveller:
        for moment, act, life in acts:
            _run_until(moment, traveller)
            act(life)
            _relay()
        _run_until(max(life.starts_at for life in lives) + 9 * DAY, traveller)
    expected = Counter(each for life in lives for each in sendings_of(life))
    assert _observed() == expected
    assert expected.total() > len(lives)
    _nothing_at_night_nor_late(lives)


def _acts(life: Life) -> list[tuple[datetime, Any, Life]]:
    acts: list[tuple[datetime, Any, Life]] = [(life.booked_at, _book, life)]
    if life.cancelled_at:
        acts.append((life.cancelled_at, _cancel, life))
    if life.moved:
        acts.append((life.moved[0], _move, life))
    return acts


def _run_until(moment: datetime, traveller: Any) -> None:
    """From one due row to the next, as the timetable would within seconds."""
    while (due_at := _next_due()) and due_at <= moment:
        traveller.move_to(max(due_at, clock.now()))
        run_due(clock.now())
        _relay()
    traveller.move_to(moment)


def _next_due() -> datetime | None:
    with in_public():
        return DueRow.objects.order_by("due_at").values_list("due_at", flat=True).first()


def _relay() -> None:
    while relay_once(clock.now()):
        pass


def _book(life: Life) -> None:
    taken = import_rdvs(
        [
            ImportedRdv(
                agent_email=life.agent.email,
                motif=life.office.motif.slug,
                lieu=life.office.lieu.slug,
                starts_at=life.starts_at,
                identity=life.identity,
                created_at=life.booked_at,
            )
        ],
        now=clock.now(),
    )
    assert taken == 1
    life.rdv_id = Rdv.objects.get(participations__usager__phone=life.identity.phone).pk


def _cancel(life: Life) -> None:
    cancel_by_service(Rdv.objects.get(pk=life.rdv_id), by=_desk(life), now=clock.now())


def _move(life: Life) -> None:
    """On the agenda where it was, whatever else is there: an agent may."""
    assert life.moved
    move_by_agent(
        Rdv.objects.get(pk=life.rdv_id),
        starts_at=life.moved[1],
        lieu_id=life.office.lieu.pk,
        by=_desk(life),
        now=clock.now(),
        agenda_ids=[Agenda.objects.get(agent=life.agent).pk],
        overlap=True,
    )


def _desk(life: Life) -> Actor:
    return Actor(ActorKind.AGENT, id=life.agent.pk, name="Amina Benali")


def _observed() -> "Counter[Sending]":
    """Telephone, channel, instant of what really left."""
    rows = Receipt.objects.filter(kind="rdv_reminder")
    assert set(rows.values_list("state", flat=True)) == {ReceiptState.SENT}
    return Counter(rows.values_list("usager__phone", "channel", "sent_at"))


def _nothing_at_night_nor_late(lives: list[Life]) -> None:
    by_id = {life.rdv_id: life for life in lives}
    for receipt in Receipt.objects.filter(kind="rdv_reminder").exclude(sent_at=None):
        life = by_id[receipt.rdv_id or NOT_YET]
        last = max(life.starts_at, life.moved[1]) if life.moved else life.starts_at
        assert receipt.sent_at
        assert is_day(receipt.sent_at, life.office.zone)
        assert receipt.sent_at < last


def test_the_change_of_hour_is_within_the_month() -> None:
    paris, reunion = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
    first, last = local(paris, 0, 0), local(paris, DAYS - 1, 0)
    assert first.hour + 1 == last.hour
    assert local(reunion, 0, 0).hour == local(reunion, DAYS - 1, 0).hour
