"""What was sent about an rdv, and when, as a tagged PDF."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from booking.agents.reading import who
from booking.agents.shown_receipts import proofs
from booking.models import Rdv, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.tagged_pdf import tagged_pdf
from foundation.tenancy import current
from foundation.web.components.typography import date_heure

TEMPLATE = "booking/agents/preuve_envoi.typ"


def sending_proof(rdv: Rdv, receipts: Iterable[Receipt], *, now: datetime) -> bytes:
    zone = zone_of(rdv)
    told = {
        "administration": current().name,
        "faits": [
            ["Rendez-vous", f"{rdv.motif.name}, {date_heure(rdv.starts_at, zone)}"],
            ["Usager", who(rdv)],
            ["Pris", f"{date_heure(rdv.created_at, zone)} ({rdv.get_created_by_display().lower()})"],
            ["Référence", str(rdv.pk)],
            ["Document établi", date_heure(now, zone)],
        ],
        "messages": [asdict(each) for each in proofs(receipts, zone)],
    }
    return tagged_pdf(TEMPLATE, name="preuve", told=told)
