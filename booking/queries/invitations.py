"""Links given to citizens: whose, for what, and whether they still open anything."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from booking.models import Invitation, Motif
from booking.queries.referents import agendas_of_referents
from booking.vocabulary import FOR_INVITED, BookableBy, InvitationState

SHOWN_AT_MOST = 200
OVER: dict[InvitationState, Q] = {
    InvitationState.REVOKED: Q(revoked_at__isnull=False),
    InvitationState.USED: Q(uses__gte=F("uses_at_most")),
}


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    if invitation.revoked_at:
        return InvitationState.REVOKED
    if invitation.uses >= invitation.uses_at_most:
        return InvitationState.USED
    return InvitationState.SENT if invitation.expires_at > now else InvitationState.EXPIRED


def invitation_by_token(token: str) -> Invitation | None:
    return whole_invitations().filter(token=token).first()


def invitation_by_id(invitation_id: UUID) -> Invitation | None:
    return whole_invitations().filter(pk=invitation_id).first()


def whole_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related(
        "usager", "motif__organisation", "motif__service", "service", "organisation", "lieu", "created_by"
    )


def motifs_opened(invitation: Invitation) -> Sequence[Motif]:
    """What the link leads to, by name. Of a follow-up, with the referents of who is invited and nobody else."""
    found = list(_motifs_named(invitation))
    if not any(each.follow_up for each in found):
        return found
    known = [invitation.usager_id] if invitation.usager_id else []
    agendas = agendas_of_referents(known)
    return [
        each.received_by(agendas) if each.follow_up else each
        for each in found
        if agendas or not each.follow_up
    ]


def may_open(invitation: Invitation, motif: Motif) -> bool:
    """Whether it was given for this motif, which people invited may book."""
    by_service = (invitation.service_id, invitation.organisation_id) == (
        motif.service_id,
        motif.organisation_id,
    )
    named = invitation.motif_id == motif.pk or by_service
    return named and is_for_invited(motif)


def is_for_invited(motif: Motif) -> bool:
    """The time of a summons is set by an agent: nobody is invited to choose it."""
    return motif.is_published and motif.bookable_by in FOR_INVITED and not motif.is_convocation


def is_reserved(motif: Motif) -> bool:
    """Not everybody's: without a link, who books it is refused."""
    return bool(motif.follow_up or motif.bookable_by != BookableBy.EVERYONE)


def _for_invited() -> QuerySet[Motif]:
    """As `is_for_invited` says it, in the database."""
    rows = Motif.objects.filter(is_published=True, bookable_by__in=FOR_INVITED, is_convocation=False)
    return rows.select_related("service", "organisation").order_by("name", "pk")


def motif_for_invited(slug: str) -> Motif | None:
    return _for_invited().filter(slug=slug).first()


def invitations_of(organisation_ids: Sequence[int], state: str, *, now: datetime) -> Sequence[Invitation]:
    """The most recent first; of one state, or all."""
    rows = whole_invitations().filter(organisation__in=organisation_ids).order_by("-created_at", "pk")
    return list(rows.filter(_in_state(state, now))[:SHOWN_AT_MOST])


def motifs_to_invite(organisation_ids: Sequence[int]) -> Sequence[Motif]:
    return list(_for_invited().filter(organisation__in=organisation_ids))


def _motifs_named(invitation: Invitation) -> QuerySet[Motif]:
    """A service is of the whole administration, its motifs of organisations."""
    if invitation.motif_id:
        return _for_invited().filter(pk=invitation.motif_id)
    return _for_invited().filter(service=invitation.service_id, organisation=invitation.organisation_id)


def _in_state(state: str, now: datetime) -> Q:
    over = OVER[InvitationState.REVOKED] | OVER[InvitationState.USED]
    if state == InvitationState.REVOKED:
        return OVER[InvitationState.REVOKED]
    if state == InvitationState.USED:
        return OVER[InvitationState.USED] & Q(revoked_at=None)
    if state == InvitationState.EXPIRED:
        return ~over & Q(expires_at__lte=now)
    return ~over & Q(expires_at__gt=now) if state == InvitationState.SENT else Q()
