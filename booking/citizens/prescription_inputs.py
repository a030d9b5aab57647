"""What a professional types: who they are, then for whom they book."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from booking.citizens.booking_inputs import BookingInput
from booking.citizens.fields import TYPED_AT_MOST, TypedAgain
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import EmailLine, Line, NameField, PhoneField

NOBODY_TOLD = insecables_lazy(
    _(
        "Sans portable ni adresse électronique, cette personne ne reçoit aucun message. "
        "Ajoutez un moyen de la joindre, ou confirmez sans message."
    )
)


def _said(sentence: Any) -> dict[str, Any]:
    return dict.fromkeys(("required", "blank", "null"), sentence)


class ProofInput(TypedAgain):
    courriel = EmailLine(
        label=_("Votre adresse électronique professionnelle"),
        max_length=TYPED_AT_MOST,
        help_text=insecables_lazy(_("Nous y envoyons un code de six chiffres. Exemple : nom@exemple.fr")),
        error_messages=_said(_("Indiquez votre adresse électronique.")),
        style={"autocomplete": "email", "inputmode": "email"},
    )


class PrescriberInput(TypedAgain):
    structure = Line(
        label=_("Votre structure"),
        max_length=150,
        help_text=insecables_lazy(_("Association, service social, mairie, mission locale…")),
        error_messages=_said(_("Indiquez le nom de votre structure.")),
        style={"autocomplete": "organization"},
    )
    prenom = NameField(
        label=_("Votre prénom"),
        max_length=80,
        error_messages=_said(_("Indiquez votre prénom.")),
        style={"autocomplete": "given-name"},
    )
    nom = NameField(
        label=_("Votre nom"),
        max_length=80,
        error_messages=_said(_("Indiquez votre nom.")),
        style={"autocomplete": "family-name"},
    )
    telephone = PhoneField(
        label=_("Votre téléphone"),
        error_messages=_said(_("Indiquez un téléphone où l’on peut vous joindre.")),
        style={"input_type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    )

    @property
    def told(self) -> Mapping[str, str]:
        said = self.validated_data
        return {
            "structure": said["structure"],
            "first_name": said["prenom"],
            "last_name": said["nom"],
            "phone": said["telephone"],
        }


class BeneficiaryInput(BookingInput):
    """As for oneself, but for somebody else: every field is theirs, and no contact at all only needs to be said."""

    def get_fields(self) -> Any:
        fields = super().get_fields()
        labels = {
            "prenom": _("Prénom de la personne"),
            "nom": _("Nom de la personne"),
            "telephone": _("Téléphone de la personne"),
            "courriel": _("Adresse électronique de la personne"),
        }
        hints = {
            "telephone": _("Un portable de préférence : la personne reçoit la confirmation par SMS."),
            "courriel": _("Si la personne n’a pas de portable. Exemple : nom@exemple.fr"),
        }
        for name, label in labels.items():
            fields[name].label = label
            fields[name].style = {**fields[name].style, "autocomplete": "off"}
        for name, hint in hints.items():
            fields[name].help_text = insecables_lazy(hint)
        fields["prenom"].error_messages |= _said(_("Indiquez le prénom de la personne."))
        fields["nom"].error_messages |= _said(_("Indiquez le nom de la personne."))
        fields["sans_message"].label = _("Confirmer sans message pour cette personne")
        return fields

    @property
    def for_other(self) -> bool:
        """Already somebody else: no proche besides."""
        return False

    @property
    def is_landline_alone(self) -> bool:
        """Or nothing at all: only then does the form ask whether that will do."""
        return super().is_landline_alone or (
            hasattr(self, "initial_data") and self._unreached(self.initial_data)
        )

    def _missing_contact(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        if self._is_rationed or self.context.get("phone_needed") or not self._unreached(data):
            return super()._missing_contact(data)
        return {} if data.get("sans_message") else {"telephone": [str(NOBODY_TOLD)]}

    @property
    def _is_rationed(self) -> bool:
        """So many rdvs a person, who is known by a contact and by nothing else."""
        return self.motif.under_pressure or bool(self.motif.quota_per_person)

    def _unreached(self, data: Mapping[str, Any]) -> bool:
        return not any(str(data.get(name, "")).strip() for name in ("telephone", "courriel"))
