"""What administrators type about sectors."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from booking.agents.fields import line
from booking.commands.change_sector import Served
from booking.queries.sector_communes import choices_of, communes_typed
from booking.queries.sector_streets import street_key
from booking.queries.sector_zones import NewZone
from booking.queries.sectors import Address
from foundation.places import CommuneFound

UNKNOWN_COMMUNE = "Nous ne connaissons pas cette commune. Vérifiez son nom ou son code postal."
WHICH_COMMUNE = "Plusieurs communes correspondent. Choisissez celle qui convient."
NO_STREET = "Écrivez le nom d’une voie, par exemple rue de la Gare."


class SectorForm(serializers.Serializer[Any]):
    nom = line("Nom du secteur", "Exemple : Arras centre.", at_most=150, needed="Donnez un nom au secteur.")


class PlaceForm(serializers.Serializer[Any]):
    """A commune and perhaps a street. `communes`: those to choose among when what was typed is not enough."""

    commune = line("Commune", "Nom ou code postal.", at_most=100, needed="Indiquez une commune.")
    code = serializers.CharField(required=False, allow_blank=True, default="", max_length=5)
    voie = line("Voie", "Laissez vide pour toute la commune. Exemple : rue de la Gare.", at_most=150)

    communes: list[tuple[str, str]]

    def validate_voie(self, typed: str) -> str:
        if typed and not street_key(typed):
            raise serializers.ValidationError(NO_STREET)
        return typed

    def validate(self, attrs: Any) -> Any:
        found = communes_typed(attrs["commune"], attrs["code"])
        if not found:
            raise serializers.ValidationError({"commune": UNKNOWN_COMMUNE})
        if len(found) > 1:
            self.communes = choices_of(found)
            raise serializers.ValidationError({"code": WHICH_COMMUNE})
        return {**attrs, "found": found[0]}

    @property
    def choices(self) -> list[tuple[str, str]]:
        return getattr(self, "communes", [])

    @property
    def found(self) -> CommuneFound:
        commune: CommuneFound = self.validated_data["found"]
        return commune

    @property
    def zone(self) -> NewZone:
        street = self.validated_data["voie"]
        return NewZone(commune_code=self.found.code, commune_name=self.found.name, street_name=street)

    @property
    def address(self) -> Address:
        street = self.validated_data["voie"]
        return Address(commune_code=self.found.code, commune_name=self.found.name, street=street)


def served_in(typed: str) -> Served | None:
    """What the list of who may serve writes: `<organisation>` or `<organisation>:<agent>`."""
    organisation, _, agent = typed.partition(":")
    if not organisation.isascii() or not organisation.isdigit() or len(organisation) > 18:
        return None
    try:
        return Served(organisation_id=int(organisation), agent_id=UUID(agent) if agent else None)
    except ValueError:
        return None


def ids_in(typed: list[str]) -> list[int]:
    return [int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 19]
