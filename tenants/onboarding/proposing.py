"""What can be filled in from a SIREN: people correct, they do not type."""

from dataclasses import dataclass

from tenants import registry
from tenants.commands.open_tenant import RESERVED
from tenants.models import Tenant
from tenants.registry.spelling import fold
from tenants.vocabulary import TenantKind

LONGEST = 63
VOWELS = "aâeéèêëiîïoôöuûüyAÂÀEÉÈÊËIÎÏOÔÖŒUÛÜY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`place` is what the time zone and the public holidays come from; empty when the registry knows no such SIREN."""

    siren: str
    name: str = ""
    kind: str = ""
    slug: str = ""
    departement_code: str = ""
    place: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.name)


def propose(siren: str) -> Proposal:
    known = registry.by_siren(siren)
    if isinstance(known, registry.Commune):
        return Proposal(
            siren=siren,
            name=f"Commune {of(known.name)}",
            kind=TenantKind.COMMUNE,
            slug=free_slug(known.name, known.departement),
            departement_code=known.departement,
            place=known.insee,
        )
    if isinstance(known, registry.Epci):
        first = registry.by_insee(known.communes[0]) if known.communes else None
        departement = first.departement if first else ""
        return Proposal(
            siren=siren,
            name=known.name,
            kind=TenantKind.EPCI,
            slug=free_slug(known.name, departement),
            departement_code=departement,
            place=departement,
        )
    return Proposal(siren=siren)


def free_slug(name: str, departement: str = "") -> str:
    """A word that nobody has: the name's, then with the département, then with a number."""
    word = slug_of(name)
    if not word:
        return ""
    wanted = [
        word,
        slug_of(f"{name[:58]} {departement}"),
        *(slug_of(f"{name[:55]} {n}") for n in range(2, 10)),
    ]
    taken = set(Tenant.objects.filter(slug__in=wanted).values_list("slug", flat=True)) | RESERVED
    return next((each for each in wanted if each not in taken), "")


def slug_of(name: str) -> str:
    return fold(name[:120]).replace(" ", "-")[:LONGEST].strip("-")


def of(name: str) -> str:
    """« d’Arras », « de Lens », « du Touquet-Paris-Plage », « des Ulis », « de La Rochelle »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d’{name}" if name[:1] in VOWELS else f"de {name}"
