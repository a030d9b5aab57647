"""What agents type, checked once, in sentences they can act upon."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from booking.agents.days import FIRST, LAST
from booking.queries.desk_offers import DeskOffer
from booking.queries.people import unit_of
from booking.vocabulary import Modalite
from foundation.web.fields import EmailLine, Line, NameField, PhoneField

LOCAL = "%Y-%m-%dT%H:%M"
OUTCOMES = (("honoured", "Honoré"), ("no_show", "Absent"), ("scheduled", "À venir"))


def _said(blank: str, **others: str) -> dict[str, Any]:
    return {"required": blank, "blank": blank, "null": blank, **others}


class DayFilter(serializers.Serializer[Any]):
    jour = serializers.DateField(
        required=False,
        label="Aller au",
        error_messages={"invalid": "Cette date n’existe pas. Choisissez un jour, par exemple le 24/11/2026."},
    )
    agents = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=400)
    motif = serializers.CharField(required=False, allow_blank=True, max_length=80)

    def to_internal_value(self, data: Any) -> Any:
        """A date field left empty is a date not asked for."""
        values = {name: data.getlist(name) if name == "agents" else data.get(name) for name in data}
        return super().to_internal_value({name: value for name, value in values.items() if value})

    def validate_jour(self, day: Any) -> Any:
        if not FIRST <= day <= LAST:
            raise serializers.ValidationError(f"Choisissez un jour entre {FIRST.year} et {LAST.year}.")
        return day


class SlotAddress(serializers.Serializer[Any]):
    """A time of an agenda, as our own links write it. `autre` is an alternative chosen instead.

    `chevauchement`: that very time, although it is taken; it wins over `autre`.
    """

    agent = serializers.CharField(max_length=60)
    debut = serializers.CharField(min_length=16, max_length=16)
    motif = serializers.CharField(required=False, allow_blank=True, default="", max_length=80)
    autre = serializers.CharField(required=False, allow_blank=True, default="", max_length=80)

    chevauchement = serializers.BooleanField(required=False, default=False)

    def validate_debut(self, typed: str) -> datetime:
        """The agenda's wall clock, to the minute."""
        try:
            moment = datetime.fromisoformat(typed)
        except ValueError as error:
            raise serializers.ValidationError("not a moment") from error
        if moment.tzinfo or not FIRST <= moment.date() <= LAST:
            raise serializers.ValidationError("out of range")
        return moment

    def validate(self, attrs: Any) -> Any:
        if attrs["autre"] and not attrs["chevauchement"]:
            attrs["agent"], _, start = attrs["autre"].partition("@")
            attrs["debut"] = self.validate_debut(start)
        return attrs


class NewRdv(serializers.Serializer[Any]):
    """The person received, and for what. Contact details are optional: some people have none."""

    cle = serializers.UUIDField()
    motif = serializers.ChoiceField(
        choices=[],
        error_messages=_said("Choisissez un motif.", invalid_choice="Choisissez un motif de la liste."),
    )
    prenom = NameField(label="Prénom", max_length=80, error_messages=_said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=_said("Saisissez le nom."))
    telephone = PhoneField(
        label="Téléphone", required=False, allow_blank=True, default="", style={"input_type": "tel"}
    )
    courriel = EmailLine(
        label="Adresse électronique", required=False, allow_blank=True, default="", max_length=254
    )

    # For a motif that takes several at once, and for one at home.
    # As typed, to be shown again; the serializer's own check makes a number of it.
    combien = Line(
        label="Nombre de personnes ou de documents",
        required=False,
        allow_blank=True,
        default="",
        max_length=2,
        error_messages={"max_length": "Écrivez un nombre de deux chiffres au plus."},
        style={"input_type": "number"},
    )
    adresse = Line(
        label="Adresse du rendez-vous", required=False, allow_blank=True, default="", max_length=250
    )

    def __init__(self, *args: Any, offers: Sequence[DeskOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["motif"]
        field.choices = [(offer.motif.slug, offer.motif.name) for offer in offers]
        self.motifs = {offer.motif.slug: offer.motif for offer in offers}

    def validate_combien(self, typed: str) -> int:
        """Left empty, it is one."""
        if typed and (not typed.isdecimal() or not int(typed)):
            raise serializers.ValidationError("Écrivez un nombre, à partir de 1.")
        return int(typed or 1)

    def validate(self, attrs: Any) -> Any:
        """Of the motif chosen; what another one would ask is not kept."""
        motif = self.motifs[attrs["motif"]]
        most = motif.people.get("at_most", 1)
        if motif.people and attrs["combien"] > most:
            raise serializers.ValidationError({"combien": [f"Ce motif va jusqu’à {most} {unit_of(motif)}s."]})
        if motif.modalite == Modalite.HOME and not attrs["adresse"]:
            raise serializers.ValidationError({"adresse": ["Indiquez où l’agent doit se rendre."]})
        attrs["combien"] = attrs["combien"] if motif.people else 1
        attrs["adresse"] = attrs["adresse"] if motif.modalite == Modalite.HOME else ""
        return attrs


class Outcome(serializers.Serializer[Any]):
    statut = serializers.ChoiceField(
        choices=OUTCOMES,
        error_messages=_said(
            "Choisissez une issue.", invalid_choice="Choisissez « Honoré », « Absent » ou « À venir »."
        ),
    )


class Called(serializers.Serializer[Any]):
    """What somebody said on the telephone."""

    COMES, DOES_NOT = "vient", "ne-vient-pas"
    participation = serializers.UUIDField(error_messages=_said("Choisissez une personne de la liste."))
    reponse = serializers.ChoiceField(
        choices=((COMES, "Vient"), (DOES_NOT, "Ne vient pas")),
        error_messages=_said("Dites si la personne vient.", invalid_choice="Dites si la personne vient."),
    )
