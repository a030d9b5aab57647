"""Sessions of a motif that is not for everybody: whoever asks was let in by other means than the public page."""

from datetime import datetime
from uuid import UUID

from booking.models import Motif, Participation, Rdv
from booking.queries.sessions import OpenSession, bookable_sessions
from booking.vocabulary import CANCELLED


def motif_of_session(session_id: UUID) -> str:
    """Its slug; empty for what is no session."""
    rows = Rdv.objects.filter(pk=session_id, seats__isnull=False)
    return rows.values_list("motif__slug", flat=True).first() or ""


def sessions_received(motif: Motif, *, now: datetime) -> list[OpenSession]:
    """Within its delays and with seats left; held by those who may receive, when not all may."""
    found = bookable_sessions(motif, now=now)
    return [each for each in found if motif.among is None or each.rdv.agenda_id in motif.among]


def session_received(motif: Motif, session_id: UUID) -> OpenSession | None:
    """Whatever its state: full, past, cancelled."""
    rows = Rdv.objects.filter(pk=session_id, motif=motif, seats__isnull=False)
    session = rows.select_related("lieu", "organisation").first()
    if session is None or (motif.among is not None and session.agenda_id not in motif.among):
        return None
    session.motif = motif
    inside = Participation.objects.filter(rdv=session).exclude(status__in=CANCELLED).count()
    return OpenSession(session, max((session.seats or 0) - inside, 0))
