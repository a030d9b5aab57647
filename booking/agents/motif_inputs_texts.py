"""What an administrator writes of a motif: texts, their translations, and the rules of the trade."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from booking.agents.fields import box, line, one_of, text
from booking.agents.motif_inputs_fields import DAY_S, SectionForm, delays
from booking.models import Motif
from booking.vocabulary import PapersKind, SectorLevel
from foundation import languages

RELEASE_AT_MOST_S = 3 * DAY_S


class TextsForm(SectionForm):
    asked = {
        "apporter": "to_bring",
        "consignes": "instructions",
        "accepter": "acceptance",
        "avertissement": "cancel_warning",
    }
    columns = tuple(asked.values())

    apporter = text("À apporter", "Une pièce par ligne. Pour une pièce selon les réponses, voyez plus bas.")
    consignes = text("Consignes", "Dites après la prise de rendez-vous et dans les messages.")
    accepter = text("Texte à accepter", "La personne coche une case avant de confirmer.", at_most=5_000)
    avertissement = text(
        "Avertissement avant d’annuler", "Exemple : le prochain créneau est dans trois mois."
    )


class RulesForm(SectionForm):
    asked = {
        "tension": "under_pressure",
        "etale": "release_within_s",
        "secteur": "sector_level",
        "titre": "papers",
        "suivi": "follow_up",
        "convocation": "is_convocation",
        "obligations": "obligations",
    }
    columns = tuple(asked.values())

    tension = box("Sous tension", "Un code est demandé avant de confirmer, et le nom ne change plus ensuite.")
    etale = one_of(
        "Remettre en ligne les créneaux annulés, au hasard, dans un délai de",
        hint="Personne ne peut alors annuler pour transmettre le créneau à quelqu’un.",
    )
    secteur = one_of("Sectorisation", SectorLevel.choices)
    titre = one_of(
        "Titre d’identité demandé", PapersKind.choices, hint="Un numéro de pré-demande par personne."
    )
    suivi = box("Suivi", "Seulement avec un agent référent de la personne.")
    convocation = box(
        "Convocation", "L’heure est fixée par un agent. Le rendez-vous ne s’annule pas en ligne."
    )
    obligations = text("Obligations", "Ce que la loi demande à la personne convoquée.", at_most=5_000)

    def fit(self, motif: Motif) -> None:
        found = delays(motif.release_within_s, none="Tout de suite")
        self.choose("etale", [each for each in found if each[0] <= RELEASE_AT_MOST_S])


class TranslationsForm(SectionForm):
    """A field for each text that exists in French, in each other language; what lacks is shown in French."""

    columns = ("translations",)

    def get_fields(self) -> Any:
        return {}

    def fit(self, motif: Motif) -> None:
        for code, name, column, label in _translated(motif):
            asked = f"{label}, {name}"
            field = line(asked, at_most=120) if column == "name" else text(asked, at_most=5_000)
            self.fields[field_name(code, column)] = field

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        return {
            field_name(code, column): motif.translations.get(code, {}).get(column, "")
            for code, _, column, _ in _translated(motif)
        }

    @property
    def values(self) -> dict[str, Any]:
        """What this page does not ask for is kept."""
        kept = {code: dict(texts) for code, texts in self.motif.translations.items()}
        for code, _, column, _ in _translated(self.motif):
            kept.setdefault(code, {})[column] = self.validated_data[field_name(code, column)]
        said = {code: {name: each for name, each in texts.items() if each} for code, texts in kept.items()}
        return {"translations": {code: texts for code, texts in said.items() if texts}}


def field_name(code: str, column: str) -> str:
    return f"{code.replace('-', '_')}_{column}"


def _translated(motif: Motif) -> Iterator[tuple[str, str, str, str]]:
    texts = [
        ("name", "Nom", motif.name),
        ("instructions", "Consignes", motif.instructions),
        ("to_bring", "À apporter", motif.to_bring),
        ("acceptance", "Texte à accepter", motif.acceptance),
        ("obligations", "Obligations", motif.obligations),
    ]
    for code, name in settings.LANGUAGES:
        if code != languages.SOURCE:
            yield from ((code, name, column, label) for column, label, french in texts if french)
