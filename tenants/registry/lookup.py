import re
from collections import defaultdict
from types import MappingProxyType

from tenants.registry.administrations import Administration, Commune, Departement
from tenants.registry.numbers import siren_of
from tenants.registry.once import once
from tenants.registry.tables import communes, departements, epcis

_POSTAL_CODE = re.compile(r"[0-9]{5}")
_INSEE_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
# Paris, Lyon and Marseille are one commune each; addresses name their arrondissement.
_ARRONDISSEMENTS = MappingProxyType(
    {str(code): "75056" for code in range(75101, 75121)}
    | {str(code): "69123" for code in range(69381, 69390)}
    | {str(code): "13055" for code in range(13201, 13217)}
)


def by_siren(number: str) -> Administration | None:
    """A commune or an EPCI, from a SIREN or a SIRET in any spacing.

    None is no refusal: départements, services of the State and 94 overseas communes have no SIREN in the
    registry. `siren_of` tells whether the number is well formed.
    """
    return _by_siren().get(siren_of(number) or "")


def by_insee(code: str) -> Commune | None:
    """The code of an arrondissement of Paris, Lyon or Marseille gives the commune."""
    code = code.strip().upper() if len(code) < 20 else ""
    if not _INSEE_CODE.fullmatch(code):
        return None
    return _by_insee().get(_ARRONDISSEMENTS.get(code, code))


def by_postal_code(code: str) -> tuple[Commune, ...]:
    """The most populous first."""
    digits = "".join(code.split()) if len(code) < 20 else ""
    return _by_postal_code().get(digits, ()) if _POSTAL_CODE.fullmatch(digits) else ()


def departement(code: str) -> Departement | None:
    return _by_departement_code().get(code.strip().upper() if len(code) < 20 else "")


def region_name(code: str) -> str | None:
    return region_names().get(code)


@once
def region_names() -> MappingProxyType[str, str]:
    """By INSEE code; an overseas collectivity, which lies in no region, stands for itself."""
    return MappingProxyType({one.region: one.region_name for one in departements()})


@once
def _by_siren() -> dict[str, Administration]:
    found: dict[str, Administration] = {epci.siren: epci for epci in epcis()}
    found.update((commune.siren, commune) for commune in communes() if commune.siren)
    return found


@once
def _by_insee() -> dict[str, Commune]:
    return {commune.insee: commune for commune in communes()}


@once
def _by_postal_code() -> dict[str, tuple[Commune, ...]]:
    sharing: defaultdict[str, list[Commune]] = defaultdict(list)
    for commune in communes():
        for code in commune.postal_codes:
            sharing[code].append(commune)
    return {code: tuple(them) for code, them in sharing.items()}


@once
def _by_departement_code() -> dict[str, Departement]:
    return {one.code: one for one in departements()}
