"""What leaves to the usagers when an rdv changes. One reaction per channel: a failing one never repeats the other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from booking.events import (
    ParticipationJoined,
    ParticipationLeft,
    RdvBooked,
    RdvCancelled,
    RdvMoved,
    RdvRestored,
)
from booking.models import Lieu, Participation
from booking.queries.agent_rdvs import zone_of
from booking.queries.recipients import (
    CANCELLATION,
    households,
    to_confirm,
    to_warn_of_cancellation,
    who_joined,
    who_left,
)
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.actors import ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope

type Key = Callable[[Participation], str]


def tell_booked(event: RdvBooked, envelope: Envelope, *, channel: Channel) -> None:
    _send_each(MessageKind.RDV_BOOKED, channel, to_confirm(event.rdv_id, now=clock.now()), _coming)


def tell_restored(event: RdvRestored, envelope: Envelope, *, channel: Channel) -> None:
    """As when it was booked: a calendar that had removed it takes it again."""
    _send_each(MessageKind.RDV_BOOKED, channel, to_confirm(event.rdv_id, now=clock.now()), _coming)


def tell_moved(event: RdvMoved, envelope: Envelope, *, channel: Channel) -> None:
    """Of another time or place; another agent is the office's own business."""
    expected = to_confirm(event.rdv_id, now=clock.now())
    moved = [each for each in expected if _moved(event, each)]
    _send_each(MessageKind.RDV_MOVED, channel, moved, _coming, _former(event, moved))


def tell_cancelled(event: RdvCancelled, envelope: Envelope, *, channel: Channel) -> None:
    """Who cancelled it themselves needs no SMS; who did not must not come for nothing."""
    if channel == Channel.SMS and event.by == ActorKind.USAGER:
        return
    kind = MessageKind.RELEASED if event.by == ActorKind.SYSTEM else MessageKind.RDV_CANCELLED
    _send_each(kind, channel, to_warn_of_cancellation(event.rdv_id, now=clock.now()), _not_coming)


def tell_joined(event: ParticipationJoined, envelope: Envelope, *, channel: Channel) -> None:
    """That person, and those whom they entered with them; nobody else of the session."""
    if event.told_with:
        return
    joined = who_joined(event.participation_id, *event.together, now=clock.now())
    _send_each(MessageKind.RDV_BOOKED, channel, joined, _of_event(envelope))


def tell_left(event: ParticipationLeft, envelope: Envelope, *, channel: Channel) -> None:
    if channel == Channel.SMS and event.by == ActorKind.USAGER:
        return
    left = who_left(event.participation_id, now=clock.now())
    _send_each(MessageKind.RDV_CANCELLED, channel, left, _of_event(envelope))


def _send_each(
    kind: MessageKind,
    channel: Channel,
    participations: Iterable[Participation],
    key: Key,
    extra: Mapping[str, Any] | None = None,
) -> None:
    """Those who wait are tried again together."""

    def tell(household: Sequence[Participation]) -> None:
        first = household[0]
        send(
            kind=kind,
            channel=channel,
            key=f"{key(first)}:{channel}",
            now=clock.now(),
            participation=first,
            extra={**(extra or {}), "household": household},
        )

    to_each(households(participations, channel), tell)


def _coming(participation: Participation) -> str:
    """Each state of an rdv is told once: who reads the new time in the confirmation needs no letter of the move."""
    return f"rdv:{participation.pk}:{participation.rdv.sequence}"


def _not_coming(participation: Participation) -> str:
    return f"{CANCELLATION}{participation.pk}:{participation.rdv.sequence}"


def _of_event(envelope: Envelope) -> Key:
    return lambda participation: f"{envelope.message_id}:{participation.pk}"


def _moved(event: RdvMoved, participation: Participation) -> bool:
    rdv = participation.rdv
    return (rdv.starts_at, rdv.lieu_id) != (event.from_at, event.from_lieu)


def _former(event: RdvMoved, moved: list[Participation]) -> Mapping[str, Any]:
    """When and where it was to be."""
    if not moved:
        return {}
    rdv, lieu = moved[0].rdv, None
    if event.from_lieu and event.from_lieu != rdv.lieu_id:
        lieu = Lieu.objects.filter(pk=event.from_lieu).first()
    return {"former_at": event.from_at.astimezone(zone_of(rdv)), "former_lieu": lieu}


email_booked, sms_booked = (partial(tell_booked, channel=each) for each in (Channel.EMAIL, Channel.SMS))
email_restored, sms_restored = (partial(tell_restored, channel=each) for each in (Channel.EMAIL, Channel.SMS))
email_moved, sms_moved = (partial(tell_moved, channel=each) for each in (Channel.EMAIL, Channel.SMS))
email_cancelled, sms_cancelled = (
    partial(tell_cancelled, channel=each) for each in (Channel.EMAIL, Channel.SMS)
)
email_joined, sms_joined = (partial(tell_joined, channel=each) for each in (Channel.EMAIL, Channel.SMS))
email_left, sms_left = (partial(tell_left, channel=each) for each in (Channel.EMAIL, Channel.SMS))
