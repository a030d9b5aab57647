"""Invented data for the page that shows every component (`foundation/interface.html`). No clock, no database."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

from foundation.web.components.grid import Band, Column, Event, FreeSlot
from foundation.web.components.slots import CreneauDay, LieuCard, OfferedCreneau

MONDAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Paris")
_WEEK = {
    0: ("10:40", "11:00"),
    1: ("9:00", "9:20", "9:40", "10:00", "10:20", "10:40", "11:00", "11:20", "11:40", "11:50", "14:40"),
    2: ("9:20", "9:40", "10:00"),
    3: ("9:20", "11:20", "14:40", "15:40", "16:40"),
    5: ("9:20", "9:40"),
}


class ShowcaseForm(forms.Form):
    prenom = forms.CharField(label="Prénom")
    telephone = forms.CharField(
        label="Numéro de téléphone portable",
        help_text="Pour recevoir la confirmation et un rappel par SMS. Exemple : 06 12 34 56 78",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "Saisissez votre numéro de téléphone portable."},
    )
    courriel = forms.EmailField(label="Adresse électronique", required=False)
    rappel = forms.ChoiceField(
        label="Rappel",
        choices=[("sms", "Par SMS"), ("courriel", "Par courriel"), ("aucun", "Aucun rappel")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez comment recevoir le rappel."},
    )
    jours = forms.MultipleChoiceField(
        label="Jours possibles",
        choices=[("lun", "Lundi"), ("mar", "Mardi"), ("mer", "Mercredi")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lieu = forms.ChoiceField(label="Lieu", choices=[("c", "Mairie centrale"), ("n", "Mairie annexe Nord")])
    precisions = forms.CharField(label="Précisions", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    accompagne = forms.BooleanField(label="Je viens avec une autre personne", required=False)


def showcase() -> dict[str, Any]:
    invalid = ShowcaseForm({"prenom": "Zoé", "telephone": "", "lieu": "c", "jours": ["mar"]})
    invalid.is_valid()
    return {
        "form": invalid,
        "jour": MONDAY + timedelta(days=1),
        "debut": _at(1, "9:20"),
        "fiche": _lieu(),
        "page": Paginator(range(200), 20).page(4),
        "colonnes": _columns(),
        "statuts": [
            "scheduled",
            "arrived",
            "honoured",
            "no_show",
            "excused",
            "cancelled",
            "to_fill",
            "waiting",
        ],
        "onglets": [("Jour", "#jour", True), ("Semaine", "#semaine", False), ("Liste", "#liste", False)],
        "recap": [("Motif", "Carte d’identité"), ("Durée", "20 minutes"), ("Référence", "7Kq2Xb9mPd")],
    }


def _at(offset: int, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    day = MONDAY + timedelta(days=offset)
    return datetime(day.year, day.month, day.day, int(hours), int(minutes), tzinfo=ZONE)


def _lieu() -> LieuCard:
    days = [
        CreneauDay(
            MONDAY + timedelta(days=offset),
            [
                OfferedCreneau(
                    _at(offset, clock), f"{offset}-{clock}", current=(offset, clock) == (3, "9:20")
                )
                for clock in _WEEK.get(offset, ())
            ],
        )
        for offset in range(6)
    ]
    return LieuCard(
        name="Mairie centrale",
        address="1 place de la République, 59000 Saint-Exemple",
        notes=("Accessible en fauteuil roulant", "Tram ligne 1, arrêt Hôtel-de-Ville"),
        next_creneau=OfferedCreneau(_at(0, "10:40"), "0-10:40"),
        days=days,
        phone="+33321000000",
        distance="450 m",
    )


def _columns() -> list[Column]:
    open_day = (Band(520, 720), Band(810, 1020))
    return [
        Column(
            "Amina Benali",
            "Guichet 1",
            openings=open_day,
            events=(
                Event(540, 560, "Mme Lopez", "#1", "honoured", 1, "Carte d’identité"),
                Event(560, 580, "Mme Kaya", "#2", "arrived", 2, "Dossier RSA"),
                Event(600, 660, "M. Petit", "#3", "scheduled", 3, "Suivi de grossesse"),
                Event(620, 650, "M. Diallo", "#4", "cancelled_by_usager", 4, "Passeport"),
                Event(840, 885, "Mme Garnier", "#5", "scheduled", 5, "Inscription"),
            ),
            free=(FreeSlot(580, 600, "#l1"), FreeSlot(660, 680, "#l2"), FreeSlot(900, 920, "#l3")),
        ),
        Column(
            "Claire Dubois",
            "Guichet 2",
            openings=open_day,
            events=(
                Event(540, 560, "M. Roux", "#6", "no_show", 1, "Carte d’identité"),
                Event(600, 620, "Mme Chen", "#7", "to_fill", 6, "Passeport urgent"),
                Event(640, 660, "M. Faure", "#8", "excused", 7, "Carte d’identité"),
            ),
            free=(FreeSlot(560, 580, "#l4"), FreeSlot(580, 600, "#l5"), FreeSlot(660, 680, "#l6")),
            absences=(Band(810, 1020, "Formation"),),
        ),
        Column(
            "Minh Nguyen", "Salle des mariages", openings=open_day[:1], absences=(Band(0, 1440, "Congés"),)
        ),
        Column(
            "Salle 3",
            openings=open_day[1:],
            events=tuple(
                Event(840 + 10 * number, 900 + 10 * number, f"Atelier {number + 1}", "#9", "scheduled", 8)
                for number in range(3)
            ),
        ),
    ]
