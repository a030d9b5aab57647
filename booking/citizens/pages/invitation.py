"""The page behind a link given by the office. It never acts by itself: mail scanners follow every link."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.request import Request

from booking.citizens.entrances import enter_invited
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.shown_invitation import invitation_context, over_context
from booking.citizens.shown_motifs import sessions_url
from booking.models import Invitation
from booking.queries.invitations import invitation_by_token, motifs_opened, state_of
from booking.queries.reserved_sessions import sessions_received
from booking.vocabulary import InvitationState
from foundation import clock


class InvitationPage(LinkPage):
    """For whom, why, until when; then one button for each motif."""

    template = "booking/citizens/invitation.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        invitation = self.live(jeton)
        return self.shown(invitation) if invitation else self.over(jeton)

    def post(self, request: Request, jeton: str) -> HttpResponse:
        typed: Any = request.data
        invitation = self.live(jeton)
        if invitation is None:
            return self.over(jeton)
        chosen = next((each for each in motifs_opened(invitation) if each.slug == typed.get("motif")), None)
        if chosen is None:
            return self.shown(invitation, status=422)
        enter_invited(request, invitation)
        if sessions_received(chosen, now=clock.now()):
            # Of a motif for several people at once, its sessions.
            return self.see(sessions_url(chosen))
        at = f"?{urlencode({'lieu': invitation.lieu.slug})}" if invitation.lieu else ""
        return self.see(reverse("citizens:creneaux", args=[chosen.slug]) + at)

    def live(self, token: str) -> Invitation | None:
        invitation = invitation_by_token(token)
        good = invitation and state_of(invitation, clock.now()) == InvitationState.SENT
        return invitation if good else None

    def shown(self, invitation: Invitation, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = invitation_context(invitation, motifs_opened(invitation))
        return self.show(context, status=status)

    def over(self, token: str) -> HttpResponse:
        """One page, whatever the reason; only the status tells a link that never was from one that served."""
        invitation = invitation_by_token(token)
        template = "booking/citizens/invitation_close.html"
        return self.show(over_context(invitation), status=410 if invitation else 404, template=template)
