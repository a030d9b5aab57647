"""What a program is told, in which order, and how it knows that it is us."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.confirm_presence import confirm_presence
from booking.commands.forget_webhook_posts import forget_webhook_posts
from booking.commands.join_session import join
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_session import open_session
from booking.commands.open_webhook import open_webhook
from booking.commands.queue_webhooks import Told as Message
from booking.commands.queue_webhooks import queue_webhooks
from booking.commands.record_presence import record_presence
from booking.models import Participation, WebhookPost
from booking.vocabulary import RdvStatus, WebhookEvent
from foundation import clock
from foundation.actors import VISITOR, Actor
from foundation.due.rows import plan
from foundation.tenancy import current
from tests.booking.commands.conftest import NINE, Office
from tests.booking.commands.proof import desk
from tests.booking.reactions.letterbox import ZOE
from tests.booking.reactions.webhooks.telling import Told, sequences, wish, work
from tests.counterparts.webhook_consumer.client import Consumer

pytestmark = pytest.mark.django_db(transaction=True)
type Book = Callable[..., Participation]


def test_a_booked_rdv_is_told_signed_and_without_a_name(told: Told, book: Book, office: Office) -> None:
    participation = book()
    (call,) = told.work()
    post = WebhookPost.objects.get()
    assert (call["id"], call["signed_by"], call["answered"]) == (str(post.pk), [0], 204)
    assert call["told"]["type"] == "rdv.booked"
    data = call["told"]["data"]
    assert data == {
        "object": "rdv",
        "id": str(participation.rdv_id),
        "sequence": 1,
        "debut": "2026-11-24T09:00:00+01:00",
        "fin": "2026-11-24T09:30:00+01:00",
        "statut": "scheduled",
        "collectif": False,
        "organisation": {"id": office.motif.organisation_id, "nom": office.motif.organisation.name},
        "motif": {"id": office.motif.pk, "nom": "Passeport"},
        "lieu": {"id": office.lieu.pk, "nom": "Hôtel de ville"},
        "agents": [{"id": str(office.agent.pk)}],
        "personnes": 1,
        "usagers": [{"id": str(participation.usager_id), "statut": "scheduled"}],
    }
    for personal in ("Zoé", "Martin", "612345678", "zoe@", "Benali"):
        assert personal not in call["body"]
    assert told.states() == ["done"]


def test_each_event_of_an_rdv_has_the_next_number(told: Told, book: Book, office: Office) -> None:
    participation = book()
    move_by_usager(
        participation,
        starts_at=NINE + timedelta(hours=1),
        lieu_id=office.lieu.pk,
        by=VISITOR,
        now=clock.now(),
    )
    cancel_by_usager(Participation.objects.get(), by=VISITOR, now=clock.now())
    calls = told.work()
    assert sequences(calls) == [("rdv.booked", 1), ("rdv.moved", 2), ("rdv.cancelled", 3)]
    assert calls[1]["told"]["data"]["debut_precedent"] == NINE.isoformat()
    assert len({call["id"] for call in calls}) == 3
    # Another rdv counts for itself.
    book()
    assert sequences(told.work())[-1] == ("rdv.booked", 1)


def test_presence_and_sessions_are_told_too(told: Told, book: Book, office: Office) -> None:
    rdv = book().rdv
    record_presence(rdv, RdvStatus.HONOURED, by=desk(office), now=NINE)
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE + timedelta(hours=1),
        agenda_ids=[office.agenda.pk],
        seats=3,
        by=desk(office),
        now=clock.now(),
    )
    leave(join(session, identity=ZOE, by=VISITOR, now=clock.now()), by=VISITOR, now=clock.now())
    assert sorted(sequences(told.work())) == [
        ("presence.recorded", 2),
        ("rdv.booked", 1),
        ("session.joined", 2),
        ("session.left", 3),
        ("session.opened", 1),
    ]


def test_who_says_that_they_come_is_told_by_id(told: Told, book: Book) -> None:
    participation = book()
    confirm_presence(participation, by=VISITOR, now=clock.now())
    confirmed = told.work()[-1]["told"]
    assert (confirmed["type"], confirmed["data"]["sequence"]) == ("presence.confirmed", 2)
    assert confirmed["data"]["usagers_confirmes"] == [{"id": str(participation.usager_id)}]


def test_an_endpoint_that_chose_counts_only_what_it_chose(
    office: Office, admin: Actor, consumer: Consumer, book: Book
) -> None:
    open_webhook(wish(consumer.url, WebhookEvent.RDV_CANCELLED), by=admin, now=clock.now())
    cancel_by_service(book().rdv, by=admin, now=clock.now())
    work()
    assert sequences(consumer.calls()) == [("rdv.cancelled", 1)]


def test_a_message_written_again_is_one_post(told: Told, book: Book) -> None:
    rdv_id = book().rdv_id
    told.work()
    first = told.posts()[0]
    again = Message(
        event=WebhookEvent.RDV_BOOKED,
        message_id=first.message_id,
        at=clock.now(),
        kind="rdv",
        object_id=rdv_id,
        data={},
    )
    queue_webhooks(again, now=clock.now())
    assert len(told.work()) == 1
    assert [post.pk for post in told.posts()] == [first.pk]


def test_without_endpoint_nothing_is_written(office: Office, book: Book) -> None:
    book()
    work()
    assert not WebhookPost.objects.exists()


def test_the_log_goes_after_a_month_and_the_numbers_go_on(told: Told, book: Book, admin: Actor) -> None:
    participation = book()
    told.work()
    month = clock.now() + timedelta(days=31)
    forget_webhook_posts(now=month)
    assert len(told.posts()) == 1
    cancel_by_service(participation.rdv, by=admin, now=clock.now())
    assert sequences(told.work())[-1] == ("rdv.cancelled", 2)
    forget_webhook_posts(now=month)
    assert [post.sequence for post in told.posts()] == [2]
    forget_webhook_posts(now=clock.now() + timedelta(days=500))
    assert told.posts() == []


def test_a_removed_endpoint_leaves_nothing_that_fails(told: Told, book: Book) -> None:
    book()
    told.work()
    post = told.posts()[0]
    told.endpoint.delete()
    with transaction.atomic():
        plan("booking.webhook", post.pk, clock.now())
    assert len(told.work()) == 1
    assert current().slug == "arras"
