"""The list of administrations, and what the programme's team decides about one."""

import logging
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from foundation import clock
from foundation.errors import NotFound
from sso.accounts.programme import JustProved, ProgrammePage
from tenants.commands.approve_demande import approve_demande
from tenants.commands.refuse_demande import refuse_demande
from tenants.commands.suspend_tenant import reopen_tenant, suspend_tenant
from tenants.models import Tenant
from tenants.oversight.inputs import Reason
from tenants.oversight.shown import DONE, shown, tabs
from tenants.queries.supervision import supervised, with_demandes

logger = logging.getLogger(__name__)

PER_PAGE = 50


class OversightPage(ProgrammePage):
    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        around = {
            "menu": [("Administrations", reverse("supervision"), True)],
            "agent_nom": self.actor.name,
            "compte_url": reverse("mfa_index"),
            "deconnexion_url": reverse("deconnexion"),
        }
        return super().show({**around, **(context or {})}, status=status, template=template)

    def done(self, what: str, slug: str) -> HttpResponse:
        logger.info("oversight", extra={"act": what, "administration": slug, "account": str(self.actor.id)})
        return self.see(f"{reverse('supervision')}?fait={what}")


class Supervision(OversightPage):
    template = "tenants/oversight/administrations.html"

    def get(self, request: Request) -> HttpResponse:
        state = request.query_params.get("etat", "")
        page = Paginator(supervised(state), PER_PAGE).get_page(request.query_params.get("page"))
        context = {
            "onglets": tabs(state),
            "page": page,
            "administrations": [shown(each) for each in with_demandes(list(page))],
            "fait": DONE.get(request.query_params.get("fait", ""), ""),
        }
        return self.show(context)


class Approving(OversightPage):
    http_method_names = ["post"]

    def post(self, request: Request, slug: str) -> HttpResponse:
        approve_demande(slug, by=self.actor, now=clock.now())
        return self.done("approuvee", slug)


class Reopening(OversightPage):
    http_method_names = ["post"]

    def post(self, request: Request, slug: str) -> HttpResponse:
        reopen_tenant(slug)
        return self.done("rouverte", slug)


class Closing(OversightPage):
    """Close the doors of an administration: with a reason, and a second factor proved just before."""

    template = "tenants/oversight/fermer.html"
    permission_classes = [JustProved]
    texts: ClassVar[Mapping[str, str]]

    def get(self, request: Request, slug: str) -> HttpResponse:
        return self.show({"form": Reason(), **self.about(slug)})

    def post(self, request: Request, slug: str) -> HttpResponse:
        form = Reason(data=request.data)
        if not form.is_valid():
            return self.refuse(form, self.about(slug))
        return self.close(slug, form.validated_data["motif"])

    def about(self, slug: str) -> dict[str, Any]:
        tenant = Tenant.objects.filter(slug=slug).first()
        if tenant is None:
            raise NotFound
        return {"administration": tenant, "textes": self.texts, "retour": reverse("supervision")}

    @abstractmethod
    def close(self, slug: str, reason: str) -> HttpResponse: ...


class Suspending(Closing):
    texts = {
        "question": "Suspendre cette administration ?",
        "effet": "Ses pages disent aussitôt que la prise de rendez-vous est suspendue. Ses agents n’entrent plus. "
        "Ses données sont gardées, et vous pourrez la rouvrir.",
        "bouton": "Suspendre l’administration",
    }

    def close(self, slug: str, reason: str) -> HttpResponse:
        suspend_tenant(slug, reason=reason)
        return self.done("suspendue", slug)


class Refusing(Closing):
    texts = {
        "question": "Refuser cette ouverture ?",
        "effet": "Le guichet à l’essai ferme pour de bon. Le motif est montré à la personne qui l’a demandé.",
        "bouton": "Refuser l’ouverture",
    }

    def close(self, slug: str, reason: str) -> HttpResponse:
        refuse_demande(slug, reason=reason, by=self.actor, now=clock.now())
        return self.done("refusee", slug)
