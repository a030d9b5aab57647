"""What agents type to invite: for what, until when, whom."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from rest_framework import serializers

from booking.commands.invite_usager import Terms
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.vocabulary import INVITATION_USES, INVITED_AT_ONCE
from foundation.courier.addresses import is_mobile
from foundation.web.fields import EmailLine, Line, NameField, PhoneField

LINES_AT_MOST = 60_000


def _said(blank: str, **others: str) -> dict[str, Any]:
    return {"required": blank, "blank": blank, "null": blank, **others}


class DayField(serializers.DateField):
    """Left empty, it is not a date that does not exist."""

    def to_internal_value(self, value: Any) -> Any:
        return super().to_internal_value(value) if value else self.fail("required")


class TermsForm(serializers.Serializer[Any]):
    """`motifs`: those that this agent may invite to; each of their services is a choice too."""

    cle = serializers.UUIDField()
    cible = serializers.ChoiceField(
        choices=[],
        label="Pour prendre rendez-vous",
        error_messages=_said(
            "Choisissez un motif ou un service.", invalid_choice="Choisissez dans la liste."
        ),
    )
    objet = Line(
        label="Objet",
        max_length=250,
        required=False,
        allow_blank=True,
        default="",
        help_text="Une phrase dite à la personne. Exemple\u00a0: Nous devons faire le point sur votre dossier.",
    )
    jusqu_au = DayField(
        label="Valable jusqu’au",
        error_messages=_said(
            "Donnez une date de fin.",
            invalid="Cette date n’existe pas. Choisissez un jour, par exemple le 24/11/2026.",
        ),
    )

    def __init__(self, *args: Any, motifs: Sequence[Motif], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = _targets(motifs)
        field: Any = self.fields["cible"]
        field.choices = [(key, label) for key, (label, _) in self.targets.items()]

    @property
    def terms(self) -> Terms:
        said = self.validated_data
        _, motif = self.targets[said["cible"]]
        whole_service = said["cible"].startswith("service-")
        return Terms(
            organisation=motif.organisation,
            motif=None if whole_service else motif,
            service=motif.service if whole_service else None,
            purpose=said["objet"],
            uses_at_most=said.get("utilisations", 1),
            expires_at=_end_of(said["jusqu_au"], ZoneInfo(motif.organisation.time_zone)),
        )


class PersonFields(serializers.Serializer[Any]):
    prenom = NameField(label="Prénom", max_length=80, error_messages=_said("Saisissez le prénom."))
    nom = NameField(label="Nom", max_length=80, error_messages=_said("Saisissez le nom."))
    telephone = PhoneField(
        label="Téléphone", required=False, allow_blank=True, default="", style={"input_type": "tel"}
    )
    courriel = EmailLine(
        label="Adresse électronique", required=False, allow_blank=True, default="", max_length=254
    )

    def validate(self, attrs: Any) -> Any:
        if not attrs["courriel"] and not (attrs["telephone"] and is_mobile(attrs["telephone"])):
            sentence = "Donnez un portable ou une adresse électronique\u00a0: l’invitation y est envoyée."
            raise serializers.ValidationError({"telephone": [sentence]})
        return attrs

    @property
    def identity(self) -> Identity:
        said = self.validated_data
        return Identity(
            first_name=said["prenom"], last_name=said["nom"], phone=said["telephone"], email=said["courriel"]
        )


class InviteOne(PersonFields, TermsForm):
    utilisations = serializers.IntegerField(
        label="Nombre de rendez-vous permis",
        min_value=1,
        max_value=INVITATION_USES,
        default=1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Donnez un nombre entre 1 et 1 000."
        ),
    )

    @property
    def identities(self) -> Sequence[Identity]:
        return [self.identity]


class OpenLink(TermsForm):
    utilisations = serializers.IntegerField(
        label="Nombre de rendez-vous permis",
        min_value=1,
        max_value=INVITATION_USES,
        help_text="Le lien ne sert plus une fois ce nombre atteint.",
        error_messages={
            **_said("Donnez un nombre entre 1 et 1 000."),
            **dict.fromkeys(("invalid", "min_value", "max_value"), "Donnez un nombre entre 1 et 1 000."),
        },
    )


class InviteSeveral(TermsForm):
    """One person a line, as a spreadsheet copies them."""

    personnes = serializers.CharField(
        label="Personnes à inviter",
        max_length=LINES_AT_MOST,
        help_text=(
            "Une personne par ligne\u00a0: prénom ; nom ; téléphone ; adresse électronique. "
            "Vous pouvez coller des cellules d’un tableur."
        ),
        error_messages=_said("Donnez au moins une personne.", max_length="Cette liste est trop longue."),
        style={"base_template": "textarea.html", "rows": 10},
    )

    def validate_personnes(self, typed: str) -> Sequence[Identity]:
        lines = [line for line in typed.splitlines() if line.strip()]
        if len(lines) > INVITED_AT_ONCE:
            raise serializers.ValidationError(f"Invitez {INVITED_AT_ONCE} personnes au plus à la fois.")
        found, wrong = [], []
        for number, line in enumerate(lines, 1):
            person = PersonFields(data=_cells(line), context=self.context)
            if person.is_valid():
                found.append(person.identity)
            else:
                first: Any = next(iter(person.errors.values()))
                wrong.append(f"Ligne {number}\u00a0: {first[0]}")
        if wrong:
            raise serializers.ValidationError(wrong[:5])
        return found

    @property
    def identities(self) -> Sequence[Identity]:
        people: Sequence[Identity] = self.validated_data["personnes"]
        return people


def _cells(line: str) -> Mapping[str, str]:
    cells = [each.strip() for each in line.replace("\t", ";").split(";")]
    return dict(zip(("prenom", "nom", "telephone", "courriel"), cells, strict=False))


def _targets(motifs: Sequence[Motif]) -> dict[str, tuple[str, Motif]]:
    """Each motif, then each service that has several."""
    several = len({each.organisation_id for each in motifs}) > 1
    found: dict[str, tuple[str, Motif]] = {}
    services: dict[tuple[int, int], list[Motif]] = {}
    for each in motifs:
        where = f", {each.organisation.name}" if several else ""
        found[f"motif-{each.pk}"] = (f"{each.name}{where}", each)
        services.setdefault((each.organisation_id, each.service_id), []).append(each)
    for (organisation_id, service_id), group in services.items():
        if len(group) > 1:
            where = f", {group[0].organisation.name}" if several else ""
            label = f"Tous les motifs du service {group[0].service.name}{where}"
            found[f"service-{organisation_id}-{service_id}"] = (label, group[0])
    return found


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(23, 59, 59), zone)
