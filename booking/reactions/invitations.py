"""Who is invited is told, on each channel that reaches them, as long as the link opens something."""

from functools import partial

from booking.events import InvitationMade
from booking.models import Invitation, Motif, Participation, Rdv, Usager
from booking.queries.invitations import invitation_by_id, state_of
from booking.queries.short_links import short_invitation
from booking.queries.week import zone_of
from booking.reactions.sending import send
from booking.vocabulary import CreatedBy, InvitationState, MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current


def tell_invited(event: InvitationMade, envelope: Envelope, *, channel: Channel) -> None:
    """Sent again, it is another message."""
    invitation, now = invitation_by_id(event.invitation_id), clock.now()
    if invitation is None or invitation.usager is None or state_of(invitation, now) != InvitationState.SENT:
        return
    motif = _motif_of(invitation)
    send(
        kind=MessageKind.INVITED,
        channel=channel,
        key=f"invitation:{invitation.pk}:{envelope.message_id}:{channel}",
        now=now,
        participation=_as_booked(invitation, invitation.usager, motif),
        drop_after=invitation.expires_at,
        extra={
            "link": _link(invitation, channel),
            "purpose": invitation.purpose,
            "until": invitation.expires_at.astimezone(zone_of(motif)),
        },
    )


def _link(invitation: Invitation, channel: Channel) -> str:
    return (
        short_invitation(invitation) if channel == Channel.SMS else current().url(f"/i/{invitation.token}/")
    )


def _motif_of(invitation: Invitation) -> Motif:
    """Of a service, what its name says: several motifs to choose from. Saved nowhere."""
    if invitation.motif:
        return invitation.motif
    return Motif(
        organisation=invitation.organisation,
        service=invitation.service,
        name=str(invitation.service),
        is_published=False,
    )


def _as_booked(invitation: Invitation, usager: Usager, motif: Motif) -> Participation:
    """The last rdv that it could be. Saved nowhere."""
    rdv = Rdv(
        organisation=invitation.organisation,
        motif=motif,
        starts_at=invitation.expires_at,
        ends_at=invitation.expires_at + motif.duration,
        created_by=CreatedBy.AGENT,
        created_at=invitation.created_at,
    )
    return Participation(rdv=rdv, usager=usager)


email_invitation, sms_invitation = (
    partial(tell_invited, channel=each) for each in (Channel.EMAIL, Channel.SMS)
)
