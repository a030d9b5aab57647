"""What a citizen says of where they live."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.inputs import shown_again
from booking.queries.sector_communes import choices_of, communes_typed
from booking.queries.sector_streets import LONGEST, street_key
from foundation.places import CommuneFound
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import Line

LONGEST_NAME, CODE = 100, 5
NO_COMMUNE = _("Indiquez votre commune ou son code postal.")
UNKNOWN_COMMUNE = _("Nous ne connaissons pas cette commune. Vérifiez son nom ou son code postal.")
WHICH_COMMUNE = _("Plusieurs communes correspondent. Choisissez la vôtre dans la liste.")
NO_STREET = insecables_lazy(_("Choisissez votre rue dans la liste, ou écrivez-la. Exemple : rue de la Gare."))


class CommuneInput(serializers.Serializer[Any]):
    """`communes`: those to choose among when what was typed is not enough."""

    commune = Line(
        label=_("Votre commune"),
        max_length=LONGEST_NAME,
        help_text=insecables_lazy(_("Son nom ou son code postal. Exemple : 62000.")),
        error_messages=dict.fromkeys(("required", "blank"), NO_COMMUNE),
        style={"autocomplete": "postal-code"},
    )
    code = serializers.CharField(required=False, allow_blank=True, default="", max_length=CODE)

    communes: list[tuple[str, str]]

    def get_initial(self) -> Any:
        return shown_again(getattr(self, "initial_data", {}), {"commune": LONGEST_NAME, "code": CODE})

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


class StreetInput(serializers.Serializer[Any]):
    """`rue`: one of the list; `voie`: what is typed, which wins. `proposition`: a suggestion chosen after that."""

    rue = Line(required=False, allow_blank=True, default="", max_length=LONGEST)
    voie = Line(
        label=_("Ou écrivez le nom de votre rue"),
        required=False,
        allow_blank=True,
        default="",
        max_length=LONGEST,
        help_text=insecables_lazy(_("Avec ou sans le numéro. Exemple : 12 rue de la Gare.")),
        style={"autocomplete": "street-address"},
    )
    proposition = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)

    def get_initial(self) -> Any:
        return shown_again(getattr(self, "initial_data", {}), {"rue": LONGEST, "voie": LONGEST})

    def validate(self, attrs: Any) -> Any:
        said = attrs["voie"] or attrs["rue"]
        if not street_key(said):
            raise serializers.ValidationError({"voie": NO_STREET})
        return {**attrs, "said": said}

    @property
    def said(self) -> str:
        return str(self.validated_data["said"])

    @property
    def chosen(self) -> str:
        return str(self.validated_data["proposition"])
