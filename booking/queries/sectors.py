"""Who receives the people of an address."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from booking.models import Motif, PlageOuverture, SectorServed, SectorZone
from booking.queries.motifs import motifs_online
from booking.queries.sector_streets import street_key
from booking.vocabulary import SectorLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A commune by its INSEE code, and a street as it was typed: empty where the commune says enough."""

    commune_code: str
    commune_name: str = ""
    street: str = ""
    # Of the national address base, when it gave the street.
    street_code: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.street, self.commune_name)))


@dataclass(frozen=True, slots=True)
class Reception:
    """`organisations` served as a whole; agendas of the agents served by name, by organisation."""

    sectors: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    agendas: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def of(self, motif: Motif) -> Collection[int] | None:
        """Agendas that may receive this address for the motif: None is whoever is free, empty is nobody."""
        if motif.sector_level == SectorLevel.EVERYWHERE:
            return None
        if motif.sector_level == SectorLevel.ORGANISATION:
            return None if motif.organisation_id in self.organisations else frozenset()
        return self.agendas.get(motif.organisation_id, frozenset())

    def is_near(self, motif: Motif) -> bool:
        """Of an organisation that serves the sector of this address, as a whole or by one of its agents."""
        return motif.organisation_id in self.organisations or motif.organisation_id in self.agendas


NOBODY = Reception()
# Sector, organisation, agent if one is named, their agenda and whether it is active.
type Served = tuple[int, int, UUID | None, int | None, bool | None]


def zones_at(address: Address) -> list[SectorZone]:
    """The zones that decide, by sector. Several sectors may hold one address: all of them receive. One query.

    A street passes before the whole of its commune. Elsewhere the two are added up, so that a street cannot be
    given to another centre unless every other street of its commune is listed too; here the exception is enough.
    """
    return _deciding(address, _zones_near([address]))


def _zones_near(addresses: Collection[Address]) -> list[SectorZone]:
    """Whole communes, and the streets of these addresses. One query."""
    here = Q(street="")
    if keys := {street_key(each.street) for each in addresses} - {""}:
        here |= Q(street__in=keys)
    if codes := {each.street_code for each in addresses} - {""}:
        here |= Q(street_code__in=codes)
    communes = {each.commune_code for each in addresses}
    rows = SectorZone.objects.filter(here, commune_code__in=communes).select_related("sector")
    return list(rows.order_by("sector__name", "sector_id", "street"))


def _deciding(address: Address, zones: Iterable[SectorZone]) -> list[SectorZone]:
    here = [zone for zone in zones if zone.commune_code == address.commune_code]
    key, code = street_key(address.street), address.street_code
    streets = [
        zone for zone in here if zone.street and (zone.street == key or (code and zone.street_code == code))
    ]
    return streets or [zone for zone in here if not zone.street]


def reception_at(address: Address | None) -> Reception:
    """Two queries, whatever the number of zones, organisations and agents. Without an address, nobody in particular."""
    return receptions_at([address])[address] if address else NOBODY


def receptions_at(addresses: Collection[Address]) -> Mapping[Address, Reception]:
    """Of each; two queries for all of them."""
    zones = _zones_near(addresses) if addresses else []
    sectors = {each: {zone.sector_id for zone in _deciding(each, zones)} for each in addresses}
    served = _served(set().union(*sectors.values()))
    return {
        each: _reception(theirs, [row for row in served if row[0] in theirs])
        for each, theirs in sectors.items()
    }


def _served(sectors: Collection[int]) -> list[Served]:
    if not sectors:
        return []
    rows = SectorServed.objects.filter(Q(agent=None) | Q(agent__is_active=True), sector__in=sectors)
    return list(
        rows.values_list(
            "sector_id", "organisation_id", "agent_id", "agent__agenda__id", "agent__agenda__is_active"
        )
    )


def _reception(sectors: Collection[int], found: Collection[Served]) -> Reception:
    agendas: dict[int, set[int]] = {}
    for _, organisation_id, _, agenda_id, is_active in found:
        if agenda_id and is_active:
            agendas.setdefault(organisation_id, set()).add(agenda_id)
    return Reception(
        frozenset(sectors),
        frozenset(organisation_id for _, organisation_id, agent_id, *_ in found if agent_id is None),
        {organisation_id: frozenset(them) for organisation_id, them in agendas.items()},
    )


def motifs_at(motifs: Iterable[Motif], address: Address | None) -> list[Motif]:
    """Those offered at this address, with those who receive it."""
    return received_at(motifs, address)[0]


def received_at(motifs: Iterable[Motif], address: Address | None) -> tuple[list[Motif], Reception]:
    """The same, and who receives there. Three queries at most, none where no motif asks: nobody is near then."""
    motifs = list(motifs)
    if all(motif.sector_level == SectorLevel.EVERYWHERE for motif in motifs):
        return motifs, NOBODY
    reception = reception_at(address)
    return offered_at(motifs, reception), reception


def offered_at(motifs: Iterable[Motif], reception: Reception) -> list[Motif]:
    """Those of the motifs that somebody receives for this address. One query when agents are served by name.

    A motif left to agents is offered where one of them has an opening for it, and to them alone.
    """
    known = [(motif, reception.of(motif)) for motif in motifs]
    kept = [(motif, among) for motif, among in known if among is None or among]
    named = {motif.pk: set(among) for motif, among in kept if among}
    opened = _opened(named)
    return [
        motif if among is None else motif.received_by(among)
        for motif, among in kept
        if among is None or named[motif.pk] & opened.get(motif.pk, set())
    ]


def _opened(named: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """Agendas with an opening, by motif."""
    if not named:
        return {}
    links = PlageOuverture.motifs.through.objects.filter(
        motif__in=named, plageouverture__agenda__in=set().union(*named.values())
    )
    opened: dict[int, set[int]] = {}
    for motif_id, agenda_id in links.values_list("motif_id", "plageouverture__agenda_id"):
        opened.setdefault(motif_id, set()).add(agenda_id)
    return opened


def is_address_asked() -> bool:
    """Whether a motif offered online depends on the address."""
    return motifs_online().exclude(sector_level=SectorLevel.EVERYWHERE).exists()


def streets_of(commune_code: str) -> list[str]:
    """Names of the streets of this commune that zones tell apart, as the alphabet goes. One query."""
    rows = SectorZone.objects.filter(commune_code=commune_code).exclude(street="")
    names = dict(rows.order_by("street", "-street_name").values_list("street", "street_name"))
    return [names[key] or key for key in sorted(names)]
