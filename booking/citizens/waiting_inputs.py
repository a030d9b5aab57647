"""What somebody who waits wishes: where, when in the week, until which day; and who they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.inputs import NO_PHONE, IdentityInput, shown_again
from booking.citizens.shown_people import how_many
from booking.commands.join_file_attente import Wish
from booking.models import Lieu
from booking.queries.files_attente import half_day
from foundation.courier.addresses import is_mobile
from foundation.languages import SOURCE, Said
from foundation.web.components.typography import insecables_lazy, nom_du_jour

# The first week of 2024 begins on a Monday: only the names of its days count.
WEEK = {number: lazy(nom_du_jour, str)(date(2024, 1, number)) for number in range(1, 7)}
NO_HALF_DAY = _("Cochez au moins une demi-journée.")
NOT_OFFERED = _("Choisissez une des réponses proposées.")
NO_LIEU = _("Cochez au moins un lieu.")
UNREACHABLE = insecables_lazy(
    _("Donnez un téléphone portable ou une adresse électronique : nous y envoyons le créneau qui se libère.")
)
BY_SMS = insecables_lazy(_("Un portable de préférence : le créneau gardé pour vous arrive par SMS."))
USUAL, LONGEST = timedelta(days=90), timedelta(days=366)
GESTURES = ("prendre", "refuser", "retirer")


def _days(label: Any) -> serializers.MultipleChoiceField:
    return _ticks(label, [(str(number), name) for number, name in WEEK.items()])


def _ticks(label: Any, choices: Sequence[tuple[str, Any]]) -> serializers.MultipleChoiceField:
    """What was not offered is never said again: it may be as long as a form can hold."""
    return serializers.MultipleChoiceField(
        label=label, choices=choices, required=False, error_messages={"invalid_choice": NOT_OFFERED}
    )


def usual_end(context: Mapping[str, Any]) -> date:
    """Three months, or the day of the rdv to bring forward."""
    usual: date = context["today"] + USUAL
    return min(usual, context.get("rdv_day", usual))


class WishInput(serializers.Serializer[Any]):
    """Context: `today` at the place, and the `lieux` to choose among."""

    # Its choices are the context's.
    lieux = serializers.MultipleChoiceField(choices=[])
    matin = _days(_("Le matin"))
    apres_midi = _days(_("L’après-midi"))
    jusqu_au = serializers.DateField(
        label=_("Me prévenir jusqu’au"),
        required=False,
        error_messages={"invalid": _("Écrivez une date, par exemple 2026-12-31.")},
    )

    def get_fields(self) -> Any:
        fields = super().get_fields()
        lieux: Collection[Lieu] = self.context["lieux"]
        if len(lieux) < 2:
            del fields["lieux"]
        else:
            choices = [(str(lieu.pk), Said(lieu.name, SOURCE)) for lieu in lieux]
            fields["lieux"] = _ticks(_("Lieux qui vous conviennent"), choices)
        return fields

    @classmethod
    def blank(cls, context: Mapping[str, Any], *, lieu_slug: str = "", **typed: str) -> "WishInput":
        """Everything ticked; of the lieux, only the one that was being looked at, if any."""
        days = [str(number) for number in WEEK]
        looked_at = [lieu for lieu in context["lieux"] if lieu.slug == lieu_slug]
        lieux = [str(lieu.pk) for lieu in looked_at or context["lieux"]]
        said = {"lieux": lieux, "matin": days, "apres_midi": days, "jusqu_au": usual_end(context)}
        return cls(instance=said | typed, context=context)

    def get_initial(self) -> Any:
        data = self.initial_data
        several = {
            name: data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
            for name in ("lieux", "matin", "apres_midi")
        }
        return super().get_initial() | several | shown_again(data, {"jusqu_au": len("2026-12-31")})

    def to_internal_value(self, data: Any) -> Any:
        """A date left empty is the usual one."""
        if not str(data.get("jusqu_au", "")).strip():
            data = data.copy()
            data["jusqu_au"] = usual_end(self.context).isoformat()
        return super().to_internal_value(data)

    def validate_jusqu_au(self, value: date) -> date:
        today: date = self.context["today"]
        if value < today:
            raise serializers.ValidationError(_("Cette date est passée."))
        return min(value, today + LONGEST)

    def validate_lieux(self, value: Collection[str]) -> Collection[str]:
        if not value:
            raise serializers.ValidationError(NO_LIEU)
        return value

    def validate(self, attrs: Any) -> Any:
        if not attrs["matin"] and not attrs["apres_midi"]:
            raise serializers.ValidationError({"matin": [NO_HALF_DAY]})
        return attrs

    @property
    def wish(self) -> Wish:
        said = self.validated_data
        lieux = [int(pk) for pk in said.get("lieux", ())]
        halves = [half_day(int(day), afternoon=False) for day in said["matin"]]
        halves += [half_day(int(day), afternoon=True) for day in said["apres_midi"]]
        return Wish(
            lieux=lieux if len(lieux) < len(self.context["lieux"]) else [],
            half_days=halves if len(halves) < 2 * len(WEEK) else [],
            last_day=said["jusqu_au"],
        )


class JoinInput(WishInput, IdentityInput):
    """Who cannot be told of a time has no reason to wait for it. Context: the `motif` too."""

    # Its choices are the motif's.
    personnes = serializers.ChoiceField(choices=[])

    def get_fields(self) -> Any:
        fields = super().get_fields()
        del fields["sans_message"], fields["personnes"]
        fields["telephone"].help_text = BY_SMS
        asked = how_many(self.context["motif"])
        if asked:
            fields["personnes"] = serializers.ChoiceField(
                label=asked["libelle"],
                choices=asked["choix"],
                error_messages=dict.fromkeys(
                    ("required", "blank", "invalid_choice", "null"), _("Choisissez un nombre de la liste.")
                ),
            )
        return fields

    def get_initial(self) -> Any:
        said = str(self.initial_data.get("personnes", ""))
        return super().get_initial() | {"personnes": said if said.isdecimal() and len(said) < 3 else "1"}

    @property
    def wish(self) -> Wish:
        return replace(super().wish, people=int(self.validated_data.get("personnes", 1)))

    @property
    def is_landline_alone(self) -> bool:
        return False

    @property
    def is_for_a_call(self) -> bool:
        """The number is asked then, whatever else is given."""
        return bool(self.context.get("phone_needed"))

    def validate(self, attrs: Any) -> Any:
        attrs = super().validate(attrs)
        if not attrs["courriel"] and not is_mobile(attrs["telephone"]):
            raise serializers.ValidationError({"telephone": [UNREACHABLE]})
        return attrs

    def _missing_contact(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        phone, email = (str(data.get(name, "")).strip() for name in ("telephone", "courriel"))
        if self.context.get("phone_needed") and not phone:
            return {"telephone": [NO_PHONE]}
        return {} if phone or email else {"telephone": [UNREACHABLE]}


class AnswerInput(serializers.Serializer[Any]):
    """A button of the page of an offer. `offre` names the offer that was read: another may have come since."""

    geste = serializers.ChoiceField(choices=GESTURES)
    offre = serializers.UUIDField(required=False, allow_null=True, default=None)

    @classmethod
    def read(cls, data: Any) -> tuple[str, UUID | None]:
        said = cls(data=data)
        if not said.is_valid():
            return "", None
        return said.validated_data["geste"], said.validated_data["offre"]
