"""Open an administration by oneself: who may, which one, then its address."""

from typing import Any, cast
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from foundation import clock
from foundation.errors import Refusal
from foundation.web.pages import Page
from sso.accounts.identity import professional_identity
from sso.accounts.programme import AccountPage
from sso.providers.contracts import sign_in_url
from tenants import registry
from tenants.commands.open_tenant import NameMissing, Opening, SirenUnfit, SlugTaken, SlugUnfit
from tenants.commands.submit_demande import SirenTaken, Wish, submit_demande
from tenants.onboarding.inputs import StructureInput, siren_asked
from tenants.onboarding.proposing import Proposal, free_slug, propose
from tenants.queries.demandes import last_demande, tenant_of_siren, tenants_of_account
from tenants.vocabulary import DemandeStatus, TenantKind

TO_THE_AGENDA = "/sso/depart/?suite=/agent/"
FIELD_OF: dict[type[Refusal], str] = {
    SlugTaken: "adresse",
    SlugUnfit: "adresse",
    NameMissing: "nom",
    SirenUnfit: "siren",
}


class Ouvrir(Page):
    """On both public hosts; what follows is on the sign-in host."""

    template = "tenants/onboarding/ouvrir.html"

    def get(self, request: Request) -> HttpResponse:
        suite = f"/sso/proconnect/?suite={reverse('ouvrir-structure')}"
        return self.show({"identification_url": sign_in_url(suite)})


class Structure(AccountPage):
    template = "tenants/onboarding/structure.html"

    def get(self, request: Request) -> HttpResponse:
        last = last_demande(self.account.pk)
        if last and last[0].status == DemandeStatus.PENDING:
            return self.see(reverse("ouvrir-guichet"))
        siren, wrong = siren_asked(request.query_params, self.account.siret)
        if taken := tenant_of_siren(siren):
            return self.taken(SirenTaken(tenant=taken))
        proposal = propose(siren)
        form = StructureInput(
            instance={
                "jeton": uuid4(),
                "siren": siren,
                "nom": proposal.name,
                "type": proposal.kind,
                "adresse": proposal.slug,
                "telephone": "",
            }
        )
        return self.show(self.about(form, proposal, siren_faux=wrong))

    def post(self, request: Request) -> HttpResponse:
        form = StructureInput(data=request.data)
        typed = cast(QueryDict, request.data)
        proposal = propose(registry.siren_of(typed.get("siren", "")) or "")
        if not form.is_valid():
            return self.refuse(form, self.about(form, proposal))
        wish = Wish(token=form.validated_data["jeton"], opening=_opening(form.validated_data, proposal))
        try:
            submit_demande(wish, by=professional_identity(self.account, None), now=clock.now())
        except SirenTaken as refusal:
            return self.taken(refusal)
        except tuple(FIELD_OF) as refusal:
            form.say(FIELD_OF[type(refusal)], refusal)
            return self.refuse(form, self.about(form, proposal))
        return self.see(reverse("ouvrir-guichet"))

    def about(self, form: "Serializer[Any]", proposal: Proposal, *, siren_faux: str = "") -> dict[str, Any]:
        siren = proposal.siren
        return {
            "form": form,
            "siren": f"{siren[:3]} {siren[3:6]} {siren[6:]}" if siren else "",
            "connue": proposal.is_known,
            "siren_faux": siren_faux,
            "compte": self.account,
            "types": [("", "Choisissez un type"), *TenantKind.choices],
        }

    def taken(self, refusal: SirenTaken) -> HttpResponse:
        tenant = refusal.context["tenant"]
        context = {"administration": tenant, "acces_url": tenant.url(TO_THE_AGENDA), "refus": refusal}
        return self.show(context, status=refusal.status, template="tenants/onboarding/deja_ouvert.html")


class Guichet(AccountPage):
    """What became of the last administration this account opened."""

    template = "tenants/onboarding/guichet.html"

    def get(self, request: Request) -> HttpResponse:
        last = last_demande(self.account.pk)
        if last is None:
            return self.see(reverse("ouvrir"))
        demande, tenant = last
        context = {
            "demande": demande,
            "administration": tenant,
            "adresse": tenant.url("/"),
            "entree": tenant.url(TO_THE_AGENDA),
        }
        return self.show(context)


class MesAdministrations(AccountPage):
    template = "tenants/onboarding/mes_administrations.html"

    def get(self, request: Request) -> HttpResponse:
        tenants = tenants_of_account(self.account.pk)
        lines = [
            {"nom": tenant.name, "url": tenant.url(TO_THE_AGENDA), "detail": tenant.get_kind_display()}
            for tenant in tenants
        ]
        return self.show({"administrations": lines, "compte": self.account})


def _opening(typed: dict[str, Any], proposal: Proposal) -> Opening:
    name = typed["nom"]
    return Opening(
        slug=typed["adresse"] or free_slug(name, proposal.departement_code),
        name=name,
        short_name=name[:60].strip(),
        kind=TenantKind(typed["type"]),
        siren=typed["siren"],
        departement_code=proposal.departement_code,
        time_zone=registry.time_zone(proposal.place),
        phone=typed["telephone"],
    )
