"""The administrators learn that their budget of SMS is nearly spent, or spent."""

from datetime import date
from typing import Any, Protocol

from booking.models import Agent
from booking.queries.agents import administrators
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.web.components.typography import MONTHS, NARROW_NO_BREAK, NO_BREAK

LINK = "/agent/parametres/consommation/"


class Crossing(Protocol):
    """What the floor above says of a budget."""

    @property
    def month(self) -> date: ...
    @property
    def percent(self) -> int: ...
    @property
    def used(self) -> int: ...
    @property
    def allowance(self) -> int: ...
    @property
    def stops(self) -> bool: ...


def email_allowance(event: Crossing, envelope: Envelope) -> None:
    """One per threshold, month and budget, were the event published twice."""

    def tell(reader: Agent) -> None:
        send(
            kind=MessageKind.AGENT_NOTICE,
            channel=Channel.EMAIL,
            key=f"budget:{event.month:%Y-%m}:{event.percent}:{event.allowance}:{reader.pk}",
            now=clock.now(),
            agent=reader,
            extra=_notice(event),
        )

    to_each(administrators(), tell)


def _notice(event: Crossing) -> dict[str, Any]:
    month = f"{MONTHS[event.month.month - 1]} {event.month.year}"
    spent = event.percent >= 100
    reached = "Budget de SMS épuisé" if spent else f"Budget de SMS utilisé à {event.percent}{NO_BREAK}%"
    return {
        "title": f"{reached}, {month}",
        "text": (
            f"{_number(event.used)}{NO_BREAK}SMS envoyés ce mois-ci, pour un budget de {_number(event.allowance)}. "
            f"{_what_follows(event.stops, spent)}"
        ).strip(),
        "link": LINK,
        "label": "Voir la consommation",
    }


def _what_follows(stops: bool, spent: bool) -> str:
    if stops:
        return (
            "Jusqu’à la fin du mois, les rappels et les confirmations partent seulement par e-mail. "
            "Les codes d’identification partent toujours par SMS."
        )
    return "Les SMS continuent de partir." if spent else ""


def _number(value: int) -> str:
    return f"{value:,}".replace(",", NARROW_NO_BREAK)
