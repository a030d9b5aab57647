"""« Motifs » : what an administrator offers, and each of its settings, one section at a time."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.motif_inputs_new import NewMotifForm
from booking.agents.motif_reading import LISTS, SECTIONS, Refused, motif_lines, shown_sections
from booking.agents.skeleton import AgentPage
from booking.commands.add_motif import add_motif
from booking.commands.motif_rules import MotifKnown, MotifRefused
from booking.commands.save_motif import MotifChanged, save_motif
from booking.models import Motif
from booking.queries.invitations import is_for_invited
from booking.queries.motif_settings import administers, motif_to_set, motifs_set_by, organisations_set_by
from foundation import clock
from foundation.errors import Forbidden, NotFound
from foundation.web.permissions import AdminOnly


class MotifPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-motifs"

    def find(self, slug: str) -> Motif:
        motif = motif_to_set(slug)
        if motif is None:
            raise NotFound
        if not administers(self.actor.agent_id, motif.organisation_id):
            raise Forbidden
        return motif


class Motifs(MotifPage):
    template = "booking/agents/motifs/liste.html"

    def get(self, request: Request) -> HttpResponse:
        groups = motif_lines(motifs_set_by(self.actor.agent_id))
        return self.show({"groupes": groups, "plusieurs": len(groups) > 1})


class NewMotif(MotifPage):
    template = "booking/agents/motifs/ajouter.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": NewMotifForm.empty(self.organisations())})

    def post(self, request: Request) -> HttpResponse:
        form = NewMotifForm(data=self.typed, motif=Motif(), organisations=self.organisations())
        if not form.is_valid():
            return self.refuse(form)
        organisation_id = form.validated_data["organisation"]
        try:
            motif = add_motif(form.values, organisation_id=organisation_id, by=self.actor, now=clock.now())
        except MotifRefused as refusal:
            known = refusal.context.get("slug", "") if isinstance(refusal, MotifKnown) else ""
            url = reverse("agent-motif", args=[known]) if known else ""
            return self.show({"form": form, "refus": refusal, "connu_url": url}, status=refusal.status)
        return self.see(with_query(reverse("agent-motif", args=[motif.slug]), {"fait": "ajoute"}))

    def organisations(self) -> list[tuple[int, str]]:
        return [(each.pk, each.name) for each in organisations_set_by(self.actor.agent_id)]


class MotifSheet(MotifPage):
    """The whole page of a motif, whichever of its forms was posted."""

    template = "booking/agents/motifs/motif.html"

    def save(self, motif: Motif, typed: Refused, values: dict[str, Any]) -> HttpResponse:
        """`typed` is shown again when the command refuses."""
        seen = self.typed.get("version", "")
        try:
            save_motif(motif.slug, values, seen=seen, by=self.actor, now=clock.now())
        except (MotifChanged, MotifRefused) as refusal:
            return self.refused(motif, Refused(typed.slug, typed.form, refusal), status=refusal.status)
        page = with_query(reverse("agent-motif", args=[motif.slug]), {"fait": typed.slug})
        return self.see(f"{page}#{typed.slug}")

    def refused(self, motif: Motif, typed: Refused, status: int = 422) -> HttpResponse:
        errors = None if typed.refusal else typed.form.errors
        return self.show(self.sheet(motif, typed, erreurs=errors), status=status)

    def sheet(self, motif: Motif, typed: Refused | None = None, **more: Any) -> dict[str, Any]:
        done = "" if typed else self.request.query_params.get("fait", "")
        # Who has just added a line may add another.
        opened = typed.slug if typed else done if done in LISTS else ""
        sections = more.pop("rubriques", None) or shown_sections(motif, opened=opened, refused=typed)
        return {
            "motif": motif,
            "rubriques": sections,
            "fait": done,
            "peut_ecrire": self.actor.may_write,
            "invitable": is_for_invited(motif),
            **more,
        }


class OneMotif(MotifSheet):
    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.show(self.sheet(self.find(motif)))

    def post(self, request: Request, motif: str) -> HttpResponse:
        found, slug = self.find(motif), self.typed.get("rubrique", "")
        if slug not in SECTIONS or slug in LISTS:
            raise NotFound
        form = SECTIONS[slug].form(data=self.typed, motif=found)
        if not form.is_valid():
            return self.refused(found, Refused(slug, form))
        return self.save(found, Refused(slug, form), form.values)
