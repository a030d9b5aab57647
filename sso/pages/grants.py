"""Which programs may read or write here: an administrator of the administration decides, and takes back at once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.idp.oidc.models import Client
from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from foundation import clock
from foundation.errors import NotFound
from foundation.machines import Scope
from foundation.web.components.typography import insecables
from foundation.web.frame import agent_frame
from foundation.web.pages import Page
from foundation.web.permissions import AdminOnly
from sso.grants.grant import grant
from sso.grants.rights import live_grant, live_grants
from sso.grants.withdraw import withdraw
from sso.machines.clients import UnknownProgram, client_by_id

HOME = "agent-integrations"
UNREADABLE = insecables(
    "Cet identifiant n’est pas complet. Copiez-le tel que l’éditeur du programme vous l’a donné."
)
CHOOSE = "Choisissez au moins un droit."
DONE = {"autorise": "Le programme est autorisé.", "retire": "L’autorisation est retirée."}


class Lookup(serializers.Serializer[Any]):
    programme = serializers.UUIDField(
        label="Identifiant du programme",
        error_messages={"invalid": UNREADABLE, "required": UNREADABLE, "null": UNREADABLE},
    )


class Rights(serializers.Serializer[Any]):
    """Among those that the program may ask for: nothing else would ever be used."""

    droits = serializers.MultipleChoiceField(
        choices=[],
        allow_empty=False,
        label="Droits",
        error_messages={"required": CHOOSE, "empty": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, program: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["droits"]
        field.choices = [(each.value, each.label) for each in Scope if each in program.get_scopes()]


class AdminPage(Page):
    permission_classes = [AdminOnly]

    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        around = {**agent_frame(self.request._request, self.actor, HOME), "liste_url": reverse(HOME)}
        return super().show({**around, **(context or {})}, status=status, template=template)


class Grants(AdminPage):
    template = "sso/programmes.html"

    def get(self, request: Request) -> HttpResponse:
        context = {"autorises": live_grants(), "fait": DONE.get(request.query_params.get("fait", ""), "")}
        if "programme" not in request.query_params:
            return self.show({**context, "form": Lookup()})
        form = Lookup(data={"programme": request.query_params["programme"].strip()})
        if not form.is_valid():
            return self.refuse(form, context)
        try:
            program = client_by_id(form.validated_data["programme"])
        except UnknownProgram as refusal:
            errors = {"programme": [refusal.message]}
            return self.show({**context, "form": form, "erreurs": errors}, status=422)
        return self.see(reverse("agent-integrations-autoriser", args=[program.pk]))


class Granting(AdminPage):
    """The name is the platform's, never what somebody typed: one sees who will come in."""

    template = "sso/programme_autoriser.html"

    def get(self, request: Request, client_id: UUID) -> HttpResponse:
        program = client_by_id(client_id)
        known = live_grant(client_id)
        form = Rights({"droits": known.scopes if known else []}, program=program)
        return self.show({"programme": program, "form": form, "connu": known})

    def post(self, request: Request, client_id: UUID) -> HttpResponse:
        program = client_by_id(client_id)
        form = Rights(data=request.data, program=program)
        if not form.is_valid():
            return self.refuse(form, {"programme": program, "connu": live_grant(client_id)})
        grant(client_id, program.name, form.validated_data["droits"], by=self.actor, now=clock.now())
        return self.see(f"{reverse(HOME)}?fait=autorise")


class Withdrawal(AdminPage):
    template = "sso/programme_retirer.html"

    def get(self, request: Request, client_id: UUID) -> HttpResponse:
        known = live_grant(client_id)
        if known is None:
            raise NotFound
        return self.show({"autorisation": known})

    def post(self, request: Request, client_id: UUID) -> HttpResponse:
        withdraw(client_id, by=self.actor, now=clock.now())
        return self.see(f"{reverse(HOME)}?fait=retire")
