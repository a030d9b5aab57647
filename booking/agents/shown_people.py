"""The people of an rdv, one by one: what may be sent to each, and the link that opens it."""

from dataclasses import dataclass
from datetime import datetime

from booking.commands.remind_by_hand import is_expected, is_written_to
from booking.commands.renew_link import link_mark
from booking.models import Participation, Rdv
from booking.queries.agent_rdvs import zone_of


@dataclass(frozen=True, slots=True)
class Person:
    """`mark` and `seen` are what the forms were made for (renew_link, remind_by_hand)."""

    pk: str
    name: str
    # A reminder may leave, and the new link with it.
    is_written_to: bool
    reminded_at: datetime | None
    seen: str
    mark: str


def shown_people(rdv: Rdv, now: datetime) -> list[Person]:
    return [_person(rdv, each, now) for each in rdv.participations.all()]


def _person(rdv: Rdv, place: Participation, now: datetime) -> Person:
    place.rdv = rdv
    reminded = place.reminded_at
    return Person(
        pk=str(place.pk),
        name=str(place.usager),
        is_written_to=is_expected(place, now) and is_written_to(place),
        reminded_at=reminded and reminded.astimezone(zone_of(rdv)),
        seen=reminded.isoformat() if reminded else "",
        mark=link_mark(place),
    )
