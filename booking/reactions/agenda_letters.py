"""A letter to an agent about their own plages d'ouverture and absences, with the file that their calendar reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.models import Agent
from booking.reactions.agent_letters import agent_email
from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel
from foundation.courier.mail import Attachment, Email

AGENDA = "/agent/agenda/"
ADDS = "Le fichier joint met à jour votre agenda."
REMOVES = "Le fichier joint retire ces heures de votre agenda."


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaNotice:
    """`attached`: what the file does to a calendar."""

    title: str
    text: str
    calendar: bytes
    attached: str
    facts: Sequence[tuple[str, str]] = ()


def agenda_email(notice: AgendaNotice, reader: Agent, *, now: datetime) -> Email:
    message = Message(
        kind=MessageKind.AGENT_NOTICE,
        channel=Channel.EMAIL,
        agent=reader,
        extra={
            "title": notice.title,
            "text": notice.text,
            "facts": notice.facts,
            "attached": notice.attached,
            "chosen": True,
            "link": AGENDA,
            "label": "Ouvrir l’agenda",
        },
    )
    file = Attachment("agenda.ics", notice.calendar, "text/calendar")
    return replace(agent_email(message, to=reader.email, now=now), attachments=(file,))
