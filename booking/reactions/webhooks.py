"""Events written for the programs that asked for them, then sent to each, in order, outside any transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from booking import events
from booking.commands.pause_webhooks import pause_webhooks
from booking.commands.queue_webhooks import Told, queue_webhooks
from booking.commands.settle_webhook import settle_webhook
from booking.queries.agent_rdvs import rdv_by_id
from booking.queries.rdv_facts import rdv_facts
from booking.queries.webhooks import any_webhook, post_to_send
from booking.reactions.webhook_call import call
from booking.vocabulary import WebhookEvent
from foundation import clock
from foundation.outbox.wiring import Envelope

type RdvEvent = (
    events.RdvBooked
    | events.RdvRestored
    | events.RdvMoved
    | events.RdvCancelled
    | events.PresenceConfirmed
    | events.PresenceRecorded
    | events.SessionOpened
    | events.ParticipationJoined
    | events.ParticipationLeft
)

TYPES: dict[type, WebhookEvent] = {
    events.RdvBooked: WebhookEvent.RDV_BOOKED,
    # The same id, to come again.
    events.RdvRestored: WebhookEvent.RDV_BOOKED,
    events.RdvMoved: WebhookEvent.RDV_MOVED,
    events.RdvCancelled: WebhookEvent.RDV_CANCELLED,
    events.PresenceConfirmed: WebhookEvent.PRESENCE_CONFIRMED,
    events.PresenceRecorded: WebhookEvent.PRESENCE_RECORDED,
    events.SessionOpened: WebhookEvent.SESSION_OPENED,
    events.ParticipationJoined: WebhookEvent.SESSION_JOINED,
    events.ParticipationLeft: WebhookEvent.SESSION_LEFT,
}
# One administration's slow programs keep no worker from what is due elsewhere: the rest comes back after a pause.
BUDGET = timedelta(seconds=10)


def write_webhooks(event: RdvEvent, envelope: Envelope) -> None:
    """The rdv as it is now: one that is gone has nothing to tell."""
    if not any_webhook():
        return
    now, rdv = clock.now(), rdv_by_id(event.rdv_id)
    if rdv is None:
        return
    facts = rdv_facts(rdv, now)
    # Names of agents stay here: their ids are enough to recognise them.
    facts["agents"] = [{"id": agent["id"]} for agent in facts["agents"]]
    if isinstance(event, events.RdvMoved):
        facts["debut_precedent"] = event.from_at.isoformat()
    if isinstance(event, events.PresenceConfirmed):
        # Of several who are expected, who said that they come.
        coming = (each for each in rdv.participations.all() if each.pk == event.participation_id)
        facts["usagers_confirmes"] = [{"id": str(each.usager_id)} for each in coming]
    queue_webhooks(
        Told(
            event=TYPES[type(event)],
            message_id=envelope.message_id,
            at=envelope.at,
            kind="rdv",
            object_id=rdv.pk,
            data=facts,
        ),
        now=now,
    )


def send_webhooks(refs: Sequence[str], now: datetime) -> None:
    """Due: these posts."""
    started, waiting = clock.now(), list(refs)
    while waiting and clock.now() - started < BUDGET:
        _send(UUID(waiting.pop(0)))
    pause_webhooks(waiting, until=clock.now() + BUDGET)


def _send(post_id: UUID) -> None:
    post = post_to_send(post_id)
    if post is None:
        return
    now, endpoint = clock.now(), post.endpoint
    trial = post.event == WebhookEvent.TRIAL
    if endpoint.retry_at and endpoint.retry_at > now and not trial:
        pause_webhooks([str(post_id)], until=endpoint.retry_at)
        return
    answer = call(post, now)
    settle_webhook(post_id, answer.told, taken=answer.taken, now=clock.now())
