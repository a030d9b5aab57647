"""Whether a motif is received for an address, and by whom."""

from django.utils.translation import gettext_noop as _

from booking.models import Motif
from booking.queries.sectors import Address, reception_at
from booking.vocabulary import SectorLevel
from foundation.errors import Refusal


class AddressAsked(Refusal):
    code = "adresse-demandee"
    sentence = _("Ce rendez-vous dépend de votre adresse. Indiquez-la pour voir les créneaux.")
    status = 422


class OutOfSector(Refusal):
    code = "hors-secteur"
    sentence = _(
        "Ce rendez-vous n’est pas proposé à votre adresse. Choisissez un autre motif, ou téléphonez."
    )


def check_sector(motif: Motif, address: Address | None) -> Motif:
    """The motif with those who receive this address: searches and holds made from it go to nobody else.

    Raises AddressAsked, OutOfSector. No query for a motif received everywhere, two for any other.
    """
    if motif.sector_level == SectorLevel.EVERYWHERE:
        return motif
    if address is None:
        raise AddressAsked
    among = reception_at(address).of(motif)
    if among is None:
        return motif
    if not among:
        raise OutOfSector
    # An invitation, or a referent, may have narrowed it already.
    both = among if motif.among is None else motif.among & frozenset(among)
    if not both:
        raise OutOfSector
    return motif.received_by(both)
