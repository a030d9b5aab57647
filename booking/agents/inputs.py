"""What agents type, checked once, in sentences they can act upon."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from booking.agents.days import FIRST, LAST
from booking.agents.fields import DayField, line, said
from booking.agents.person_inputs import MotifInput, PersonInput
from booking.queries.desk_offers import DeskOffer
from booking.vocabulary import Modalite

LOCAL = "%Y-%m-%dT%H:%M"
OUTCOMES = (("honoured", "Honoré"), ("no_show", "Absent"), ("scheduled", "À venir"))


class DayFilter(serializers.Serializer[Any]):
    jour = DayField(required=False, label="Aller au")
    agents = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=400)
    motif = serializers.CharField(required=False, allow_blank=True, max_length=80)

    def to_internal_value(self, data: Any) -> Any:
        """A date field left empty is a date not asked for."""
        values = {name: data.getlist(name) if name == "agents" else data.get(name) for name in data}
        return super().to_internal_value({name: value for name, value in values.items() if value})


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


class NewRdv(MotifInput, PersonInput):
    adresse = line("Adresse du rendez-vous", at_most=250)

    def __init__(self, *args: Any, offers: Sequence[DeskOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motifs = {offer.motif.slug: offer.motif for offer in offers}
        field: Any = self.fields["motif"]
        field.offer([(slug, motif.name) for slug, motif in self.motifs.items()])

    def validate(self, attrs: Any) -> Any:
        """What another motif would ask is not kept."""
        attrs = super().validate(attrs)
        at_home = self.motifs[attrs["motif"]].modalite == Modalite.HOME
        if at_home and not attrs["adresse"]:
            raise serializers.ValidationError({"adresse": ["Indiquez où l’agent doit se rendre."]})
        return {**attrs, "adresse": attrs["adresse"] if at_home else ""}


class Outcome(serializers.Serializer[Any]):
    statut = serializers.ChoiceField(
        choices=OUTCOMES,
        error_messages=said(
            "Choisissez une issue.", invalid_choice="Choisissez « Honoré », « Absent » ou « À venir »."
        ),
    )


class Called(serializers.Serializer[Any]):
    """What somebody said on the telephone."""

    COMES, DOES_NOT = "vient", "ne-vient-pas"
    participation = serializers.UUIDField(error_messages=said("Choisissez une personne de la liste."))
    reponse = serializers.ChoiceField(
        choices=((COMES, "Vient"), (DOES_NOT, "Ne vient pas")),
        error_messages=said("Dites si la personne vient.", invalid_choice="Dites si la personne vient."),
    )
