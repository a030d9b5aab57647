"""What an administrator says first of a motif: what it is, how long ahead, and for how many."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from booking.agents.fields import IN_LIST, OPTIONAL, box, one_of, said, whole
from booking.agents.motif_inputs_fields import SectionForm, delays
from booking.commands.motif_rules import BUFFER_AT_MOST_MIN, LONGEST_MIN, PEOPLE_AT_MOST
from booking.models import Motif
from booking.queries.motif_settings import services_to_choose
from booking.vocabulary import BookableBy, Colour, Modalite
from foundation.web.fields import NameField

UNITS = [("", "Non, toujours un seul"), ("personne", "De personnes"), ("document", "De documents")]


class EssentialForm(SectionForm):
    asked = {
        "nom": "name",
        "service": "service_id",
        "modalite": "modalite",
        "duree": "duration_min",
        "pas": "step_min",
        "avant": "buffer_before_min",
        "apres": "buffer_after_min",
        "reservable": "bookable_by",
        "couleur": "colour",
        "publie": "is_published",
    }
    columns = tuple(asked.values())

    nom = NameField(
        label="Nom",
        max_length=120,
        help_text="Ce que les usagers lisent. L’adresse de la page et les liens donnés restent les mêmes.",
        error_messages=said("Donnez un nom au motif."),
        style={"autocomplete": "off"},
    )
    service = one_of("Service")
    modalite = one_of("Façon de recevoir", Modalite.choices)
    duree = whole("Durée, en minutes", 5, LONGEST_MIN)
    pas = whole(
        "Pas entre deux débuts, en minutes",
        5,
        LONGEST_MIN,
        hint="Vide : la durée. Avec 15, un rendez-vous de 30 minutes peut commencer à 9 h, 9 h 15, 9 h 30.",
        empty=True,
    )
    avant = whole("Battement avant, en minutes", 0, BUFFER_AT_MOST_MIN, hint="Temps gardé libre avant.")
    apres = whole("Battement après, en minutes", 0, BUFFER_AT_MOST_MIN, hint="Temps gardé libre après.")
    reservable = one_of("Qui peut prendre ce rendez-vous", BookableBy.choices)
    couleur = one_of("Couleur dans l’agenda", Colour.choices)
    publie = box(
        "Publié", "Décochez pour que plus personne ne le prenne en ligne. Les rendez-vous pris restent."
    )

    def fit(self, motif: Motif) -> None:
        self.choose("service", [(each.pk, each.name) for each in services_to_choose()])


class DelaysForm(SectionForm):
    """In seconds, chosen in words."""

    asked = {
        "delai_min": "min_delay_s",
        "delai_max": "max_delay_s",
        "annuler": "cancel_limit_s",
        "deplacer": "move_limit_s",
    }
    columns = tuple(asked.values())

    delai_min = one_of("Prendre rendez-vous au plus tard", hint="Temps qu’il vous faut pour vous préparer.")
    delai_max = one_of("Prendre rendez-vous au plus tôt", hint="Jusqu’où les créneaux sont montrés.")
    annuler = one_of("Annuler en ligne jusqu’à")
    deplacer = one_of("Déplacer en ligne jusqu’à")

    def fit(self, motif: Motif) -> None:
        for name, column in self.asked.items():
            none = "Jusqu’au début" if name in ("annuler", "deplacer") else ""
            current = getattr(motif, column)
            found = delays(current, none=none or ("" if current else "Sans délai"))
            self.choose(name, [(each, word if each == 0 else f"{word} avant") for each, word in found])


class PeopleForm(SectionForm):
    columns = ("people",)

    unite = serializers.ChoiceField(
        choices=UNITS,
        label="Un rendez-vous peut-il servir à plusieurs ?",
        error_messages={"invalid_choice": IN_LIST},
        **OPTIONAL,
    )
    au_plus = whole("Au plus", 2, PEOPLE_AT_MOST, hint="Nombre de personnes ou de documents.", empty=True)
    minutes = whole(
        "Minutes pour chaque personne ou document de plus",
        0,
        LONGEST_MIN,
        hint="Vide : la durée du motif.",
        empty=True,
    )

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        kept = motif.people
        return {
            "unite": kept.get("unit", ""),
            "au_plus": kept.get("at_most"),
            "minutes": kept.get("minutes_each"),
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["unite"] and attrs["au_plus"] is None:
            raise serializers.ValidationError({"au_plus": ["Dites combien, au plus."]})
        return attrs

    @property
    def values(self) -> dict[str, Any]:
        typed = self.validated_data
        if not typed["unite"]:
            return {"people": {}}
        each = {} if typed["minutes"] is None else {"minutes_each": typed["minutes"]}
        return {"people": {"unit": typed["unite"], "at_most": typed["au_plus"], **each}}
