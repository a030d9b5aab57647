"""What a professional may book for somebody else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from booking.models import Motif, Participation, Role
from booking.queries.rdvs import whole_participations
from booking.vocabulary import FOR_PRESCRIBERS

SEEN_FOR = timedelta(days=30)


def motifs_prescribed() -> QuerySet[Motif]:
    """Of the whole administration. A follow-up is with one's referent: nobody prescribes it."""
    rows = Motif.objects.filter(
        is_published=True, bookable_by__in=FOR_PRESCRIBERS, follow_up=False, is_convocation=False
    )
    return rows.select_related("service", "organisation").order_by("organisation__name", "name", "pk")


def motifs_prescribed_by(agent_id: UUID | None) -> QuerySet[Motif]:
    """Of other organisations than this agent's: in one's own, the agenda is there for that."""
    return motifs_prescribed().exclude(
        organisation__in=Role.objects.filter(agent=agent_id).values("organisation")
    )


def may_prescribe(agent_id: UUID | None) -> bool:
    return motifs_prescribed_by(agent_id).exists()


def motif_prescribed(slug: str) -> Motif | None:
    return motifs_prescribed().filter(slug=slug).first()


def is_prescription_open() -> bool:
    return motifs_prescribed().exists()


def prescribed(participation_id: UUID, *, now: datetime) -> Participation | None:
    """What a prescriber may see again, up to a month after: nothing when nobody prescribed it."""
    rows = whole_participations().filter(pk=participation_id, rdv__ends_at__gt=now - SEEN_FOR)
    return rows.exclude(prescriber={}).first()
