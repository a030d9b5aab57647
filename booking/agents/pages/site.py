"""« Site public » : what the law wants said there, where it may be shown, and how to make it known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.site_inputs import AccessibilityForm, EmbedForm, LanguagesForm, LegalForm
from booking.agents.site_reading import overview, sharing
from booking.agents.skeleton import AgentPage
from booking.commands.save_site import save_site
from booking.models import Motif
from booking.queries.motifs import motif_online
from booking.queries.poster import poster_pdf
from booking.queries.site_settings import forget_shown, site_settings
from foundation.errors import NotFound
from foundation.tenancy import current
from foundation.web.components.typography import telephone
from foundation.web.permissions import AdminOnly


@dataclass(frozen=True, slots=True)
class Group:
    """`column` is the one of SiteSettings that `form` reads and writes."""

    title: str
    column: str
    form: Any
    intro: str


GROUPS: Mapping[str, Group] = {
    "mentions": Group(
        "Mentions légales et données",
        "legal",
        LegalForm,
        "Ces textes paraissent dans les pages « Mentions légales » et « Données personnelles ».",
    ),
    "accessibilite": Group(
        "Accessibilité",
        "accessibility",
        AccessibilityForm,
        "Sans audit de moins de trois ans, la déclaration dit « non conforme » : c’est la loi. "
        "À partir de 50 % des critères, le site est partiellement conforme ; à 100 %, totalement.",
    ),
    "integration": Group(
        "Intégrer à votre site",
        "embed_hosts",
        EmbedForm,
        "Montrez les prochains créneaux dans les pages de votre propre site.",
    ),
    "langues": Group(
        "Langues",
        "languages",
        LanguagesForm,
        "Les pages des usagers sont en français. Choisissez les autres langues que vous proposez.",
    ),
}


class SitePage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-site"


class Site(SitePage):
    template = "booking/agents/site/site.html"

    def get(self, request: Request) -> HttpResponse:
        groups = [
            (group.title, reverse("agent-site-rubrique", args=[slug]), group.intro)
            for slug, group in GROUPS.items()
        ]
        return self.show({"rubriques": groups, **overview(site_settings())})


class SiteGroup(SitePage):
    template = "booking/agents/site/rubrique.html"

    def get(self, request: Request, rubrique: str) -> HttpResponse:
        group = self.find(rubrique)
        form = group.form.filled(getattr(site_settings(), group.column))
        return self.show(self.about(rubrique, form=form, fait=request.query_params.get("fait") == "1"))

    def post(self, request: Request, rubrique: str) -> HttpResponse:
        group = self.find(rubrique)
        form = group.form(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(rubrique))
        save_site(group.column, form.column, by=self.actor)
        forget_shown()
        return self.see(with_query(reverse("agent-site-rubrique", args=[rubrique]), {"fait": "1"}))

    def find(self, slug: str) -> Group:
        if slug not in GROUPS:
            raise NotFound
        return GROUPS[slug]

    def about(self, slug: str, **more: Any) -> dict[str, Any]:
        chosen = self.request.query_params.get("motif", "")
        shared = sharing(chosen) if slug == "integration" else {}
        return {"groupe": self.find(slug), "rubrique": slug, **shared, **more}


class Poster(SitePage):
    """`?motif=`: of that motif; of the whole office otherwise."""

    http_method_names = ["get", "head"]

    def get(self, request: Request) -> HttpResponse:
        asked = request.query_params.get("motif", "")
        motif = motif_online(asked) if asked.isprintable() else None
        if asked and motif is None:
            raise NotFound
        pdf = poster_pdf(
            administration=current().name,
            title=motif.name if motif else "",
            address=_address(motif),
            phone=telephone((motif.organisation.phone if motif else "") or current().phone),
        )
        headers = {
            "Content-Disposition": f'inline; filename="affiche-{motif.slug if motif else current().slug}.pdf"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _address(motif: Motif | None) -> str:
    return current().url(
        reverse("citizens:creneaux", args=[motif.slug]) if motif else reverse("citizens:motifs")
    )
