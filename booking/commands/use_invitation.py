"""Count the uses of a link, in the transaction that books or cancels."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop as _

from booking.models import Invitation, Motif, Participation
from booking.queries.invitations import may_open, state_of
from booking.vocabulary import InvitationState
from foundation.errors import Refusal


class InvitationOver(Refusal):
    """Used, revoked, expired, or not for this motif."""

    code = "invitation-close"
    sentence = _(
        "Cette invitation ne peut plus servir : elle a déjà été utilisée, elle a été retirée ou sa date est passée. "
        "Téléphonez : un agent cherche une solution avec vous."
    )


def use_invitation(invitation_id: UUID, motif: Motif, *, now: datetime) -> None:
    """Inside the booking's transaction, after the agendas: its row is locked until the rdv is written, so that a
    hundred people with one link for one rdv get one. Raises InvitationOver.
    """
    invitation = Invitation.objects.select_for_update(no_key=True).filter(pk=invitation_id).first()
    if (
        invitation is None
        or state_of(invitation, now) != InvitationState.SENT
        or not may_open(invitation, motif)
    ):
        raise InvitationOver
    invitation.uses += 1
    invitation.save(update_fields=["uses"])


def give_uses_back(places: QuerySet[Participation]) -> None:
    """Of those who will not come after all: the same link lets them choose another time."""
    used = Counter(places.exclude(invitation=None).values_list("invitation", flat=True))
    for invitation_id, uses in sorted(used.items()):
        Invitation.objects.filter(pk=invitation_id, uses__gte=uses).update(uses=F("uses") - uses)


def take_uses_again(places: QuerySet[Participation]) -> None:
    """Of an rdv taken back, were its link revoked or expired by now. Raises InvitationOver when others used it up."""
    for invitation_id in places.exclude(invitation=None).values_list("invitation", flat=True):
        left = Invitation.objects.filter(pk=invitation_id, uses__lt=F("uses_at_most"))
        if not left.update(uses=F("uses") + 1):
            raise InvitationOver
