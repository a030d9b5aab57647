"""What agents type to open a session, to enter somebody in it, and to change it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from rest_framework import serializers

from booking.agents.days import FIRST, LAST
from booking.commands.open_series import AT_MOST
from booking.models import Agenda, Lieu, Motif
from booking.queries.desk import key_of
from booking.queries.session_dates import Repetition
from booking.vocabulary import Modalite
from foundation.web.fields import EmailLine, Line, NameField, PhoneField

SEATS_AT_MOST = 1_000
ONCE, WEEKLY, FORTNIGHTLY = "0", "1", "2"
REPEATED = (
    (ONCE, "Une seule fois"),
    (WEEKLY, "Toutes les semaines"),
    (FORTNIGHTLY, "Toutes les deux semaines"),
)


def _said(blank: str, **others: str) -> dict[str, Any]:
    return {"required": blank, "blank": blank, "null": blank, "empty": blank, **others}


def _number(label: str, least: int, most: int, **more: Any) -> serializers.IntegerField:
    said = f"Saisissez un nombre entre {least} et {most}."
    names = ("required", "invalid", "min_value", "max_value", "max_string_length", "null")
    errors: dict[str, Any] = dict.fromkeys(names, said)
    return serializers.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=errors, **more
    )


class SessionInput(serializers.Serializer[Any]):
    """Context: `motifs`, `lieux` and `agendas` to choose among."""

    cle = serializers.UUIDField(error_messages=_said("Rechargez la page.", invalid="Rechargez la page."))
    motif = serializers.ChoiceField(
        label="Motif",
        choices=[],
        error_messages=_said("Choisissez un motif.", invalid_choice="Choisissez un motif de la liste."),
    )
    titre = Line(
        label="Titre",
        required=False,
        allow_blank=True,
        default="",
        max_length=120,
        help_text="Ce que les usagers lisent. Sans titre, le nom du motif.",
    )
    lieu = serializers.ChoiceField(
        label="Lieu",
        choices=[],
        required=False,
        allow_blank=True,
        default="",
        error_messages=_said("Choisissez un lieu.", invalid_choice="Choisissez un lieu de la liste."),
    )
    agents = serializers.MultipleChoiceField(
        label="Agents et guichets qui reçoivent",
        choices=[],
        allow_empty=False,
        error_messages=_said("Choisissez qui reçoit.", invalid_choice="Choisissez dans la liste."),
    )
    jour = serializers.DateField(
        label="Date", error_messages=_said("Choisissez une date.", invalid="Cette date n’existe pas.")
    )
    heure = serializers.TimeField(
        label="Heure de début",
        error_messages=_said(
            "Saisissez l’heure de début.", invalid="Saisissez une heure, par exemple 14:00."
        ),
    )
    duree = _number("Durée en minutes", 5, 600)
    places = _number("Nombre de places", 1, SEATS_AT_MOST)
    repetition = serializers.ChoiceField(
        label="Répétition",
        choices=REPEATED,
        required=False,
        default=ONCE,
        error_messages={"invalid_choice": "Choisissez dans la liste."},
    )
    fois = _number("Nombre de séances", 2, AT_MOST, required=False, allow_null=True, default=None)
    jusqu_au = serializers.DateField(
        label="Ou jusqu’au",
        required=False,
        allow_null=True,
        default=None,
        error_messages={"invalid": "Cette date n’existe pas."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["motif"].choices = [(each.slug, each.name) for each in self.motifs]
        fields["lieu"].choices = [(each.slug, each.name) for each in self.lieux]
        fields["agents"].choices = [(key_of(each), str(each.agent or each.title)) for each in self.agendas]

    @property
    def motifs(self) -> Sequence[Motif]:
        return list(self.context["motifs"])

    @property
    def lieux(self) -> Sequence[Lieu]:
        return list(self.context["lieux"])

    @property
    def agendas(self) -> Sequence[Agenda]:
        return list(self.context["agendas"])

    def to_internal_value(self, data: Any) -> Any:
        """A number or a date left empty is not asked for."""
        values = {name: data.getlist(name) if name == "agents" else data.get(name) for name in data}
        kept = {name: said for name, said in values.items() if said or name not in ("fois", "jusqu_au")}
        return super().to_internal_value(kept)

    def get_initial(self) -> Any:
        if not hasattr(self, "initial_data"):
            return super().get_initial()
        data = self.initial_data
        typed = {name: str(data.get(name, ""))[:250].replace("\0", "") for name in self.fields}
        return typed | {"agents": data.getlist("agents")}

    def validate_jour(self, day: Any) -> Any:
        if not FIRST <= day <= LAST:
            raise serializers.ValidationError(f"Choisissez un jour entre {FIRST.year} et {LAST.year}.")
        return day

    def validate(self, attrs: Any) -> Any:
        motif = next(each for each in self.motifs if each.slug == attrs["motif"])
        lieu = next((each for each in self.lieux if each.slug == attrs["lieu"]), None)
        here = lieu is None or lieu.organisation_id == motif.organisation_id
        if motif.modalite == Modalite.ON_SITE and (lieu is None or not here):
            raise serializers.ValidationError({"lieu": [f"Choisissez un lieu de {motif.organisation}."]})
        if attrs["repetition"] != ONCE and not (attrs["fois"] or attrs["jusqu_au"]):
            raise serializers.ValidationError(
                {"fois": ["Saisissez un nombre de séances, ou une date de fin."]}
            )
        if attrs["jusqu_au"] and attrs["jusqu_au"] < attrs["jour"]:
            raise serializers.ValidationError({"jusqu_au": ["La date de fin vient après la première date."]})
        lieu = lieu if motif.modalite == Modalite.ON_SITE else None
        chosen = [each for each in self.agendas if key_of(each) in attrs["agents"]]
        return attrs | {"motif": motif, "lieu": lieu, "agents": chosen}

    @property
    def recurrence(self) -> Repetition:
        said = self.validated_data
        if said["repetition"] == ONCE:
            return Repetition()
        return Repetition(weeks=int(said["repetition"]), times=said["fois"], until=said["jusqu_au"])


class SeatInput(serializers.Serializer[Any]):
    """Somebody at the desk or on the phone. Contact details are optional: some people have none."""

    cle = serializers.UUIDField(error_messages=_said("Rechargez la page.", invalid="Rechargez la page."))
    prenom = NameField(label="Prénom", max_length=80, error_messages=_said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=_said("Saisissez le nom."))
    telephone = PhoneField(
        label="Téléphone", required=False, allow_blank=True, default="", style={"input_type": "tel"}
    )
    courriel = EmailLine(
        label="Adresse électronique", required=False, allow_blank=True, default="", max_length=254
    )

    @classmethod
    def blank(cls) -> "SeatInput":
        return cls({**dict.fromkeys(("prenom", "nom", "telephone", "courriel"), ""), "cle": uuid4()})

    def get_initial(self) -> Any:
        if not hasattr(self, "initial_data"):
            return super().get_initial()
        return {name: str(self.initial_data.get(name, ""))[:254].replace("\0", "") for name in self.fields}


class SeatsInput(serializers.Serializer[Any]):
    places = _number("Nombre de places", 1, SEATS_AT_MOST)


class AttendanceInput(serializers.Serializer[Any]):
    personne = serializers.UUIDField()
    statut = serializers.ChoiceField(choices=("honoured", "no_show", "scheduled"))
