"""What an administrator says first of a motif: what it is, how long ahead, and for how many."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from booking.agents.motif_inputs_fields import SectionForm, box, delays, one_of, said, whole
from booking.commands.motif_rules import BUFFER_AT_MOST_MIN, LONGEST_MIN, PEOPLE_AT_MOST
from booking.models import Motif
from booking.queries.motif_settings import services_to_choose
from booking.vocabulary import BookableBy, Colour, Modalite
from foundation.web.fields import NameField

UNITS = [("", "Non, toujours un seul"), ("personne", "De personnes"), ("document", "De documents")]


class EssentialForm(SectionForm):
    columns = (
        "name",
        "service_id",
        "duration_min",
        "step_min",
        "buffer_before_min",
        "buffer_after_min",
        "modalite",
        "colour",
        "bookable_by",
        "is_published",
    )

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

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        return {
            "nom": motif.name,
            "service": motif.service_id,
            "modalite": motif.modalite,
            "duree": motif.duration_min,
            "pas": motif.step_min,
            "avant": motif.buffer_before_min,
            "apres": motif.buffer_after_min,
            "reservable": motif.bookable_by,
            "couleur": motif.colour,
            "publie": motif.is_published,
        }

    @property
    def values(self) -> dict[str, Any]:
        typed = self.validated_data
        return {
            "name": typed["nom"],
            "service_id": typed["service"],
            "modalite": typed["modalite"],
            "duration_min": typed["duree"],
            "step_min": typed["pas"],
            "buffer_before_min": typed["avant"],
            "buffer_after_min": typed["apres"],
            "bookable_by": typed["reservable"],
            "colour": typed["couleur"],
            "is_published": typed["publie"],
        }


class DelaysForm(SectionForm):
    """In seconds, chosen in words."""

    columns = ("min_delay_s", "max_delay_s", "cancel_limit_s", "move_limit_s")

    delai_min = one_of("Prendre rendez-vous au plus tard", hint="Temps qu’il vous faut pour vous préparer.")
    delai_max = one_of("Prendre rendez-vous au plus tôt", hint="Jusqu’où les créneaux sont montrés.")
    annuler = one_of("Annuler en ligne jusqu’à")
    deplacer = one_of("Déplacer en ligne jusqu’à")

    def fit(self, motif: Motif) -> None:
        for name, column in zip(("delai_min", "delai_max", "annuler", "deplacer"), self.columns, strict=True):
            none = "Jusqu’au début" if name in ("annuler", "deplacer") else ""
            current = getattr(motif, column)
            found = delays(current, none=none or ("" if current else "Sans délai"))
            self.choose(name, [(each, word if each == 0 else f"{word} avant") for each, word in found])

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        return {
            "delai_min": motif.min_delay_s,
            "delai_max": motif.max_delay_s,
            "annuler": motif.cancel_limit_s,
            "deplacer": motif.move_limit_s,
        }

    @property
    def values(self) -> dict[str, Any]:
        typed = self.validated_data
        names = ("delai_min", "delai_max", "annuler", "deplacer")
        return dict(zip(self.columns, (typed[name] for name in names), strict=True))


class PeopleForm(SectionForm):
    columns = ("people",)

    unite = serializers.ChoiceField(
        choices=UNITS,
        label="Un rendez-vous peut-il servir à plusieurs ?",
        required=False,
        allow_blank=True,
        default="",
        error_messages={"invalid_choice": "Choisissez dans la liste."},
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
