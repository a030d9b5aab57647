"""The visitor's address, kept in their session and nowhere else: some motifs depend on it."""

from rest_framework.request import Request

from booking.citizens.visitor import session_of
from booking.queries.sectors import Address

ADDRESS = "address"
# A commune whose street is still to be said: it decides nothing yet.
COMMUNE = "address_commune"


def known_address(request: Request) -> Address | None:
    said = session_of(request).get(ADDRESS)
    return Address(**said) if said else None


def keep_address(request: Request, address: Address) -> None:
    session = session_of(request)
    session.pop(COMMUNE, None)
    session[ADDRESS] = {
        "commune_code": address.commune_code,
        "commune_name": address.commune_name,
        "street": address.street,
        "street_code": address.street_code,
    }


def keep_commune(request: Request, code: str, name: str) -> None:
    session_of(request)[COMMUNE] = [code, name]


def commune_kept(request: Request) -> tuple[str, str] | None:
    """Code and name of the commune whose street is awaited."""
    said = session_of(request).get(COMMUNE)
    return (str(said[0]), str(said[1])) if said else None


def forget_address(request: Request) -> None:
    session = session_of(request)
    session.pop(ADDRESS, None)
    session.pop(COMMUNE, None)
