"""Invitations in the words of the agents' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.models import Invitation, Usager
from booking.queries.invitations import state_of
from booking.queries.referents import usager_followed
from booking.vocabulary import InvitationState
from foundation.courier.addresses import national
from foundation.tenancy import current

# The first state is of links still good: sent to somebody, or to be handed over.
STATES = [
    ("", "Toutes"),
    *(
        (each.value, "En cours" if each == InvitationState.SENT else f"{each.label}s")
        for each in InvitationState
    ),
]
TO_HAND_OVER = "Lien à remettre"


@dataclass(frozen=True, slots=True)
class InvitationLine:
    invitation: Invitation
    who: str
    what: str
    state: str
    is_live: bool
    made: datetime
    until: datetime
    uses: str
    link: str

    @property
    def may_send(self) -> bool:
        return self.is_live and self.invitation.usager is not None


def invitation_lines(invitations: Sequence[Invitation], *, now: datetime) -> list[InvitationLine]:
    return [_line(each, now) for each in invitations]


def usager_named(typed: str) -> Usager | None:
    """By the id of an address."""
    try:
        return usager_followed(UUID(typed))
    except ValueError:
        return None


def prefilled(typed: str) -> dict[str, str]:
    """The fields of a known usager; empty for anything else."""
    usager = usager_named(typed)
    if usager is None:
        return {}
    return {
        "prenom": usager.first_name,
        "nom": usager.last_name,
        "telephone": national(usager.phone) if usager.phone else "",
        "courriel": usager.email,
    }


def _line(invitation: Invitation, now: datetime) -> InvitationLine:
    zone = ZoneInfo(invitation.organisation.time_zone)
    what = invitation.motif.name if invitation.motif else f"Service {invitation.service}"
    state = state_of(invitation, now)
    is_live = state == InvitationState.SENT
    return InvitationLine(
        invitation=invitation,
        who=str(invitation.usager) if invitation.usager else "Lien ouvert",
        what=what,
        state=str(state.label) if invitation.usager or not is_live else TO_HAND_OVER,
        is_live=is_live,
        made=invitation.created_at.astimezone(zone),
        until=invitation.expires_at.astimezone(zone),
        uses=f"{invitation.uses} sur {invitation.uses_at_most}",
        link=current().url(f"/i/{invitation.token}/"),
    )
