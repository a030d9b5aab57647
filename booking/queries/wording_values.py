"""What each place of a wording says for one rdv. SMS count their characters: dates are shorter there."""

from datetime import datetime

from django.utils.translation import get_language

from booking.queries.letter_facts import Facts
from booking.wording.short_text import in_a_sentence
from foundation.courier.addresses import national
from foundation.courier.senders import gsm_only
from foundation.web.components.typography import heure, is_french, jour, nom_du_jour, telephone

# Languages that GSM cannot write: their texts are in the other alphabet, whatever the names.
BEYOND_GSM = frozenset({"ar", "uk"})


def short_values(facts: Facts) -> dict[str, str]:
    """For `booking.wording.short_text.sms_text`."""
    start = facts.starts_at
    return {
        **_shared(facts),
        "administration": facts.short_name,
        "motif": in_a_sentence(facts.motif.name),
        "jour": short_day(start),
        "heure": short_time(start),
        "lieu": facts.place if facts.at_lieu else in_a_sentence(facts.place),
        "telephone": national(facts.phone) if facts.phone else "",
    }


def long_values(facts: Facts) -> dict[str, str]:
    """For an e-mail, where there is room."""
    return {
        **_shared(facts),
        "administration": facts.administration,
        "motif": facts.motif.name,
        "jour": jour(facts.starts_at),
        "heure": heure(facts.starts_at),
        "lieu": facts.place,
        "telephone": telephone(facts.phone) if facts.phone else "",
    }


def _shared(facts: Facts) -> dict[str, str]:
    return {
        "adresse": facts.address,
        "prenom": facts.participation.usager.first_name,
        "lien": facts.link,
        "pieces": "\n".join(facts.pieces),
    }


def writable(name: str) -> str:
    """Without what would more than double the price of a message that GSM can write."""
    return name if get_language() in BEYOND_GSM else gsm_only(name)


def short_day(moment: datetime) -> str:
    """« mardi 24/11 »: only English writes the day with a capital."""
    name = nom_du_jour(moment)
    return f"{name if get_language() == 'en' else name.lower()} {moment:%d/%m}"


def short_time(moment: datetime) -> str:
    """« 9h20 », « 9h »: every character counts here."""
    if not is_french():
        return heure(moment)
    return f"{moment.hour}h{moment.minute:02d}" if moment.minute else f"{moment.hour}h"
