"""From what a citizen types (a commune, a postal code, a name) to the administrations that receive there."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from tenants import registry
from tenants.models import Tenant
from tenants.models.tenant import TenantQuerySet
from tenants.registry import Administration, Commune, Departement
from tenants.registry.spelling import fold
from tenants.vocabulary import TenantKind

# Who receives the inhabitants of a whole département: a commune's neighbours do not.
OF_THE_DEPARTEMENT = (TenantKind.DEPARTEMENT, TenantKind.STATE_SERVICE, TenantKind.FRANCE_SERVICES)
PLACES_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """`place` is the first place of the registry that the text names, open here or not."""

    tenants: TenantQuerySet
    place: Administration | None


def open_administrations() -> TenantQuerySet:
    return Tenant.objects.listed().order_by("name", "pk")


def search(text: str) -> Found:
    """Named administrations first, then those of the commune's territory. One query, whatever the text."""
    places = registry.administrations_by_name(text, PLACES_AT_MOST)
    named, around = _named(text) | _itself(places), _around(places)
    tenants = open_administrations().filter(named | around)
    rank = Case(When(named, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Found(tenants.order_by(rank, "name", "pk"), places[0] if places else None)


def _named(text: str) -> Q:
    """Every word in the name or the address, which bears no accent."""
    words = [word for word in text.replace("’", " ").replace("'", " ").split() if len(word) > 1]
    if not words:
        return Q(pk__in=[])
    named = Q()
    for word in words:
        plain = fold(word).replace(" ", "-")
        in_address = Q(slug__contains=plain) if plain else Q(pk__in=[])
        named &= Q(name__icontains=word) | Q(short_name__icontains=word) | in_address
    return named


def _itself(places: tuple[Administration, ...]) -> Q:
    """The places found, as administrations. The registry knows a département by its number only."""
    if places and isinstance(places[0], Departement):
        return Q(kind=TenantKind.DEPARTEMENT, departement_code=places[0].code)
    sirens = [each.siren for each in places if not isinstance(each, Departement) and each.siren]
    return Q(siren__in=sirens)


def _around(places: tuple[Administration, ...]) -> Q:
    """Only around the best match: a name begun may be that of thirty communes all over France."""
    if not places:
        return Q(pk__in=[])
    best = places[0]
    if isinstance(best, Departement):
        return Q(departement_code=best.code)
    if isinstance(best, Commune):
        groups = [epci.siren for epci in registry.epcis() if best.insee in epci.communes]
        return Q(siren__in=groups) | Q(departement_code=best.departement, kind__in=OF_THE_DEPARTEMENT)
    return Q(pk__in=[])
