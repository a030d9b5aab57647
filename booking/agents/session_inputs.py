"""What agents type to open a session, to enter somebody in it, and to change it."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from booking.agents.fields import IN_LIST, OPTIONAL, DayField, Pick, day, key, line, said, whole
from booking.agents.person_inputs import PersonForm
from booking.commands.open_series import AT_MOST
from booking.models import Agenda, Lieu, Motif
from booking.queries.desk import key_of
from booking.queries.session_dates import Repetition
from booking.vocabulary import Modalite

SEATS_AT_MOST = 1_000
ONCE, WEEKLY, FORTNIGHTLY = "0", "1", "2"
REPEATED = (
    (ONCE, "Une seule fois"),
    (WEEKLY, "Toutes les semaines"),
    (FORTNIGHTLY, "Toutes les deux semaines"),
)


class SessionInput(serializers.Serializer[Any]):
    """Context: `motifs`, `lieux` and `agendas` to choose among."""

    cle = key()
    motif = Pick("Motif", "Choisissez un motif")
    titre = line("Titre", "Ce que les usagers lisent. Sans titre, le nom du motif.", at_most=120)
    lieu = serializers.ChoiceField(
        label="Lieu",
        choices=[],
        error_messages={"invalid_choice": "Choisissez un lieu de la liste."},
        **OPTIONAL,
    )
    agents = serializers.MultipleChoiceField(
        label="Agents et guichets qui reçoivent",
        choices=[],
        allow_empty=False,
        error_messages={"empty": "Choisissez qui reçoit.", "invalid_choice": IN_LIST},
    )
    jour = DayField(label="Date", error_messages=said("Choisissez une date."))
    heure = serializers.TimeField(
        label="Heure de début",
        error_messages=said("Saisissez l’heure de début.", invalid="Saisissez une heure, par exemple 14:00."),
    )
    duree = whole("Durée en minutes", 5, 600)
    places = whole("Nombre de places", 1, SEATS_AT_MOST)
    repetition = serializers.ChoiceField(
        label="Répétition",
        choices=REPEATED,
        required=False,
        default=ONCE,
        error_messages={"invalid_choice": IN_LIST},
    )
    fois = whole("Nombre de séances", 2, AT_MOST, empty=True)
    jusqu_au = day("Ou jusqu’au")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["motif"].offer([(each.slug, each.name) for each in self.motifs])
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

    def get_initial(self) -> Any:
        if not hasattr(self, "initial_data"):
            return super().get_initial()
        data = self.initial_data
        typed = {name: str(data.get(name, ""))[:250].replace("\0", "") for name in self.fields}
        return typed | {"agents": data.getlist("agents")}

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


class SeatInput(PersonForm):
    """Somebody at the desk or on the phone."""

    def get_initial(self) -> Any:
        if not hasattr(self, "initial_data"):
            return super().get_initial()
        return {name: str(self.initial_data.get(name, ""))[:254].replace("\0", "") for name in self.fields}


class SeatsInput(serializers.Serializer[Any]):
    places = whole("Nombre de places", 1, SEATS_AT_MOST)


class AttendanceInput(serializers.Serializer[Any]):
    personne = serializers.UUIDField()
    statut = serializers.ChoiceField(choices=("honoured", "no_show", "scheduled"))
