"""What follows an answer: it is acted upon, its author is told in one short message, the agents when it is theirs."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from booking.commands.answer_message import Outcome, Understood, answer_message
from booking.events import AnswerReceived, LateAnnounced
from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.answers import thread_of
from booking.queries.rdvs import participation_by_id
from booking.queries.usager_contacts import reader_of
from booking.queries.wording_values import short_time
from booking.reactions.answers_to_agents import Told, tell_administrators, tell_agents_of
from booking.reactions.sending import send
from booking.vocabulary import MessageKind
from booking.wording.answers import Said, first_line
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.web.components.typography import telephone

# Later than this, an answer to an answer only puzzles.
REPLY_WITHIN = timedelta(hours=12)
BY = MappingProxyType({Channel.EMAIL: "par e-mail", Channel.SMS: "par SMS"})


def act_on_answer(event: AnswerReceived, envelope: Envelope) -> None:
    now = clock.now()
    understood = answer_message(event.receipt_id, now=now)
    participation, key = understood.participation, f"answer:{event.receipt_id}"
    if understood.outcome == Outcome.IGNORED:
        return
    if participation is None:
        if understood.outcome == Outcome.FORWARDED:
            tell_administrators(_from_nowhere(understood.receipt), key=key, now=now)
        return
    if _may_reply(understood, participation):
        _reply(understood, participation, now)
    if told := _for_agents(understood, participation):
        tell_agents_of(participation.rdv_id, told, key=key, now=now)


def agents_late(event: LateAnnounced, envelope: Envelope) -> None:
    participation = participation_by_id(event.participation_id)
    if participation and participation.late_min == event.minutes:
        delay = f"Retard annoncé : {event.minutes} minutes." if event.minutes else "Durée non précisée."
        told = Told("Usager en retard", f"{participation.usager} sera en retard. {delay}")
        key = f"late:{envelope.message_id}"
        tell_agents_of(event.rdv_id, told, key=key, now=clock.now(), only_who_wants=True)


def _may_reply(understood: Understood, participation: Participation) -> bool:
    """Who said STOP reads one last SMS, which says so; what they still write is acted upon in silence."""
    usager = reader_of(participation.usager)
    if understood.receipt.channel == Channel.EMAIL:
        # The letter of the cancellation leaves anyway.
        accepts = usager.accepts_email and understood.outcome != Outcome.CANCELLED
    else:
        accepts = usager.accepts_sms and usager.phone == understood.receipt.contact
    return accepts or understood.outcome == Outcome.STOPPED


def _reply(understood: Understood, participation: Participation, now: datetime) -> None:
    """Once a day for each thing told: an answering machine that answers us gets no further."""
    outcome, receipt = understood.outcome, understood.receipt
    day = now.astimezone(zone_of(participation.rdv)).date()
    more = f"{outcome}-{understood.answer.minutes}" if outcome == Outcome.LATE else outcome
    send(
        kind=MessageKind.ANSWER_UNDERSTOOD,
        channel=Channel(receipt.channel),
        key=f"answered:{participation.pk}:{more}:{day}:{receipt.channel}",
        now=now,
        participation=participation,
        drop_after=receipt.created_at + REPLY_WITHIN,
        extra=_said(understood, now),
    )


def _said(understood: Understood, now: datetime) -> Mapping[str, Any]:
    said: dict[str, Any] = {"answer": understood.outcome.value, "minutes": understood.answer.minutes}
    if understood.outcome == Outcome.WHICH:
        said["choices"] = _choices(thread_of(understood.receipt, now=now).expected)
    return said


def _choices(expected: Sequence[Participation]) -> Sequence[str]:
    """What to answer for each rdv. Empty when an hour would not tell them apart: their pages do."""
    rdvs = {each.rdv_id: each.rdv.starts_at.astimezone(zone_of(each.rdv)) for each in expected}
    starts = sorted(rdvs.values())
    if len({start.time() for start in starts}) < len(starts):
        return []
    same_day = len({start.date() for start in starts}) == 1
    return [f"NON {short_time(start)}" + ("" if same_day else f" ({start:%d/%m})") for start in starts]


def _for_agents(understood: Understood, participation: Participation) -> Told | None:
    receipt, usager = understood.receipt, participation.usager
    how = BY[Channel(receipt.channel)]
    if understood.outcome == Outcome.TOO_LATE:
        text = (
            f"{usager} a demandé {how} à annuler, après la limite. Le rendez-vous n’est pas annulé : "
            "annulez-le vous-même si vous êtes d’accord."
        )
        return Told("Annulation demandée trop tard", text)
    whole = receipt.text.strip()
    more = receipt.channel == Channel.EMAIL and whole != first_line(whole).strip()
    if understood.outcome == Outcome.FORWARDED or (more and understood.answer.said != Said.STOP):
        return Told("Message d’un usager", f"{usager} a répondu {how} :\n« {whole} »")
    return None


def _from_nowhere(receipt: Receipt) -> Told:
    """With where to answer: there is no rdv to open."""
    where = receipt.contact if receipt.channel == Channel.EMAIL else telephone(receipt.contact)
    said = (
        f"{receipt.usager} ({where}) a répondu {BY[Channel(receipt.channel)]} :\n« {receipt.text.strip()} »"
    )
    return Told("Message d’un usager", f"{said}\nCette personne n’a pas de rendez-vous à venir.")
