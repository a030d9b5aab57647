"""The whole form of a booking: who books, who comes, and what the motif asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.inputs import IdentityInput, typed_in
from booking.citizens.invited import Invited
from booking.citizens.own_fields import (
    FOR,
    NUMBER,
    OTHER,
    QUESTION,
    REPEATED,
    AcceptedField,
    address_field,
    own_names,
    papers_fields,
    question_fields,
)
from booking.citizens.papers import check_papers
from booking.commands.details import Details
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.vocabulary import PAPERS_TO_CHECK
from foundation.courier.addresses import is_mobile
from foundation.papers import OtherAppointment
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import NameField

REACHED_BY_CODE = insecables_lazy(
    _(
        "Donnez un téléphone portable ou une adresse électronique : "
        "pour ce rendez-vous, nous y envoyons un code avant de confirmer."
    )
)


class BookingInput(IdentityInput):
    """Context: `region`, `phone_needed`, `motif` asked for as many as come, `typed` (the fields as they stand), and
    `certified`, the identity that FranceConnect proved, if any; `invited`, whom a link given to them names, and
    `invitation_id`.
    """

    # To say on the page, once checked.
    elsewhere: Sequence[OtherAppointment] = ()
    to_check: Sequence[str] = ()

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
    def motif(self) -> Motif:
        motif: Motif = self.context["motif"]
        return motif

    @property
    def for_other(self) -> bool:
        return bool(self.context["typed"].get(FOR) == OTHER and self.invited is None)

    @property
    def is_certified(self) -> bool:
        return self.context.get("certified") is not None

    @property
    def invited(self) -> Invited | None:
        invited: Invited | None = self.context.get("invited")
        return invited

    def get_fields(self) -> Any:
        fields = super().get_fields()
        who = {name: fields.pop(name) for name in ("prenom", "nom")}
        if self.for_other:
            who["prenom"].label, who["nom"].label = _("Votre prénom"), _("Votre nom")
            who |= _proche_fields()
        more = {**address_field(self.motif), **dict(papers_fields(self.motif))}
        if self.motif.papers:
            label = _("Garder quand même ce rendez-vous")
            more["autre_rdv"] = serializers.BooleanField(label=label, default=False)
        more |= question_fields(self.motif)
        if self.motif.acceptance:
            more["accepte"] = AcceptedField(label=_("J’ai lu et j’accepte"))
        return {**who, **fields, **more}

    def get_initial(self) -> Any:
        typed = typed_in(self.initial_data, own_names(self.motif))
        ticked = {name: name in self.initial_data for name in ("sans_message", "autre_rdv", "accepte")}
        return {**typed, **ticked, **_certified(self.context)}

    def to_internal_value(self, data: Any) -> Any:
        """What FranceConnect certified is not for a form to change, nor whom an invitation names."""
        if self.invited:
            data = self.invited.real(data)
        if self.is_certified:
            data = data.copy()
            for name, said in _certified(self.context).items():
                data[name] = said
        return super().to_internal_value(data)

    def validate(self, attrs: Any) -> Any:
        """Last, once everything else is right: the hub may take four seconds to answer."""
        numbers = {name: attrs[name] for name in self._own(NUMBER)}
        repeated = [n for rank, n in enumerate(numbers) if numbers[n] in list(numbers.values())[:rank]]
        if repeated:
            raise serializers.ValidationError({name: [REPEATED] for name in repeated})
        if numbers:
            told = check_papers(numbers, overridden=attrs["autre_rdv"])
            self.elsewhere, self.to_check = told.elsewhere, told.to_check
            if told.errors:
                raise serializers.ValidationError(told.errors)
        return attrs

    @property
    def questions(self) -> list[Any]:
        return [self[name] for name in self._own(QUESTION)]

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in self._own(NUMBER)]

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
        said = self.validated_data
        answers = {name.removeprefix(QUESTION.format("")): said[name] for name in self._own(QUESTION)}
        kept = {question: answer for question, answer in answers.items() if answer}
        return Details(
            answers=kept | ({PAPERS_TO_CHECK: " ".join(self.to_check)} if self.to_check else {}),
            papers=[said[name] for name in self._own(NUMBER)],
            address=said.get("adresse", ""),
            language=get_language() or "fr",
            accepted="accepte" in said,
            responsible=self.booker if self.for_other else None,
            invitation_id=self.context.get("invitation_id"),
        )

    def _own(self, pattern: str) -> list[str]:
        return [name for name in map(str, self.fields) if name.startswith(pattern.format(""))]

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
