"""Who may receive somebody who has an rdv, or waits for one: their referents, those of their sector."""

from collections.abc import Collection, Mapping
from uuid import UUID

from booking.models import FileAttente, Motif, Participation, Usager
from booking.queries.people import granted
from booking.queries.referents import agendas_by_usager
from booking.queries.sectors import NOBODY, Address, Reception, receptions_at
from booking.vocabulary import CreatedBy, SectorLevel

# Agendas; None is whoever is free.
type Among = frozenset[int] | None


def is_for_some(motif: Motif) -> bool:
    """Whether who receives depends on the person."""
    return motif.follow_up or motif.sector_level != SectorLevel.EVERYWHERE


def address_of(usager: Usager) -> Address | None:
    """As the file says it; of a proche, that of who answers for them when theirs is not known."""
    known = usager if usager.commune_code else usager.responsible
    if known is None or not known.commune_code:
        return None
    street, _, commune = known.address.rpartition(", ")
    return Address(commune_code=known.commune_code, commune_name=commune, street=street)


def received_again(participation: Participation, *, address: Address | None = None) -> Motif:
    """The motif of an rdv for as many as it is for, with those who may receive its usager at another time: whoever
    receives them already, and those of their sector. `address`: said by the visitor themselves; else the file's.

    Expects the motif and who answers for a proche. No query for a motif that anybody receives for anybody.
    """
    rdv, usager = participation.rdv, participation.usager
    motif = granted(rdv.motif, rdv.people)
    # Who was invited is received wherever they live.
    if not is_for_some(motif) or (participation.invitation_id and not motif.follow_up):
        return motif
    home = address or address_of(usager)
    receptions = receptions_at([home]) if home and not motif.follow_up else {}
    followed = agendas_by_usager([usager.pk]) if motif.follow_up else {}
    among = _among(motif, receptions.get(home) if home else None, followed.get(usager.pk), rdv.agenda_id)
    return motif if among is None else motif.received_by(among)


def received_when_waiting(motif: Motif, places: Collection[FileAttente]) -> Mapping[UUID, Among]:
    """By place. Expects the usager, who answers for them, and the rdv. Two queries at most, whatever their number.

    Whom an agent entered without an address is received by whoever is free, as at the desk.
    """
    if not is_for_some(motif):
        return dict.fromkeys((each.pk for each in places), None)
    homes = {each.pk: address_of(each.usager) for each in places}
    receptions = {} if motif.follow_up else receptions_at({home for home in homes.values() if home})
    followed = agendas_by_usager([each.usager_id for each in places]) if motif.follow_up else {}
    found: dict[UUID, Among] = {}
    for each in places:
        home, kept = homes[each.pk], each.rdv.agenda_id if each.rdv else None
        if home is None and each.created_by == CreatedBy.AGENT and not motif.follow_up:
            found[each.pk] = None
        else:
            reception = receptions.get(home) if home else None
            found[each.pk] = _among(motif, reception, followed.get(each.usager_id), kept)
    return found


def _among(
    motif: Motif, reception: Reception | None, referents: frozenset[int] | None, kept: int | None
) -> Among:
    """`kept` receives them already. Who already has an rdv with an organisation, and gave no address, stays with it."""
    mine = frozenset([kept] if kept else [])
    if motif.follow_up:
        return (referents or frozenset()) | mine
    if reception is None and kept and motif.sector_level == SectorLevel.ORGANISATION:
        return None
    among = (reception or NOBODY).of(motif)
    return None if among is None else frozenset(among) | mine
