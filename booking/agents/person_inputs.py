"""For whom an agent acts, and for which motif: asked in the same words everywhere."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import uuid4

from rest_framework import serializers

from booking.agents.fields import OPTIONAL, Pick, email, key, said
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.queries.people import unit_of
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import insecables
from foundation.web.fields import Line, NameField, PhoneField


class NamesInput(serializers.Serializer[Any]):
    prenom = NameField(label="Prénom", max_length=80, error_messages=said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=said("Saisissez le nom."))


class PersonInput(NamesInput):
    """Contact details are optional: some people have none."""

    telephone = PhoneField(label="Téléphone", style={"input_type": "tel"}, **OPTIONAL)
    courriel = email("Adresse électronique")

    @property
    def identity(self) -> Identity:
        typed = self.validated_data
        return Identity(
            first_name=typed["prenom"],
            last_name=typed["nom"],
            phone=typed["telephone"],
            email=typed["courriel"],
        )


NOBODY: Mapping[str, str] = dict.fromkeys(PersonInput().fields, "")


class PersonForm(PersonInput):
    """Somebody, and nothing else to say."""

    cle = key()

    @classmethod
    def blank(cls, **known: str) -> Self:
        return cls({**NOBODY, **known, "cle": uuid4()})


class ReachedInput(PersonInput):
    """Somebody who is written to; `because` says what for."""

    because: ClassVar[str]

    def validate(self, attrs: Any) -> Any:
        if attrs["courriel"] or (attrs["telephone"] and is_mobile(attrs["telephone"])):
            return super().validate(attrs)
        sentence = f"Donnez un portable ou une adresse électronique : {self.because}."
        raise serializers.ValidationError({"telephone": [insecables(sentence)]})


class MotifInput(serializers.Serializer[Any]):
    """For one of `motifs`, by slug, and for how many: one, where the motif does not count."""

    cle = key()
    motif = Pick("Motif", "Choisissez un motif")
    # As typed, to be shown again; the serializer's own check makes a number of it.
    combien = Line(
        label="Nombre de personnes ou de documents",
        max_length=2,
        error_messages={"max_length": "Écrivez un nombre de deux chiffres au plus."},
        style={"input_type": "number"},
        **OPTIONAL,
    )

    motifs: Mapping[str, Motif]

    def validate_combien(self, typed: str) -> int:
        """Left empty, it is one."""
        if typed and (not typed.isdecimal() or not int(typed)):
            raise serializers.ValidationError("Écrivez un nombre, à partir de 1.")
        return int(typed or 1)

    def validate(self, attrs: Any) -> Any:
        motif = self.motifs[attrs["motif"]]
        most = motif.people.get("at_most", 1)
        if motif.people and attrs["combien"] > most:
            raise serializers.ValidationError({"combien": [f"Ce motif va jusqu’à {most} {unit_of(motif)}s."]})
        attrs["combien"] = attrs["combien"] if motif.people else 1
        return super().validate(attrs)
