"""An rdv as programs are told it, when they ask and when they are called. Of the people received, ids only."""

from datetime import datetime
from typing import Any

from booking.models import Rdv
from booking.queries.agent_rdvs import agendas_of, zone_of
from booking.vocabulary import CANCELLED


def rdv_facts(rdv: Rdv, now: datetime) -> dict[str, Any]:
    """Expects what `agent_rdvs.rdv_by_id` reads with the rdv."""
    zone = zone_of(rdv)
    return {
        "id": str(rdv.pk),
        "debut": rdv.starts_at.astimezone(zone).isoformat(),
        "fin": rdv.ends_at.astimezone(zone).isoformat(),
        "statut": rdv.session_status(now) if rdv.is_session else rdv.status,
        "collectif": rdv.is_session,
        "organisation": {"id": rdv.organisation_id, "nom": rdv.organisation.name},
        "motif": {"id": rdv.motif_id, "nom": rdv.motif.name},
        "lieu": {"id": rdv.lieu.pk, "nom": rdv.lieu.name} if rdv.lieu else None,
        "agents": [
            {"id": str(agenda.agent.pk), "nom": str(agenda.agent)}
            for agenda in agendas_of(rdv)
            if agenda.agent
        ],
        "personnes": _people(rdv),
        "usagers": [{"id": str(each.usager_id), "statut": each.status} for each in rdv.participations.all()],
    }


def _people(rdv: Rdv) -> int:
    """Or documents; of a session, the seats taken."""
    if not rdv.is_session:
        return rdv.people
    return sum(each.status not in CANCELLED for each in rdv.participations.all())
