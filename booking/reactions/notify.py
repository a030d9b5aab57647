"""What leaves when an rdv is booked or cancelled. One reaction per channel: a failing one never repeats the other."""

from collections.abc import Callable, Collection
from functools import partial

from booking.events import RdvBooked, RdvCancelled
from booking.models import Participation
from booking.queries.recipients import to_confirm, to_warn_of_cancellation
from booking.reactions.facts import facts_of
from booking.reactions.letters import Letter, email_of, sms_of
from booking.reactions.once import once
from foundation import clock
from foundation.actors import ActorKind
from foundation.courier.addresses import is_mobile
from foundation.courier.failures import CourierFailure, TemporaryFailure
from foundation.courier.mail import post_email
from foundation.courier.sms import post_sms
from foundation.outbox.wiring import Envelope

type Post = Callable[[Participation, str], None]


def email_booked(event: RdvBooked, envelope: Envelope) -> None:
    _post_each(to_confirm(event.rdv_id, now=clock.now()), partial(_email, Letter.BOOKED), envelope)


def sms_booked(event: RdvBooked, envelope: Envelope) -> None:
    _post_each(to_confirm(event.rdv_id, now=clock.now()), partial(_sms, Letter.BOOKED), envelope)


def email_cancelled(event: RdvCancelled, envelope: Envelope) -> None:
    gone = to_warn_of_cancellation(event.rdv_id, now=clock.now())
    _post_each(gone, partial(_email, Letter.CANCELLED), envelope)


def sms_cancelled(event: RdvCancelled, envelope: Envelope) -> None:
    """Who cancelled it themselves needs no SMS; who did not must not come for nothing."""
    if event.by == ActorKind.AGENT:
        gone = to_warn_of_cancellation(event.rdv_id, now=clock.now())
        _post_each(gone, partial(_sms, Letter.CANCELLED), envelope)


def _post_each(participations: Collection[Participation], post: Post, envelope: Envelope) -> None:
    """One person's refused address keeps nothing from the others. A failure worth a retry is told first."""
    failures: list[CourierFailure] = []
    for participation in participations:
        reference = f"{envelope.delivery_id}-{participation.pk}"
        try:
            once(reference, partial(post, participation, reference))
        except CourierFailure as failure:
            failures.append(failure)
    if failures:
        raise next((each for each in failures if isinstance(each, TemporaryFailure)), failures[0])


def _email(letter: Letter, participation: Participation, reference: str) -> None:
    if participation.usager.email:
        now = clock.now()
        post_email(email_of(letter, facts_of(participation, now=now), now=now), reference=reference)


def _sms(letter: Letter, participation: Participation, reference: str) -> None:
    if participation.usager.phone and is_mobile(participation.usager.phone):
        post_sms(sms_of(letter, facts_of(participation, now=clock.now())), reference=reference)
