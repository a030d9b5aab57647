import csv
import io
from collections.abc import Iterator
from importlib.resources import files
from sys import intern

from tenants.registry.administrations import Commune, Departement, Epci
from tenants.registry.once import once


@once
def communes() -> tuple[Commune, ...]:
    """Every commune, the most populous first."""
    rows = (_commune(row) for row in _rows("communes.csv"))
    return tuple(sorted(rows, key=lambda commune: -commune.population))


@once
def departements() -> tuple[Departement, ...]:
    return tuple(Departement(*row) for row in _rows("departements.csv"))


@once
def epcis() -> tuple[Epci, ...]:
    rows = (
        Epci(siren, name, kind, int(people), tuple(members.split()))
        for siren, name, kind, people, members in _rows("epci.csv")
    )
    return tuple(sorted(rows, key=lambda epci: -epci.population))


def _rows(name: str) -> Iterator[list[str]]:
    text = files("tenants.registry").joinpath("data", name).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return rows


def _commune(row: list[str]) -> Commune:
    siren, insee, name, departement, region, zone, postal_codes, people, latitude, longitude = row
    return Commune(
        siren=siren,
        insee=insee,
        name=name,
        # A hundred codes shared by 35,000 rows: interning them saves 4 MB a process.
        departement=intern(departement),
        region=intern(region),
        zone=intern(zone),
        postal_codes=tuple(map(intern, postal_codes.split())),
        population=int(people or 0),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
    )
