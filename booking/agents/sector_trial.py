"""Why an address leads where it leads, in sentences."""

from collections.abc import Sequence
from typing import Any

from booking.agents.sector_reading import served_lines
from booking.models import Motif, SectorZone
from booking.queries.motifs import motifs_online
from booking.queries.sector_list import sectors
from booking.queries.sector_streets import street_key
from booking.queries.sectors import Address, Reception, offered_at, reception_at, zones_at
from booking.queries.spelling import plain
from booking.vocabulary import SectorLevel


def trial_context(address: Address) -> dict[str, Any]:
    """The same reading as the citizens', then the names. Eight queries at most."""
    zones, reception = zones_at(address), reception_at(address)
    matching = [sector for sector in sectors() if sector.pk in reception.sectors]
    return {
        "adresse": str(address),
        "raison": _reason(address, zones),
        "secteurs": [(sector.name, [name for _, name in served_lines(sector)]) for sector in matching],
        "motifs": _motifs(reception),
    }


def _reason(address: Address, zones: Sequence[SectorZone]) -> str:
    if any(zone.street for zone in zones):
        names = ", ".join(sorted({zone.street_name or zone.street for zone in zones}))
        return f"La voie est dans un secteur : {names}. Elle passe avant la commune entière."
    if zones:
        street = " La voie n’est dans aucun secteur à part." if street_key(address.street) else ""
        return f"La commune entière est dans un secteur.{street}"
    if address.street:
        return "Ni cette voie ni la commune entière ne sont dans un secteur."
    return "La commune entière n’est dans aucun secteur."


def _motifs(reception: Reception) -> list[tuple[Motif, bool, str]]:
    """Each motif offered online: whether this address sees it, and why."""
    motifs = sorted(motifs_online(), key=lambda each: (plain(each.name), each.pk))
    offered = {each.pk for each in offered_at(motifs, reception)}
    return [(motif, motif.pk in offered, _why(motif, reception, motif.pk in offered)) for motif in motifs]


def _why(motif: Motif, reception: Reception, is_offered: bool) -> str:
    if motif.sector_level == SectorLevel.EVERYWHERE:
        return "Proposé partout."
    if motif.sector_level == SectorLevel.ORGANISATION:
        if is_offered:
            return "L’organisation reçoit ce secteur."
        return "L’organisation ne reçoit pas ce secteur tout entière."
    if is_offered:
        return "Un agent du secteur a une plage d’ouverture pour ce motif."
    if reception.of(motif):
        return "Aucun agent du secteur n’a de plage d’ouverture pour ce motif."
    return "Aucun agent de cette organisation ne reçoit ce secteur."
