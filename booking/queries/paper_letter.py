"""The letter that an agent prints, as a tagged PDF (PDF/UA-1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from booking.models import Participation
from booking.queries.agent_rdvs import zone_of
from booking.queries.letter_facts import Facts, facts_of
from booking.queries.message_settings import message_settings
from booking.queries.tagged_pdf import tagged_pdf
from booking.vocabulary import CANCELLED
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import date_longue, duree, heure, insecables, jour, telephone

# An envelope's window holds five lines, the name included.
ADDRESS_LINES = 5
TEMPLATE = "booking/letters/courrier.typ"


def is_unreachable(participation: Participation) -> bool:
    """Neither e-mail nor SMS would reach this person."""
    usager = participation.usager
    by_email = usager.email and usager.accepts_email
    by_sms = usager.phone and usager.accepts_sms and is_mobile(usager.phone)
    return not by_email and not by_sms


def paper_letter(participation: Participation, *, address: Sequence[str], now: datetime) -> bytes:
    """`address` is typed for this letter and kept nowhere. Reads rdv, motif, lieu and organisation."""
    facts = facts_of(participation, settings=message_settings(), now=now)
    return tagged_pdf(TEMPLATE, name="lettre", told=_told(participation, facts, address, now))


def _told(
    participation: Participation, facts: Facts, address: Sequence[str], now: datetime
) -> dict[str, Any]:
    cancelled = participation.status in CANCELLED
    rdv = participation.rdv
    announced = {
        "titre": _title(participation, cancelled),
        "annonce": ["Vous n’avez pas à vous déplacer."] if cancelled and facts.at_lieu else [],
        "suite": [] if cancelled else _to_know(facts),
        "fin": [_ending(facts, cancelled)],
    }
    return {
        "administration": facts.administration,
        "expediteur": [line for line in (rdv.organisation.name, telephone(facts.phone)) if line],
        "destinataire": str(participation.usager),
        "adresse": [line.strip() for line in address if line.strip()][: ADDRESS_LINES - 1],
        "date_du_courrier": f"Le {date_longue(now, zone_of(rdv))}",
        "couleur": facts.accent.accent,
        "quand": insecables(f"{jour(facts.starts_at).capitalize()} à {heure(facts.starts_at)}"),
        "faits": _facts(facts),
        "pied": facts.administration,
        **announced,
    }


def _title(participation: Participation, cancelled: bool) -> str:
    if cancelled:
        return "Votre rendez-vous est annulé"
    moved = participation.rdv.sequence and not participation.rdv.is_session
    return "Votre rendez-vous est déplacé" if moved else "Votre rendez-vous est confirmé"


def _facts(facts: Facts) -> list[str]:
    where = f"{facts.place}, {facts.address}" if facts.at_lieu else facts.place
    lines = [f"{facts.motif.name} ({duree(facts.duration)})", where, facts.access]
    if not facts.is_mainland:
        lines.append("Les heures sont celles du lieu du rendez-vous.")
    return [line for line in lines if line]


def _to_know(facts: Facts) -> list[dict[str, Any]]:
    parts = (("À apporter", facts.motif.to_bring), ("À savoir", facts.motif.instructions))
    return [{"titre": title, "lignes": text.splitlines()} for title, text in parts if text.strip()]


def _ending(facts: Facts, cancelled: bool) -> str:
    if not facts.phone:
        return "Une question ? Présentez-vous à l’accueil."
    number = telephone(facts.phone)
    if cancelled:
        return insecables(f"Pour un nouveau rendez-vous, téléphonez au {number}.")
    return insecables(
        f"Vous n’êtes plus disponible ? Prévenez-nous au {number} : quelqu’un d’autre pourra prendre ce créneau."
    )
