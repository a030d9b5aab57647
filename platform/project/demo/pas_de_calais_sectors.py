"""Département du Pas-de-Calais: each commune to the nearest house, and some streets of Arras to one social worker."""

from math import cos, radians

from booking.commands.settle_sectors import NewSector
from tenants import registry

DEPARTEMENT, ARRAS = "62", "62041"
# By town: how its sector is called, and the commune where its house is.
HOUSES = {
    "arras": ("Secteur d’Arras", ARRAS),
    "lens": ("Secteur de Lens", "62498"),
    "calais": ("Secteur de Calais", "62193"),
}
KARIM, HELENE = "karim.haddad@pas-de-calais.example", "helene.caron@pas-de-calais.example"
NORTH = ("Rue de Lille", "Avenue Winston-Churchill", "Rue des Rosati", "Rue de Douai")
SOUTH = ("Rue d’Amiens", "Rue de Cambrai", "Boulevard Faidherbe", "Rue de Bapaume")


def sectors() -> tuple[NewSector, ...]:
    return (
        *_around_the_houses(),
        _quarter("Arras, quartiers nord", KARIM, NORTH),
        _quarter("Arras, quartiers sud", HELENE, SOUTH),
    )


def _quarter(name: str, agent: str, streets: tuple[str, ...]) -> NewSector:
    return NewSector(
        name=name, organisation="mds-arras", agents=(agent,), communes=((ARRAS, "Arras"),), streets=streets
    )


def _around_the_houses() -> list[NewSector]:
    places = {town: _place(registry.by_insee(insee)) for town, (_, insee) in HOUSES.items()}
    around: dict[str, list[tuple[str, str]]] = {town: [] for town in HOUSES}
    for commune in registry.communes():
        if commune.departement == DEPARTEMENT:
            here = _place(commune)
            nearest = min(places, key=lambda town: _square(here, places[town]))
            around[nearest].append((commune.insee, commune.name))
    return [
        NewSector(
            name=HOUSES[town][0],
            organisation=f"mds-{town}",
            agents=(KARIM, HELENE) if town == "arras" else (),
            communes=tuple(communes),
        )
        for town, communes in around.items()
    ]


def _place(commune: registry.Commune | None) -> tuple[float, float]:
    """The registry does not place the smallest ones: then it is where their post office is."""
    if commune is None:
        raise LookupError("a town of the demonstration is not in the registry")
    neighbours = [each for code in commune.postal_codes for each in registry.by_postal_code(code)]
    for each in (commune, *neighbours):
        if each.latitude is not None and each.longitude is not None:
            return each.latitude, each.longitude
    return _place(registry.by_insee(ARRAS))


def _square(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Of the distance, in degrees of latitude: near enough to compare."""
    north, east = one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0]))
    return north * north + east * east
