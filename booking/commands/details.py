"""What is booked besides a time and a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.commands.usagers import Identity, recognise_usager
from booking.models import Participation, Rdv, Usager
from foundation.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Already checked by the door. `responsible`: who books for a proche; messages go to them, and of the proche
    only the names are taken. `invited_at`: when the link had to be good, if not now.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    papers: Sequence[str] = ()
    address: str = ""
    language: str = "fr"
    accepted: bool = False
    prescriber: Mapping[str, str] = field(default_factory=dict)
    invitation_id: UUID | None = None
    invited_at: datetime | None = None
    responsible: Identity | None = None


NOTHING_MORE = Details()


def who_comes(identity: Identity, details: Details, by: Actor, now: datetime) -> Usager:
    return recognise_usager(
        identity, by=by, now=now, language=details.language, responsible=details.responsible
    )


def take_part(rdv: Rdv, usager: Usager, details: Details, *, now: datetime) -> Participation:
    """The place of one usager, with what they answered."""
    return Participation.objects.create(rdv=rdv, usager=usager, **facts_of(details, now))


def facts_of(details: Details, now: datetime) -> dict[str, Any]:
    return {
        "answers": dict(details.answers),
        "papers": list(details.papers),
        "language": details.language,
        "prescriber": dict(details.prescriber),
        "accepted_at": now if details.accepted else None,
        "invitation_id": details.invitation_id,
    }
