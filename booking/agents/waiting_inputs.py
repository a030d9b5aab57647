"""Whom an agent enters in the waiting list, for what, and what would suit them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rest_framework import serializers

from booking.commands.join_file_attente import Wish
from booking.commands.usagers import Identity
from booking.models import Lieu, Motif
from booking.queries.files_attente import half_day
from booking.queries.motifs import lieux_of
from booking.queries.people import unit_of
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import NO_BREAK, nom_du_jour
from foundation.web.fields import EmailLine, Line, NameField, PhoneField

# The first week of 2024 begins on a Monday: only the names of its days count.
WEEK = [(number, nom_du_jour(date(2024, 1, number)).capitalize()) for number in range(1, 7)]
USUAL, LONGEST = timedelta(days=90), timedelta(days=366)
UNREACHABLE = f"Donnez un portable ou une adresse électronique{NO_BREAK}: le créneau gardé y est annoncé."


def _said(blank: str, **others: str) -> dict[str, Any]:
    return {"required": blank, "blank": blank, "null": blank, **others}


def _days(label: str) -> serializers.MultipleChoiceField:
    choices = [(str(number), name) for number, name in WEEK]
    return serializers.MultipleChoiceField(label=label, choices=choices, required=False, default=set)


class EnrolInput(serializers.Serializer[Any]):
    """`motifs` and `lieux` are those of the agent's organisations. Context: `today`, `region`."""

    cle = serializers.UUIDField()
    motif = serializers.ChoiceField(
        choices=[],
        label="Motif",
        error_messages=_said("Choisissez un motif.", invalid_choice="Choisissez un motif de la liste."),
    )
    combien = Line(
        label="Nombre de personnes ou de documents",
        required=False,
        allow_blank=True,
        default="",
        max_length=2,
        error_messages={"max_length": "Écrivez un nombre de deux chiffres au plus."},
    )
    prenom = NameField(label="Prénom", max_length=80, error_messages=_said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=_said("Saisissez le nom."))
    telephone = PhoneField(
        label="Téléphone", required=False, allow_blank=True, default="", style={"input_type": "tel"}
    )
    courriel = EmailLine(
        label="Adresse électronique", required=False, allow_blank=True, default="", max_length=254
    )
    lieux = serializers.MultipleChoiceField(choices=[], label="Lieux", required=False, default=set)
    matin = _days("Le matin")
    apres_midi = _days("L’après-midi")
    jusqu_au = serializers.DateField(
        label="Jusqu’au",
        error_messages=_said("Donnez une date.", invalid="Cette date n’existe pas."),
    )

    def __init__(self, *args: Any, motifs: Sequence[Motif], lieux: Sequence[Lieu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motifs = {motif.slug: motif for motif in motifs}
        several = len({motif.organisation_id for motif in motifs}) > 1
        fields: Any = self.fields
        fields["motif"].choices = [
            (each.slug, f"{each.name}, {each.organisation.name}" if several else each.name) for each in motifs
        ]
        fields["lieux"].choices = [(str(lieu.pk), lieu.name) for lieu in lieux]

    def validate_combien(self, typed: str) -> int:
        if typed and (not typed.isdecimal() or not int(typed)):
            raise serializers.ValidationError("Écrivez un nombre, à partir de 1.")
        return int(typed or 1)

    def validate_jusqu_au(self, day: date) -> date:
        today: date = self.context["today"]
        if day < today:
            raise serializers.ValidationError("Cette date est passée.")
        return min(day, today + LONGEST)

    def validate(self, attrs: Any) -> Any:
        motif = self.chosen = self.motifs[attrs["motif"]]
        most = motif.people.get("at_most", 1)
        if motif.people and attrs["combien"] > most:
            raise serializers.ValidationError({"combien": [f"Ce motif va jusqu’à {most} {unit_of(motif)}s."]})
        attrs["combien"] = attrs["combien"] if motif.people else 1
        if not attrs["courriel"] and not (attrs["telephone"] and is_mobile(attrs["telephone"])):
            raise serializers.ValidationError({"telephone": [UNREACHABLE]})
        wanted = {int(pk) for pk in attrs["lieux"]}
        received = {lieu.pk for lieu in lieux_of(motif)} if wanted else set()
        if wanted - received:
            raise serializers.ValidationError({"lieux": ["Ce motif n’est pas reçu dans tous ces lieux."]})
        return attrs

    @property
    def identity(self) -> Identity:
        said = self.validated_data
        return Identity(
            first_name=said["prenom"], last_name=said["nom"], phone=said["telephone"], email=said["courriel"]
        )

    @property
    def wish(self) -> Wish:
        """Nothing ticked is anywhere, and whenever."""
        said = self.validated_data
        halves = [half_day(int(day), afternoon=False) for day in said["matin"]]
        halves += [half_day(int(day), afternoon=True) for day in said["apres_midi"]]
        return Wish(
            people=said["combien"],
            lieux=[int(pk) for pk in said["lieux"]],
            half_days=halves if len(halves) < 2 * len(WEEK) else [],
            last_day=said["jusqu_au"],
        )
