"""Ville d’Arras: what the forms of its motifs ask, and of whom."""

from collections.abc import Mapping
from typing import Any

from booking.vocabulary import PapersKind

YES, NO = ["oui"], ["non"]
MINOR = {
    "id": "mineur",
    "label": "La demande est-elle pour un enfant mineur ?",
    "kind": "yes_no",
    "required": True,
    "hint": "Pour plusieurs personnes, répondez « Oui » si l’une d’elles a moins de 18 ans.",
}
RENEWED, LOST, CHANGED = "Renouvellement", "Perte ou vol", "Changement d’adresse ou de nom"
WHY = {
    "id": "raison",
    "label": "Pourquoi cette demande ?",
    "kind": "choice",
    "choices": ["Première demande", RENEWED, LOST, CHANGED],
    "required": True,
}
REMARK = {
    "id": "remarque",
    "label": "Avez-vous besoin d’une aide particulière ?",
    "kind": "text",
    "required": False,
    "hint": "Par exemple : interprète en langue des signes, poussette, fauteuil roulant.",
}
PIECES = [
    {
        "label": "Livret de famille",
        "hint": "ou acte de naissance de l’enfant",
        "if": {"question": "mineur", "is": YES},
    },
    {"label": "Pièce d’identité du parent présent", "if": {"question": "mineur", "is": YES}},
    {"label": "Ancien titre", "if": {"question": "raison", "is": [RENEWED, CHANGED]}},
    {"label": "Déclaration de perte ou de vol", "if": {"question": "raison", "is": [LOST]}},
]
STAMPS = [
    {"label": "Timbre fiscal de 86 €", "if": {"question": "mineur", "is": NO}},
    {
        "label": "Timbre fiscal de 17 €",
        "hint": "42 € à partir de 15 ans",
        "if": {"question": "mineur", "is": YES},
    },
]
PEOPLE = {"unit": "personne", "at_most": 4, "minutes_each": 15}
ASKED: Mapping[str, Mapping[str, Any]] = {
    "carte-d-identite": {
        "people": PEOPLE,
        "papers": PapersKind.CNI,
        "questions": [MINOR, WHY, REMARK],
        "pieces": PIECES,
        "translations": {
            "en": {"name": "French identity card"},
            "es": {"name": "Documento de identidad francés"},
            "pt": {"name": "Bilhete de identidade francês"},
            "ar": {"name": "بطاقة الهوية الفرنسية"},
        },
    },
    "passeport": {
        "people": PEOPLE,
        "papers": PapersKind.PASSPORT,
        "questions": [MINOR, WHY, REMARK],
        "pieces": [*PIECES, *STAMPS],
        "translations": {
            "en": {
                "name": "French passport",
                "instructions": "Everyone who applies for a passport must come in person.",
            },
            "es": {"name": "Pasaporte francés"},
            "pt": {"name": "Passaporte francês"},
            "ar": {"name": "جواز السفر الفرنسي"},
        },
    },
    "carte-d-identite-et-passeport": {
        "people": {**PEOPLE, "at_most": 3, "minutes_each": 20},
        "papers": PapersKind.BOTH,
        "questions": [MINOR, WHY],
        "pieces": [*PIECES, *STAMPS],
        "translations": {"en": {"name": "French identity card and passport"}},
    },
    "remise-d-un-titre": {"people": {"unit": "document", "at_most": 6, "minutes_each": 5}},
    "titre-a-domicile": {
        "questions": [
            {
                "id": "acces",
                "label": "Comment entre-t-on chez vous ?",
                "kind": "text",
                "required": False,
                "hint": "Étage, code de la porte, nom sur l’interphone.",
            }
        ],
        "acceptance": (
            "Ce service est réservé aux personnes qui ne peuvent pas se déplacer. "
            "Je peux fournir un certificat médical qui le dit."
        ),
        "cancel_warning": "Le matériel ne se déplace qu’une fois par semaine : la prochaine visite peut être loin.",
    },
}
