"""The commune that somebody types, by its name or postal code."""

from collections.abc import Sequence

from booking.queries.sector_streets import street_key
from foundation import ports
from foundation.places import CommuneFound


def communes_typed(typed: str, code: str = "") -> Sequence[CommuneFound]:
    """One when it is sure: `code` chosen among them, or the only one of that very name. Else those it may be."""
    found = ports.communes_named(typed)
    chosen = [each for each in found if each.code == code]
    if chosen:
        return chosen
    name = street_key(typed)
    exact = [each for each in found if street_key(each.name) == name]
    return exact or found


def choices_of(communes: Sequence[CommuneFound]) -> list[tuple[str, str]]:
    """Code and name, told apart by the postal code."""
    return [
        (each.code, f"{each.name} ({', '.join(each.postal_codes[:2]) or each.departement})")
        for each in communes
    ]
