from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework import serializers

from foundation.errors import Refusal
from foundation.web.components.typography import insecables
from foundation.web.fields import Line, NameField, PhoneField
from tenants.registry import siren_of
from tenants.vocabulary import TenantKind

UNFIT = insecables(
    "Ce SIREN n’existe pas : il compte neuf chiffres, dont le dernier est une clé de contrôle."
)
NAMELESS = "Saisissez le nom de l’administration."
PHONELESS = "Saisissez le téléphone de l’administration."


class StructureInput(serializers.Serializer[Any]):
    """`jeton` is drawn once per form shown."""

    jeton = serializers.UUIDField()
    siren = Line(max_length=40, error_messages={"required": UNFIT, "blank": UNFIT})
    nom = NameField(
        label="Nom de l’administration",
        max_length=200,
        help_text="Comme les usagers le connaissent. Exemple : Ville d’Arras",
        error_messages={"required": NAMELESS, "blank": NAMELESS},
    )
    type = serializers.ChoiceField(
        label="Type d’administration",
        choices=TenantKind.choices,
        error_messages={
            "required": "Choisissez un type.",
            "invalid_choice": "Choisissez un type de la liste.",
        },
    )
    adresse = Line(
        label="Adresse de vos pages",
        max_length=63,
        required=False,
        allow_blank=True,
        default="",
        help_text=insecables(
            f"Un seul mot. Avec « arras », vos pages seront à arras.{settings.BASE_DOMAIN}. "
            "Vide, nous la composons à partir du nom."
        ),
    )
    telephone = PhoneField(
        label="Téléphone de l’administration",
        help_text="Les usagers l’appelleront s’ils ne peuvent pas prendre rendez-vous en ligne.",
        error_messages={"required": PHONELESS, "blank": PHONELESS},
        style={"input_type": "tel", "autocomplete": "tel-national"},
    )

    def validate_siren(self, typed: str) -> str:
        siren = siren_of(typed)
        if siren is None:
            raise serializers.ValidationError(UNFIT)
        return siren

    def validate_adresse(self, typed: str) -> str:
        return typed.strip().lower()

    def say(self, field: str, refusal: Refusal) -> None:
        """What only the command could tell, beside the field."""
        self._errors = {field: [refusal.message]}


def siren_asked(query: Mapping[str, Any], siret: str) -> tuple[str, str]:
    """The SIREN to start from, and what is wrong with the one typed."""
    typed = str(query.get("siren", "")).strip()
    found = siren_of(typed) if typed else None
    return found or siren_of(siret[:9]) or "", UNFIT if typed and not found else ""
