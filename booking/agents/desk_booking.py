"""A free time of an agenda, as the form to book it shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from booking.agents.inputs import LOCAL, NewRdv, SlotAddress
from booking.agents.person_inputs import NOBODY
from booking.agents.sent_twice import booked_once
from booking.availability.wall_clock import instant
from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.commands.refusals import CreneauTaken
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, Rdv
from booking.queries.desk import agenda_by_key, key_of
from booking.queries.desk_offers import DeskAlternative, DeskOffer, nearest_at_desk, offers_at
from booking.queries.people import granted
from booking.vocabulary import Modalite
from foundation.actors import Actor
from foundation.errors import NotFound

TYPED = ("motif", *NOBODY, "combien", "adresse")


@dataclass
class DeskTime:
    """`wished` is the motif the address names; it leads when it is among what is offered then.

    `overlap`: the agent was told that the time is taken, and wants it all the same.
    """

    agenda: Agenda
    start: datetime
    wished: str = ""
    overlap: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agenda.organisation.time_zone)

    @property
    def local(self) -> datetime:
        return self.start.astimezone(self.zone)

    @property
    def key(self) -> str:
        return key_of(self.agenda)

    @property
    def typed_start(self) -> str:
        return f"{self.local:{LOCAL}}"

    @cached_property
    def offers(self) -> list[DeskOffer]:
        return offers_at(self.agenda, self.start)

    @property
    def fitting(self) -> list[DeskOffer]:
        return [offer for offer in self.offers if offer.fits]

    def offer(self, slug: str = "") -> DeskOffer | None:
        """Of that motif; without a wish, the first one that still fits."""
        slug = slug or self.wished
        named = next((offer for offer in self.offers if offer.motif.slug == slug), None)
        return named or next(iter(self.fitting or self.offers), None)

    def choices(self, slug: str = "") -> list[DeskOffer]:
        """What fits, and what was chosen even if it does not any more."""
        return [offer for offer in self.offers if offer.fits or offer.motif.slug == slug]

    def instead(self, slug: str, people: int, now: datetime) -> list[tuple[str, DeskAlternative]]:
        """Times long enough for as many."""
        offer = self.offer(slug)
        if offer is None:
            return []
        lieu_id = offer.lieu.pk if offer.lieu else None
        found = nearest_at_desk(granted(offer.motif, people), around=self.start, lieu_id=lieu_id, now=now)
        return [(f"{each.key}@{each.start.astimezone(each.zone):{LOCAL}}", each) for each in found]

    @property
    def counts(self) -> bool:
        """Whether one of the motifs takes several people or documents at once."""
        return any(offer.motif.people for offer in self.offers)

    @property
    def goes_out(self) -> bool:
        return any(offer.motif.modalite == Modalite.HOME for offer in self.offers)

    def empty_form(self) -> NewRdv:
        first = self.offer()
        blank = dict.fromkeys(TYPED, "") | {"cle": uuid4(), "motif": first.motif.slug if first else ""}
        return NewRdv(blank, offers=self.offers)

    def kept_form(self, data: Mapping[str, Any]) -> NewRdv:
        """What was typed, as it was typed."""
        return NewRdv({name: data.get(name, "") for name in TYPED} | {"cle": uuid4()}, offers=self.offers)


def desk_time(data: Mapping[str, Any]) -> DeskTime:
    """Raises NotFound: these addresses are only ever written by our own pages."""
    address = SlotAddress(data=data)
    if not address.is_valid():
        raise NotFound
    said = address.validated_data
    agenda = agenda_by_key(said["agent"])
    if agenda is None:
        raise NotFound
    day, at = said["debut"].date(), said["debut"].time()
    start = instant(day, at, ZoneInfo(agenda.organisation.time_zone))
    return DeskTime(agenda, start, said["motif"], said["chevauchement"])


def book_at_desk(at: DeskTime, form: NewRdv, *, by: Actor, now: datetime) -> Rdv:
    """Raises CreneauTaken, WouldOverlap."""
    typed = form.validated_data
    return booked_once(typed["cle"], lambda: _book(at, typed, form.identity, by, now))


def _book(at: DeskTime, typed: Mapping[str, Any], identity: Identity, by: Actor, now: datetime) -> Rdv:
    offer = at.offer(typed["motif"])
    if offer is None or offer.motif.slug != typed["motif"]:
        raise CreneauTaken
    wanted = Wanted(
        motif=granted(offer.motif, typed["combien"]),
        lieu_id=offer.lieu.pk if offer.lieu else None,
        starts_at=at.start,
        agenda_ids=[at.agenda.pk],
        free_choice=True,
    )
    return book_rdv(
        wanted,
        identity=identity,
        by=by,
        now=now,
        rdv_id=typed["cle"],
        overlap=at.overlap,
        details=Details(address=typed["adresse"]),
    ).rdv
