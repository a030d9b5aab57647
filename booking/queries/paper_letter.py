"""The letter that an agent prints, as a tagged PDF (PDF/UA-1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.letter_facts import Facts, facts_of
from booking.queries.message_settings import message_settings
from booking.queries.recipients import ABOUT_COMING
from booking.queries.tagged_pdf import tagged_pdf
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import CANCELLED, MessageKind
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import date_longue, duree, heure, insecables, jour, telephone

# An envelope's window holds five lines, the name included.
ADDRESS_LINES = 5
TEMPLATE = "booking/letters/courrier.typ"


def is_unreachable(participation: Participation) -> bool:
    """Neither e-mail nor SMS would reach this person."""
    reader = reader_of(participation.usager)
    by_email = reader.email and reader.accepts_email
    by_sms = reader.phone and reader.accepts_sms and is_mobile(reader.phone)
    return not by_email and not by_sms


def paper_letter(participation: Participation, *, address: Sequence[str], now: datetime) -> bytes:
    """`address` is typed for this letter and kept nowhere. Reads rdv, motif, lieu and organisation."""
    facts = facts_of(participation, settings=message_settings(), now=now)
    return tagged_pdf(TEMPLATE, name="lettre", told=_told(participation, facts, address, now))


def was_moved(participation: Participation) -> bool:
    """Whether another time or place is the last thing that this very person was to be told."""
    told = Receipt.objects.filter(rdv=participation.rdv_id, usager=participation.usager_id)
    last = told.filter(kind__in=ABOUT_COMING).order_by("-created_at", "-pk").values_list("kind", flat=True)
    return last.first() == MessageKind.RDV_MOVED


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
        "destinataire": str(reader_of(participation.usager)),
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
    if participation.rdv.motif.is_convocation:
        return "Convocation"
    return "Votre rendez-vous est déplacé" if was_moved(participation) else "Votre rendez-vous est confirmé"


def _facts(facts: Facts) -> list[str]:
    where = ", ".join(part for part in (facts.place, facts.address) if part)
    what = ", ".join(part for part in (duree(facts.duration), facts.count) if part)
    whom = f"Pour {facts.people}" if facts.for_whom else ""
    lines = [f"{facts.motif.name} ({what})", whom, where, facts.access]
    if not facts.is_mainland:
        lines.append("Les heures sont celles du lieu du rendez-vous.")
    return [line for line in lines if line]


def _to_know(facts: Facts) -> list[dict[str, Any]]:
    parts = (
        ("Vos obligations", facts.obligations.splitlines()),
        ("À apporter", facts.pieces),
        ("À savoir", facts.motif.instructions.splitlines()),
    )
    return [{"titre": title, "lignes": list(lines)} for title, lines in parts if any(lines)]


def _ending(facts: Facts, cancelled: bool) -> str:
    if not facts.phone:
        return "Une question ? Présentez-vous à l’accueil."
    number = telephone(facts.phone)
    if cancelled:
        return insecables(f"Pour un nouveau rendez-vous, téléphonez au {number}.")
    if facts.is_summons:
        return insecables(f"Vous ne pouvez pas venir ? Téléphonez au plus vite au {number}.")
    return insecables(
        f"Vous n’êtes plus disponible ? Prévenez-nous au {number} : quelqu’un d’autre pourra prendre ce créneau."
    )
