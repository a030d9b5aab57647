"""What each place of a wording says for one rdv. SMS count their characters: dates are shorter there."""

from booking.queries.letter_facts import Facts
from booking.wording.short_text import in_a_sentence
from foundation.courier.addresses import national
from foundation.web.components.typography import heure, jour, nom_du_jour, telephone


def short_values(facts: Facts) -> dict[str, str]:
    """For `booking.wording.short_text.sms_text`."""
    start = facts.starts_at
    return {
        **_shared(facts),
        "administration": facts.short_name,
        "motif": in_a_sentence(facts.motif.name),
        "jour": f"{nom_du_jour(start).lower()} {start:%d/%m}",
        "heure": f"{start.hour}h{start.minute:02d}" if start.minute else f"{start.hour}h",
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
