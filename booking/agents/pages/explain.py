"""Why a motif has no slot, for whom, and what took the last hope."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.shown_unmet import shown_unmet
from booking.agents.skeleton import AgentPage
from booking.availability.reasons import Step
from booking.models import Lieu
from booking.queries.explain import Why, find_subject, lieux_with_plages, why
from booking.queries.sessions import sessions_online
from booking.queries.steps import STEPS
from foundation import clock
from foundation.errors import NotFound

FOR_AGENTS = "agents"
BLOCKS = {**STEPS, Step.NONE: "Rien"}


class ExplainPage(AgentPage):
    template = "booking/agents/pourquoi.html"

    def get(self, request: Request, motif: str) -> HttpResponse:
        typed = request.query_params
        subject = find_subject(motif, typed.get("lieu", ""))
        if subject is None:
            raise NotFound
        for_citizens = typed.get("pour") != FOR_AGENTS
        found = why(subject[0], lieu=subject[1], now=clock.now(), for_citizens=for_citizens)
        return self.show(self.about(found, for_citizens))

    def about(self, found: Why, for_citizens: bool) -> dict[str, Any]:
        lieux = list(lieux_with_plages(found.motif))
        return {
            "pourquoi": found,
            "seances": len(sessions_online(now=clock.now(), motif_slug=found.motif.slug)),
            "reponse": found.obstacles or [found.reason.sentence],
            "lignes": [
                (each.agenda, BLOCKS[each.reason.step], each.reason.sentence) for each in found.agendas
            ],
            "sans_creneau": shown_unmet(found.motif, found.lieu, clock.now()),
            "lieux": [("", "Tous les lieux"), *((lieu.slug, lieu.name) for lieu in lieux)]
            if len(lieux) > 1
            else [],
            "onglets": self.tabs(found.lieu, for_citizens),
            "pour": "" if for_citizens else FOR_AGENTS,
        }

    def tabs(self, lieu: Lieu | None, for_citizens: bool) -> list[tuple[str, str, bool]]:
        path, slug = self.request.path, lieu.slug if lieu else ""
        return [
            ("Pour les usagers", with_query(path, {"lieu": slug}), for_citizens),
            ("Pour les agents", with_query(path, {"lieu": slug, "pour": FOR_AGENTS}), not for_citizens),
        ]
