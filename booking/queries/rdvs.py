"""Reading one appointment, by what its holder knows of it."""

from uuid import UUID

from django.db.models import QuerySet

from booking.models import Participation


def participation_by_token(token: str) -> Participation | None:
    return whole_participations().filter(link_token=token).first()


def participation_by_id(participation_id: UUID) -> Participation | None:
    return whole_participations().filter(pk=participation_id).first()


def participation_of_hold(hold_id: UUID) -> Participation | None:
    """The rdv that a hold became bears the same id."""
    return whole_participations().filter(rdv=hold_id).first()


def whole_participations() -> QuerySet[Participation]:
    """With everything that a page, a letter or a calendar file says of it: one query."""
    return Participation.objects.select_related(
        "rdv__motif", "rdv__organisation", "rdv__lieu", "usager__responsible"
    )
