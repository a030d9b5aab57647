from dataclasses import dataclass

EPCI_KINDS = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
    "METRO": "Métropole",
    "MET69": "Métropole à statut particulier",
}


@dataclass(frozen=True, slots=True)
class Commune:
    siren: str  # empty for the 94 communes of the overseas collectivities: the source has none there
    insee: str
    name: str
    departement: str
    region: str
    zone: str  # "metro", "drom" or "com"
    postal_codes: tuple[str, ...]
    population: int  # 0 where nobody lives, and where the source counts nobody (Kerguelen, Clipperton…)
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Departement:
    """Also an overseas collectivity: both stand in the same list. The source gives no SIREN."""

    code: str
    name: str
    region: str
    region_name: str
    chef_lieu: str  # INSEE code
    zone: str


@dataclass(frozen=True, slots=True)
class Epci:
    siren: str
    name: str
    kind: str  # a key of EPCI_KINDS
    population: int
    communes: tuple[str, ...]  # INSEE codes

    @property
    def kind_name(self) -> str:
        return EPCI_KINDS[self.kind]


type Administration = Commune | Departement | Epci
