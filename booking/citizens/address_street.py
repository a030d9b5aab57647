from collections.abc import Sequence

from booking.citizens.address_suggestions import Suggestion, suggestions
from booking.queries.sector_streets import street_key
from booking.queries.sectors import Address, streets_of

# « Aucune de ces rues »
NONE = "aucune"


def street_answer(
    said: str, chosen: str, commune_code: str, commune_name: str
) -> Address | Sequence[Suggestion]:
    """The address, or the streets to choose among when the one typed is known to nobody under that spelling."""
    key = street_key(said)

    def address(street: str, street_code: str = "") -> Address:
        return Address(
            commune_code=commune_code, commune_name=commune_name, street=street, street_code=street_code
        )

    if chosen == NONE or key in {street_key(each) for each in streets_of(commune_code)}:
        return address(said)
    found = suggestions(said, commune_code)
    same = next((each for each in found if each.id == chosen or street_key(each.name) == key), None)
    if same:
        return address(same.name if same.id == chosen else said, same.street_code)
    return found or address(said)
