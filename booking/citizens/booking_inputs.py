"""The whole form of a booking: who books, who comes, and what the motif asks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.asked_inputs import AskedInput
from booking.citizens.inputs import IdentityInput, typed_in
from booking.citizens.own_fields import FOR, OTHER, own_names
from booking.commands.details import Details
from booking.commands.usagers import Identity
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import NameField

REACHED_BY_CODE = insecables_lazy(
    _(
        "Donnez un téléphone portable ou une adresse électronique : "
        "pour ce rendez-vous, nous y envoyons un code avant de confirmer."
    )
)


class BookingInput(AskedInput, IdentityInput):
    """Context: `region`, `phone_needed`, `motif` asked for as many as come, `typed` (the fields as they stand), and
    `certified`, the identity that FranceConnect proved, if any; `invited` and `invitation_id`.
    """

    @classmethod
    def shown(cls, typed: Mapping[str, str], rules: Mapping[str, Any]) -> "BookingInput":
        """The form with what is known, nothing being refused yet."""
        blank = typed_in({}, own_names(rules["motif"]))
        values = {**blank, **typed, **_certified(rules)}
        return cls(instance=values, context={**rules, "typed": values})

    @classmethod
    def sent(cls, data: Any, rules: Mapping[str, Any]) -> "BookingInput":
        return cls(data=data, context={**rules, "typed": data})

    @property
    def for_other(self) -> bool:
        return bool(self.context["typed"].get(FOR) == OTHER and self.invited is None)

    @property
    def is_certified(self) -> bool:
        return self.context.get("certified") is not None

    def get_fields(self) -> Any:
        fields = super().get_fields()
        who = {name: fields.pop(name) for name in ("prenom", "nom")}
        if self.for_other:
            who["prenom"].label, who["nom"].label = _("Votre prénom"), _("Votre nom")
            who |= _proche_fields()
        return {**who, **fields}

    def get_initial(self) -> Any:
        ticked = {"sans_message": "sans_message" in self.initial_data}
        return {**super().get_initial(), **ticked, **_certified(self.context)}

    def to_internal_value(self, data: Any) -> Any:
        """What FranceConnect certified is not for a form to change."""
        if self.is_certified:
            data = data.copy()
            for name, said in _certified(self.context).items():
                data[name] = said
        return super().to_internal_value(data)

    @property
    def booker(self) -> Identity:
        return super().identity

    @property
    def identity(self) -> Identity:
        """Of who comes."""
        if not self.for_other:
            return self.booker
        said = self.validated_data
        return Identity(first_name=said["proche_prenom"], last_name=said["proche_nom"])

    @property
    def details(self) -> Details:
        return replace(
            super().details,
            responsible=self.booker if self.for_other else None,
            invitation_id=self.context.get("invitation_id"),
        )

    def _missing_contact(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        missing = super()._missing_contact(data)
        if missing or not self.motif.under_pressure or str(data.get("courriel", "")).strip():
            return missing
        try:
            reached = is_mobile(self.fields["telephone"].to_internal_value(data.get("telephone", "")))
        except serializers.ValidationError:
            return {}
        return {} if reached else {"telephone": [str(REACHED_BY_CODE)]}


def _proche_fields() -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    first, last = _("Indiquez le prénom de la personne qui vient."), _("Indiquez son nom.")
    return {
        "proche_prenom": NameField(
            label=_("Prénom de la personne qui vient"),
            max_length=80,
            error_messages={"required": first, "blank": first},
            style={"autocomplete": "off"},
        ),
        "proche_nom": NameField(
            label=_("Nom de la personne qui vient"),
            max_length=80,
            error_messages={"required": last, "blank": last},
            style={"autocomplete": "off"},
        ),
    }


def _certified(rules: Mapping[str, Any]) -> dict[str, str]:
    known: Identity | None = rules.get("certified")
    return {"prenom": known.first_name, "nom": known.last_name} if known else {}
