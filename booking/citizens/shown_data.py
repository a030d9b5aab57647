"""One's file as a person reads it: the export itself, key by key, so that nothing is left out of the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from foundation.web.components.typography import date_heure, date_longue

ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
# Of the export's keys.
LABELS = {
    "personne": lazy("Personne"),
    "prenom": lazy("Prénom"),
    "nom": lazy("Nom"),
    "adresse_electronique": lazy("Adresse électronique"),
    "telephone": lazy("Téléphone"),
    "date_de_naissance": lazy("Date de naissance"),
    "adresse": lazy("Adresse"),
    "commune": lazy("Commune (code INSEE)"),
    "langue": lazy("Langue"),
    "accepte_les_emails": lazy("Accepte les courriels"),
    "accepte_les_sms": lazy("Accepte les SMS"),
    "responsable": lazy("Responsable"),
    "identite_verifiee_le": lazy("Identité vérifiée le"),
    "referents": lazy("Référents"),
    "cree_le": lazy("Fiche créée le"),
    "motif": lazy("Motif"),
    "organisation": lazy("Organisation"),
    "lieu": lazy("Lieu"),
    "debut": lazy("Début"),
    "fin": lazy("Fin"),
    "etat": lazy("État"),
    "pris_par": lazy("Pris par"),
    "pris_le": lazy("Pris le"),
    "venue_confirmee_le": lazy("Venue confirmée le"),
    "retard_annonce_minutes": lazy("Retard annoncé (minutes)"),
    "reponses": lazy("Réponses"),
    "numeros_de_predemande": lazy("Numéros de pré-demande"),
    "prescripteur": lazy("Prescripteur"),
    "texte_accepte_le": lazy("Texte accepté le"),
    "inscrit_le": lazy("Inscription le"),
    "jusqu_au": lazy("Jusqu’au"),
    "creneaux_proposes": lazy("Créneaux proposés"),
    "pour": lazy("Pour"),
    "objet": lazy("Objet"),
    "envoyee_le": lazy("Envoyée le"),
    "valable_jusqu_au": lazy("Valable jusqu’au"),
    "utilisations": lazy("Utilisations"),
    "message": lazy("Message"),
    "canal": lazy("Canal"),
    "a": lazy("Envoyé à"),
    "texte": lazy("Texte"),
    "le": lazy("Le"),
    "action": lazy("Action"),
    "par": lazy("Par"),
    "services": lazy("Services"),
}

type Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    empty: str
    items: list[Facts] = field(default_factory=list)


def data_sections(told: Mapping[str, Any]) -> list[Section]:
    names = {each["id"]: each["prenom"] for each in told["personnes"]}
    titles = {
        "personnes": (_("Identité et contact"), ""),
        "rendez_vous": (_("Rendez-vous"), _("Aucun rendez-vous.")),
        "listes_attente": (_("Listes d’attente"), _("Aucune inscription.")),
        "invitations": (_("Invitations"), _("Aucune invitation.")),
        "messages": (_("Messages envoyés"), _("Aucun message.")),
        "consultations": (_("Consultations par un agent"), _("Aucune consultation.")),
    }
    return [
        Section(title, empty, [_facts(each, names) for each in told[key]])
        for key, (title, empty) in titles.items()
    ]


def _facts(each: Mapping[str, Any], names: Mapping[str, str]) -> Facts:
    alone = len(names) < 2
    hidden = {"id", *(("personne",) if alone else ())}
    facts = []
    for key, value in each.items():
        said = _text(names.get(value, value) if isinstance(value, str) else value)
        if said and key not in hidden:
            facts.append((str(LABELS.get(key, key)), said))
    return facts


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dict):
        return ", ".join(f"{key} : {_text(each)}" for key, each in value.items() if _text(each))
    if isinstance(value, list | tuple):
        return " ; ".join(filter(None, map(_text, value)))
    return _moment(str(value))


def _moment(text: str) -> str:
    """A day or a moment as they are said; any other text as it is. Only what the export writes is read as such."""
    if not ISO.fullmatch(text):
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_heure(moment) if moment.tzinfo else date_longue(moment)
