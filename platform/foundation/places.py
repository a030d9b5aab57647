"""What one room may tell another of the territory: the words of the ports, without any model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFound:
    """`code` is INSEE's."""

    code: str
    name: str
    departement: str
    postal_codes: tuple[str, ...] = ()
