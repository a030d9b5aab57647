"""Links given to citizens: who was invited, what became of it, invite others."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.invitation_inputs import (
    USUAL,
    InviteOne,
    InviteSeveral,
    OpenLink,
    TermsForm,
    target_of,
)
from booking.agents.invitation_reading import STATES, invitation_lines, prefilled
from booking.agents.skeleton import AgentPage
from booking.commands.invite_usager import invite_several, invite_usager
from booking.commands.revoke_invitation import revoke_invitation, send_invitation_again
from booking.models import Invitation, Motif
from booking.queries.desk import Desk, desk_of
from booking.queries.invitations import invitation_by_id, invitations_of, motifs_to_invite
from booking.queries.numbering import region_of
from foundation import clock
from foundation.errors import NotFound, Refusal


class InvitationsPage(AgentPage):
    entry = "agent-invitations"

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.actor.id)

    def find(self, invitation_id: UUID) -> Invitation:
        """Of the agent's own organisations."""
        invitation = invitation_by_id(invitation_id)
        if invitation is None or invitation.organisation_id not in self.desk.organisation_ids:
            raise NotFound
        return invitation

    def list_url(self, **said: str) -> str:
        return with_query(reverse("agent-invitations"), said)


class Invitations(InvitationsPage):
    template = "booking/agents/invitations/liste.html"

    def get(self, request: Request) -> HttpResponse:
        return self.listed()

    def listed(self, refusal: Refusal | None = None) -> HttpResponse:
        now, state = clock.now(), self.request.query_params.get("etat", "")
        found = invitations_of(sorted(self.desk.organisation_ids), state, now=now)
        context = {
            "lignes": invitation_lines(found, now=now),
            "onglets": [(label, self.list_url(etat=value), value == state) for value, label in STATES],
            "fait": self.request.query_params.get("fait", ""),
            "combien": self.request.query_params.get("combien", ""),
            "refus": refusal,
        }
        return self.show(context, status=refusal.status if refusal else 200)


class Revocation(Invitations):
    http_method_names = ["post"]

    def post(self, request: Request, invitation_id: UUID) -> HttpResponse:
        revoke_invitation(self.find(invitation_id), by=self.actor, now=clock.now())
        return self.see(self.list_url(fait="retiree"))


class Again(Invitations):
    http_method_names = ["post"]

    def post(self, request: Request, invitation_id: UUID) -> HttpResponse:
        try:
            send_invitation_again(self.find(invitation_id), by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.listed(refusal)
        return self.see(self.list_url(fait="renvoyee"))


class NewInvitation(InvitationsPage):
    """One person, known or new."""

    template = "booking/agents/invitations/nouvelle.html"
    form_class: type[TermsForm] = InviteOne
    title = "Inviter une personne"

    def get(self, request: Request) -> HttpResponse:
        """`?motif=`: the one whose page led here. `?usager=`: the person whose page did."""
        known = prefilled(request.query_params.get("usager", ""))
        return self.show(self.about(self.form(instance={**self.blank(), **known})))

    def post(self, request: Request) -> HttpResponse:
        form = self.form(data=self.typed, context=self.rules())
        if not form.is_valid():
            return self.refuse(form, self.about(form))
        try:
            return self.see(self.invite(form))
        except Refusal as refusal:
            context = {**self.about(form), "refus": refusal, "erreurs": [refusal.message]}
            return self.show(context, status=refusal.status)

    def invite(self, form: Any) -> str:
        self._write(form, form.identity)
        return self.list_url(fait="envoyee")

    def _write(self, form: Any, identity: Any) -> Invitation:
        said = form.validated_data
        return invite_usager(
            form.terms, identity=identity, by=self.actor, now=clock.now(), invitation_id=said["cle"]
        )

    def form(self, **said: Any) -> TermsForm:
        return self.form_class(motifs=self.motifs, **said)

    @cached_property
    def motifs(self) -> Sequence[Motif]:
        return motifs_to_invite(sorted(self.desk.organisation_ids))

    def blank(self) -> dict[str, Any]:
        led_here = self.request.query_params.get("motif", "")
        target = next((target_of(each) for each in self.motifs if each.slug == led_here), "")
        names = [str(name) for name in self.form_class(motifs=[]).fields]
        usual = {"cle": uuid4(), "cible": target, "utilisations": 1, "jusqu_au": self.today + USUAL}
        return dict.fromkeys(names, "") | usual

    @property
    def today(self) -> date:
        return clock.today(self.desk.zone)

    def rules(self) -> dict[str, Any]:
        region = {"region": region_of(self.motifs[0].organisation)} if self.motifs else {}
        return {**region, "today": self.today}

    def about(self, form: TermsForm) -> dict[str, Any]:
        return {
            "form": form,
            "titre": self.title,
            "cle": form["cle"].value or uuid4(),
            "aucun": not self.motifs,
        }


class NewOpenLink(NewInvitation):
    """For whoever has it: a poster, a partner."""

    form_class = OpenLink
    title = "Créer un lien ouvert"

    def invite(self, form: Any) -> str:
        self._write(form, None)
        return self.list_url(fait="creee")


class NewInvitations(NewInvitation):
    form_class = InviteSeveral
    title = "Inviter plusieurs personnes"

    def invite(self, form: Any) -> str:
        made = invite_several(form.terms, identities=form.identities, by=self.actor, now=clock.now())
        return self.list_url(fait="envoyees", combien=str(len(made)))
