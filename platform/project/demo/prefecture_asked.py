"""Préfecture du Pas-de-Calais: motifs that more people ask for than can be received."""

from collections.abc import Mapping
from typing import Any

HOUR_S = 3_600
PURPOSES = ["Travail", "Études", "Vie familiale", "Protection internationale", "Autre"]
PURPOSE = {
    "id": "raison",
    "label": "Pour quelle raison demandez-vous ce titre ?",
    "kind": "choice",
    "choices": PURPOSES,
    "required": True,
}
WARNING = "Les créneaux sont rares : si vous annulez, vous attendrez peut-être plusieurs semaines."
PIECES = [
    {
        "label": "Contrat de travail",
        "hint": "ou promesse d’embauche",
        "if": {"question": "raison", "is": PURPOSES[:1]},
    },
    {"label": "Certificat d’inscription", "if": {"question": "raison", "is": PURPOSES[1:2]}},
    {
        "label": "Livret de famille",
        "hint": "ou acte de mariage",
        "if": {"question": "raison", "is": PURPOSES[2:3]},
    },
    {"label": "Décision de l’Ofpra ou de la CNDA", "if": {"question": "raison", "is": PURPOSES[3:4]}},
]
ASKED: Mapping[str, Mapping[str, Any]] = {
    "titre-de-sejour-premiere-demande": {
        "under_pressure": True,
        "release_within_s": 12 * HOUR_S,
        "quota_per_person": {"count": 1, "days": 60},
        "questions": [PURPOSE],
        "pieces": PIECES,
        "acceptance": (
            "Ce rendez-vous est personnel : il est annulé si une autre personne se présente. "
            "Il est gratuit ; personne n’a le droit de le vendre."
        ),
        "cancel_warning": WARNING,
        "translations": {
            "en": {
                "name": "First application for a residence permit",
                "instructions": "Bring the originals and one copy of each document.",
            },
            "uk": {"name": "Перша заява на посвідку на проживання"},
            "es": {"name": "Primera solicitud de permiso de residencia"},
            "pt": {"name": "Primeiro pedido de autorização de residência"},
            "ar": {"name": "أول طلب للحصول على تصريح إقامة"},
        },
    },
    "titre-de-sejour-renouvellement": {
        "under_pressure": True,
        "release_within_s": 6 * HOUR_S,
        "quota_per_person": {"count": 1, "days": 60},
        "cancel_warning": WARNING,
        "translations": {
            "en": {"name": "Renewal of a residence permit"},
            "uk": {"name": "Продовження посвідки на проживання"},
            "es": {"name": "Renovación del permiso de residencia"},
            "pt": {"name": "Renovação da autorização de residência"},
            "ar": {"name": "تجديد تصريح الإقامة"},
        },
    },
    "naturalisation-entretien": {
        "is_convocation": True,
        "obligations": (
            "Cet entretien est une étape obligatoire de votre demande de nationalité française.\n"
            "Si vous ne venez pas sans donner de raison, votre demande peut être classée sans suite."
        ),
    },
}
