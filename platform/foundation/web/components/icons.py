"""Icons by what they mean on our screens. The State's class names; the neutral skin draws its own under them."""

ICONS = {
    "absent": "fr-icon-close-circle-line",
    "accessible": "fr-icon-wheelchair-line",
    "agenda": "fr-icon-calendar-2-line",
    "attention": "fr-icon-warning-line",
    "calendrier": "fr-icon-calendar-line",
    "croix": "fr-icon-close-line",
    "document": "fr-icon-file-text-line",
    "horloge": "fr-icon-time-line",
    "imprimer": "fr-icon-printer-line",
    "info": "fr-icon-information-line",
    "lieu": "fr-icon-map-pin-2-line",
    "message": "fr-icon-chat-3-line",
    "personne": "fr-icon-user-line",
    "plus": "fr-icon-add-line",
    "precedent": "fr-icon-arrow-left-line",
    "recherche": "fr-icon-search-line",
    "suivant": "fr-icon-arrow-right-line",
    "telecharger": "fr-icon-download-line",
    "telephone": "fr-icon-phone-line",
    "valide": "fr-icon-checkbox-circle-line",
}


def icon_class(name: str) -> str:
    return ICONS[name] if name else ""
