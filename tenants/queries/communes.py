"""The communes of the registry, as other floors may know them."""

from collections.abc import Sequence

from foundation.places import CommuneFound
from tenants.registry import Commune, by_insee, by_name, by_postal_code

AT_MOST = 12


def communes_named(text: str) -> Sequence[CommuneFound]:
    """By postal code, name, or beginning of a name, accents and capitals aside. An exact name comes first."""
    found = by_postal_code(text.strip()) or by_name(text, limit=AT_MOST)
    return [_told(each) for each in found[:AT_MOST]]


def commune_of_code(code: str) -> CommuneFound | None:
    """That of an arrondissement of Paris, Lyon or Marseille gives the whole commune."""
    commune = by_insee(code)
    return _told(commune) if commune else None


def _told(commune: Commune) -> CommuneFound:
    return CommuneFound(
        code=commune.insee,
        name=commune.name,
        departement=commune.departement,
        postal_codes=commune.postal_codes,
    )
