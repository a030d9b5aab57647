"""Who booked for somebody else is told what was booked, then what becomes of it. The person has their own messages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from booking.events import (
    ParticipationJoined,
    ParticipationLeft,
    RdvBooked,
    RdvCancelled,
    RdvMoved,
    RdvRestored,
)
from booking.models import Agent, Participation
from booking.queries.agents import colleague
from booking.queries.letter_facts import facts_of
from booking.queries.message_settings import message_settings
from booking.queries.prescribed_links import prescribed_link
from booking.queries.recipients import to_confirm, to_warn_of_cancellation, who_joined, who_left
from booking.reactions.sending import send_written
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.mail import Email
from foundation.languages import SOURCE, speaking
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current
from foundation.web.skins.letters import INLINER

LETTER = "booking/letters/rdv_prescribed"


class Fate(StrEnum):
    """As the letter says it."""

    TAKEN = "pris"
    MOVED = "déplacé"
    CANCELLED = "annulé"


def tell_prescriber(event: RdvBooked | RdvRestored, envelope: Envelope) -> None:
    now = clock.now()
    _tell(to_confirm(event.rdv_id, now=now), Fate.TAKEN, by_agent=event.by_agent, now=now)


def tell_prescriber_moved(event: RdvMoved, envelope: Envelope) -> None:
    now = clock.now()
    people = to_confirm(event.rdv_id, now=now)
    _tell(people, Fate.MOVED, by_agent=event.by_agent, now=now, from_at=event.from_at)


def tell_prescriber_cancelled(event: RdvCancelled, envelope: Envelope) -> None:
    now = clock.now()
    _tell(to_warn_of_cancellation(event.rdv_id, now=now), Fate.CANCELLED, by_agent=event.by_agent, now=now)


def tell_prescriber_joined(event: ParticipationJoined, envelope: Envelope) -> None:
    now = clock.now()
    joined = who_joined(event.participation_id, now=now)
    _tell(joined, Fate.TAKEN, by_agent=event.by_agent, now=now, seat=str(envelope.message_id))


def tell_prescriber_left(event: ParticipationLeft, envelope: Envelope) -> None:
    now = clock.now()
    left = who_left(event.participation_id, now=now)
    _tell(left, Fate.CANCELLED, by_agent=event.by_agent, now=now, seat=str(envelope.message_id))


def _tell(
    people: Iterable[Participation],
    fate: Fate,
    *,
    by_agent: UUID | None,
    now: datetime,
    from_at: datetime | None = None,
    seat: str = "",
) -> None:
    """Once for each state of the rdv, or of a `seat`: a session stays the same, whoever comes and goes. An agent knows
    what they do themselves, the booking aside: it is their copy.
    """

    def tell(participation: Participation) -> None:
        agent = _agent_of(participation)
        if fate is not Fate.TAKEN and agent and agent.pk == by_agent:
            return
        to = agent.email if agent else participation.prescriber.get("email", "")
        if not to:
            return
        # A professional from outside booked in the language that the person's messages are in.
        with speaking(SOURCE if agent else participation.language):
            letter = _letter(participation, agent, fate, to=to, now=now, from_at=from_at)
        send_written(
            letter,
            kind=MessageKind.PRESCRIBED,
            key=f"prescribed:{participation.pk}:{seat or participation.rdv.sequence}",
            agent=agent,
            rdv=participation.rdv,
            now=now,
        )

    to_each([each for each in people if each.prescriber], tell)


def _agent_of(participation: Participation) -> Agent | None:
    agent_id = participation.prescriber.get("agent")
    return colleague(agent_id) if agent_id else None


def _letter(
    participation: Participation,
    agent: Agent | None,
    fate: Fate,
    *,
    to: str,
    now: datetime,
    from_at: datetime | None,
) -> Email:
    """Without the links by which one comes to the rdv, or cancels it: they are the person's own."""
    if agent:
        link = current().url(f"/agent/rdv/{participation.rdv_id}/")
    else:
        link = current().url(prescribed_link(participation))
    known = facts_of(participation, settings=message_settings(), now=now)
    facts = replace(known, link=link, video="", cancel_before=None, reply_to="")
    was = from_at.astimezone(facts.starts_at.tzinfo) if from_at else None
    told = {"lettre": facts, "devenu": fate.value, "ancien": was}
    body = "cancelled" if fate is Fate.CANCELLED else "body"
    return Email(
        to=to,
        subject=_rendered("subject.txt", told),
        text=_rendered(f"{body}.txt", told) + "\n",
        html=INLINER.inline(_rendered(f"{body}.html", told)),
        sender_name=facts.administration,
    )


def _rendered(name: str, told: dict[str, Any]) -> str:
    return render_to_string(f"{LETTER}/{name}", told).strip()
