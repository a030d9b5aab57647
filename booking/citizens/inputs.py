"""What citizens send, read and checked: addresses of pages leniently, forms with a sentence per field."""

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.fields import TYPED_AT_MOST, ChoiceField, WeekField
from booking.citizens.invited import Invited
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.vocabulary import CancelReason
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import EmailLine, NameField, PhoneField

# Of the fields that travel from one page to the next; longer is not a name, a number or an address.
TYPED = ("prenom", "nom", "telephone", "courriel")
EMPTY: Mapping[str, int] = MappingProxyType({})
MOST_PEOPLE = 99
NO_CONTACT = insecables_lazy(
    _("Donnez un téléphone portable ou une adresse électronique : nous y envoyons la confirmation.")
)
LANDLINE_ALONE = insecables_lazy(
    _(
        "Ce numéro est un fixe : il ne reçoit pas de SMS. "
        "Ajoutez un portable ou une adresse électronique, ou confirmez sans message."
    )
)
NO_PHONE = insecables_lazy(_("Donnez un numéro de téléphone : pour ce rendez-vous, un agent vous appelle."))


class MotifQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, allow_blank=True, default="", max_length=100)

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> str:
        asked = cls(data=query)
        return str(asked.validated_data["q"]) if asked.is_valid() else ""


class SlotQuery(serializers.Serializer[Any]):
    """An address may have been cut or made up: it is never refused."""

    semaine = WeekField(required=False, allow_null=True, default=None)
    lieu = serializers.CharField(required=False, allow_blank=True, default="")

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> dict[str, Any]:
        asked = cls(data=query)
        return dict(asked.validated_data) if asked.is_valid() else {"semaine": None, "lieu": ""}


class PeopleQuery(serializers.Serializer[Any]):
    """For how many, in an address: one when it says nothing readable."""

    personnes = serializers.IntegerField(required=False, default=1, min_value=1, max_value=MOST_PEOPLE)

    @classmethod
    def asked(cls, motif: Motif, query: Mapping[str, Any]) -> Motif:
        """The motif for as many as the address says, when it takes so many."""
        said = cls(data=query)
        with suppress(ValueError):
            return motif.asked_for(said.validated_data["personnes"] if said.is_valid() else 1)
        return motif


class WhyInput(serializers.Serializer[Any]):
    raison = serializers.ChoiceField(choices=CancelReason.choices)

    @classmethod
    def read(cls, data: Any) -> CancelReason | None:
        """None when nothing that was offered is ticked."""
        said = cls(data=data)
        return CancelReason(said.validated_data["raison"]) if said.is_valid() else None


class ChoiceInput(serializers.Serializer[Any]):
    creneau = ChoiceField()


def hold_id_in(data: Any) -> UUID | None:
    """Which of the visitor's holds a form confirms: two tabs may be open."""
    try:
        return UUID(str(data.get("reservation", "")))
    except ValueError:
        return None


def typed_in(data: Any, more: Mapping[str, int] = EMPTY) -> dict[str, str]:
    """The fields of the form as typed, to be shown again. `more`: a motif's own, and how long each may be."""
    return shown_again(data, dict.fromkeys(TYPED, TYPED_AT_MOST) | dict(more))


def shown_again(data: Any, longest: Mapping[str, int]) -> dict[str, str]:
    """What was typed, without what a page cannot hold."""
    return {name: str(data.get(name, "")).replace("\0", "")[:most] for name, most in longest.items()}


class IdentityInput(serializers.Serializer[Any]):
    """Context: `region`, and `phone_needed` when the rdv is a call; `invited`, whom a link given to them names."""

    prenom = NameField(
        label=_("Prénom"),
        max_length=80,
        error_messages=dict.fromkeys(("required", "blank"), _("Indiquez votre prénom.")),
        style={"autocomplete": "given-name"},
    )
    nom = NameField(
        label=_("Nom"),
        max_length=80,
        error_messages=dict.fromkeys(("required", "blank"), _("Indiquez votre nom.")),
        style={"autocomplete": "family-name"},
    )
    telephone = PhoneField(
        label=_("Téléphone"),
        required=False,
        allow_blank=True,
        default="",
        help_text=insecables_lazy(_("Un portable de préférence : la confirmation arrive par SMS.")),
        style={"input_type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    )
    courriel = EmailLine(
        label=_("Adresse électronique"),
        required=False,
        allow_blank=True,
        default="",
        max_length=TYPED_AT_MOST,
        help_text=insecables_lazy(_("Nécessaire si vous n’avez pas de portable. Exemple : nom@exemple.fr")),
        style={"autocomplete": "email", "inputmode": "email"},
    )
    sans_message = serializers.BooleanField(label=_("Confirmer sans recevoir de message"), default=False)

    def to_internal_value(self, data: Any) -> Any:
        """Every sentence at once: a missing contact is said beside the other fields' errors. Whom an invitation names
        is not for a form to change.
        """
        if self.invited:
            data = self.invited.real(data)
        said: dict[str, Any] = self._missing_contact(data)
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            said |= dict(error.detail)  # type: ignore[arg-type]
        if said:
            in_order = {name: said[name] for name in map(str, self.fields) if name in said}
            raise serializers.ValidationError(in_order)
        return values

    def get_initial(self) -> Any:
        """What was typed, without what a page cannot hold."""
        return {**typed_in(self.initial_data), "sans_message": "sans_message" in self.initial_data}

    @property
    def invited(self) -> Invited | None:
        invited: Invited | None = self.context.get("invited")
        return invited

    @property
    def is_landline_alone(self) -> bool:
        """No message can follow: only then does the form ask whether that will do."""
        return bool(hasattr(self, "initial_data") and self._landline_alone(self.initial_data))

    @property
    def identity(self) -> Identity:
        said = self.validated_data
        return Identity(
            first_name=said["prenom"],
            last_name=said["nom"],
            phone=said["telephone"],
            email=said["courriel"],
        )

    def _missing_contact(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        phone, email = _contacts(data)
        if self.context.get("phone_needed") and not phone:
            return {"telephone": [NO_PHONE]}
        if self._landline_alone(data) and not data.get("sans_message"):
            return {"telephone": [LANDLINE_ALONE]}
        return {} if phone or email else {"telephone": [NO_CONTACT]}

    def _landline_alone(self, data: Mapping[str, Any]) -> bool:
        """A call reaches a landline: nothing is missing then."""
        phone, email = _contacts(data)
        if self.context.get("phone_needed") or not phone or email:
            return False
        try:
            return not is_mobile(self.fields["telephone"].to_internal_value(phone))
        except serializers.ValidationError:
            return False


def _contacts(data: Mapping[str, Any]) -> tuple[str, str]:
    return str(data.get("telephone", "")).strip(), str(data.get("courriel", "")).strip()
