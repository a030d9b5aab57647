"""What agents type to invite: for what, until when, whom."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rest_framework import serializers

from booking.agents.fields import LONG, Pick, day, key, line, said, whole
from booking.agents.person_inputs import NOBODY, ReachedInput
from booking.commands.invite_usager import Terms
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.vocabulary import INVITATION_USES, INVITED_AT_ONCE
from foundation.web.components.typography import NO_BREAK

LINES_AT_MOST = 60_000
USUAL = timedelta(days=30)


class TermsForm(serializers.Serializer[Any]):
    """`motifs`: those that this agent may invite to; each of their services is a choice too. Context: `today`."""

    cle = key()
    cible = Pick("Pour prendre rendez-vous", "Choisissez un motif ou un service")
    objet = line(
        "Objet",
        "Une phrase dite à la personne. Exemple : Nous devons faire le point sur votre dossier.",
        at_most=250,
    )
    jusqu_au = day("Valable jusqu’au", f"Sans date, le lien sert {USUAL.days} jours.")

    def __init__(self, *args: Any, motifs: Sequence[Motif], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = _targets(motifs)
        field: Any = self.fields["cible"]
        field.offer([(key, label) for key, (label, _) in self.targets.items()])

    @property
    def terms(self) -> Terms:
        typed = self.validated_data
        _, motif = self.targets[typed["cible"]]
        whole_service = typed["cible"].startswith("service-")
        return Terms(
            organisation=motif.organisation,
            motif=None if whole_service else motif,
            service=motif.service if whole_service else None,
            purpose=typed["objet"],
            uses_at_most=typed.get("utilisations", 1),
            expires_at=_end_of(
                typed["jusqu_au"] or self.context["today"] + USUAL, ZoneInfo(motif.organisation.time_zone)
            ),
        )


class InvitedPerson(ReachedInput):
    because = "l’invitation y est envoyée"


class InviteOne(InvitedPerson, TermsForm):
    utilisations = whole("Nombre de rendez-vous permis", 1, INVITATION_USES)


class OpenLink(TermsForm):
    utilisations = whole(
        "Nombre de rendez-vous permis",
        1,
        INVITATION_USES,
        hint="Le lien ne sert plus une fois ce nombre atteint.",
    )


class InviteSeveral(TermsForm):
    """One person a line, as a spreadsheet copies them."""

    personnes = serializers.CharField(
        label="Personnes à inviter",
        max_length=LINES_AT_MOST,
        help_text=(
            f"Une personne par ligne{NO_BREAK}: prénom ; nom ; téléphone ; adresse électronique. "
            "Vous pouvez coller des cellules d’un tableur."
        ),
        error_messages=said("Donnez au moins une personne.", max_length="Cette liste est trop longue."),
        style=LONG,
    )

    def validate_personnes(self, typed: str) -> Sequence[Identity]:
        lines = [each for each in typed.splitlines() if each.strip()]
        if len(lines) > INVITED_AT_ONCE:
            raise serializers.ValidationError(f"Invitez {INVITED_AT_ONCE} personnes au plus à la fois.")
        found, wrong = [], []
        for number, cells in enumerate(lines, 1):
            person = InvitedPerson(data=_cells(cells), context=self.context)
            if person.is_valid():
                found.append(person.identity)
            else:
                first: Any = next(iter(person.errors.values()))
                wrong.append(f"Ligne {number}{NO_BREAK}: {first[0]}")
        if wrong:
            raise serializers.ValidationError(wrong[:5])
        return found

    @property
    def identities(self) -> Sequence[Identity]:
        people: Sequence[Identity] = self.validated_data["personnes"]
        return people


def _cells(typed: str) -> Mapping[str, str]:
    cells = [each.strip() for each in typed.replace("\t", ";").split(";")]
    return dict(zip(NOBODY, cells, strict=False))


def target_of(motif: Motif) -> str:
    return f"motif-{motif.pk}"


def _targets(motifs: Sequence[Motif]) -> dict[str, tuple[str, Motif]]:
    """Each motif, then each service that has several."""
    several = len({each.organisation_id for each in motifs}) > 1
    found: dict[str, tuple[str, Motif]] = {}
    services: dict[tuple[int, int], list[Motif]] = {}
    for each in motifs:
        where = f", {each.organisation.name}" if several else ""
        found[target_of(each)] = (f"{each.name}{where}", each)
        services.setdefault((each.organisation_id, each.service_id), []).append(each)
    for (organisation_id, service_id), group in services.items():
        if len(group) > 1:
            where = f", {group[0].organisation.name}" if several else ""
            label = f"Tous les motifs du service {group[0].service.name}{where}"
            found[f"service-{organisation_id}-{service_id}"] = (label, group[0])
    return found


def _end_of(last: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(last, time(23, 59, 59), zone)
