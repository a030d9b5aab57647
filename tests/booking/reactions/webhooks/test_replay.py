"""Sending again, on demand: one post, a period, a trial."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.change_webhook import resume_webhook, suspend_webhook
from booking.commands.replay_webhook import WebhookIsStopped, replay_period, replay_post, try_webhook
from booking.models import Participation
from booking.policies import may_manage_team
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.errors import Forbidden, NotFound
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import Office
from tests.booking.commands.membership import make_admin
from tests.booking.reactions.webhooks.telling import Told, sequences
from tests.makers.office import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
type Book = Callable[..., Participation]
DAY = timedelta(days=1)


def test_a_post_sent_again_keeps_its_id_and_its_number(told: Told, book: Book, admin: Actor) -> None:
    book()
    told.work()
    replay_post(told.endpoint_id, told.posts()[0].pk, by=admin, now=clock.now())
    first, again = told.work()
    assert (again["id"], again["body"]) == (first["id"], first["body"])
    assert told.states() == ["done"]


def test_one_that_waits_for_its_next_try_leaves_at_once(told: Told, book: Book, admin: Actor) -> None:
    told.consumer.set_faults(error_500=1)
    book()
    told.work()
    replay_post(told.endpoint_id, told.posts()[0].pk, by=admin, now=clock.now())
    assert len(told.work()) == 2
    assert told.states() == ["done"]


def test_what_was_missed_leaves_again_in_order(
    told: Told, book: Book, admin: Actor, monday: time_machine.Traveller
) -> None:
    suspend_webhook(told.endpoint_id, by=admin, now=clock.now())
    participation = book()
    cancel_by_service(participation.rdv, by=admin, now=clock.now())
    assert told.work() == []
    since, until = clock.now() - DAY, clock.now() + DAY
    with pytest.raises(WebhookIsStopped):
        replay_period(told.endpoint_id, since, until, missed_only=True, by=admin, now=clock.now())
    resume_webhook(told.endpoint_id, by=admin)
    assert replay_period(told.endpoint_id, since, until, missed_only=True, by=admin, now=clock.now()) == 2
    assert sequences(told.work()) == [("rdv.booked", 1), ("rdv.cancelled", 2)]
    assert replay_period(told.endpoint_id, since, until, missed_only=True, by=admin, now=clock.now()) == 0
    assert replay_period(told.endpoint_id, since, until, missed_only=False, by=admin, now=clock.now()) == 2
    assert len(told.work()) == 4


def test_a_new_event_waits_for_what_is_sent_again(told: Told, book: Book, admin: Actor) -> None:
    participation = book()
    told.work()
    replay_post(told.endpoint_id, told.posts()[0].pk, by=admin, now=clock.now())
    cancel_by_service(participation.rdv, by=admin, now=clock.now())
    assert sequences(told.work())[1:] == [("rdv.booked", 1), ("rdv.cancelled", 2)]


def test_a_period_never_reaches_further_than_the_log(
    told: Told, book: Book, admin: Actor, monday: time_machine.Traveller
) -> None:
    book()
    told.work()
    since = clock.now() - DAY
    monday.shift(31 * DAY)
    assert (
        replay_period(told.endpoint_id, since, clock.now(), missed_only=False, by=admin, now=clock.now()) == 0
    )


def test_a_trial_is_one_call_even_to_an_endpoint_that_is_stopped(
    told: Told, admin: Actor, monday: time_machine.Traveller
) -> None:
    suspend_webhook(told.endpoint_id, by=admin, now=clock.now())
    told.consumer.set_faults(error_500=1)
    for _ in range(2):
        try_webhook(told.endpoint_id, by=admin, now=clock.now())
    assert len(told.work()) == 1
    assert told.states() == ["dead"]
    try_webhook(told.endpoint_id, by=admin, now=clock.now())
    call = told.work()[1]
    assert (call["told"]["type"], call["told"]["data"]["object"]) == ("webhook.test", "webhook")
    assert call["signed_by"] == [0]
    assert (told.states(), told.endpoint.failures) == (["dead", "done"], 0)
    assert not told.endpoint.is_active


def test_an_agent_who_is_no_administrator_sends_nothing(told: Told, book: Book, office: Office) -> None:
    book()
    told.work()
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    assert not may_manage_team(agent)
    with pytest.raises(Forbidden):
        replay_post(told.endpoint_id, told.posts()[0].pk, by=agent, now=clock.now())
    with pytest.raises(Forbidden):
        try_webhook(told.endpoint_id, by=agent, now=clock.now())


def test_another_administration_knows_neither_the_endpoint_nor_its_posts(
    pas_de_calais: Tenant, told: Told, book: Book
) -> None:
    book()
    told.work()
    post = told.posts()[0]
    with in_tenant(pas_de_calais):
        neighbour = make_admin(make_organisation())
        with pytest.raises(NotFound):
            replay_post(told.endpoint_id, post.pk, by=neighbour, now=clock.now())
        with pytest.raises(NotFound):
            try_webhook(told.endpoint_id, by=neighbour, now=clock.now())
    assert len(told.work()) == 1
