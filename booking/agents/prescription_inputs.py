"""For whom an agent books elsewhere. Contact details are optional: some people have none."""

from typing import Any

from rest_framework import serializers

from booking.commands.usagers import Identity
from foundation.web.fields import EmailLine, NameField, PhoneField


def _said(blank: str) -> dict[str, Any]:
    return dict.fromkeys(("required", "blank", "null"), blank)


class PrescribedPerson(serializers.Serializer[Any]):
    cle = serializers.UUIDField()
    prenom = NameField(label="Prénom", max_length=80, error_messages=_said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=_said("Saisissez le nom."))
    telephone = PhoneField(
        label="Téléphone",
        required=False,
        allow_blank=True,
        default="",
        style={"input_type": "tel"},
        help_text="Sans portable ni adresse électronique, la personne ne reçoit aucun message.",
    )
    courriel = EmailLine(
        label="Adresse électronique", required=False, allow_blank=True, default="", max_length=254
    )

    @property
    def identity(self) -> Identity:
        said = self.validated_data
        return Identity(
            first_name=said["prenom"], last_name=said["nom"], phone=said["telephone"], email=said["courriel"]
        )
