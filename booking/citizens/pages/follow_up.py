"""Rdvs with the agents who follow somebody."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.entrances import enter_followed
from booking.citizens.pages.my_rdvs import ProvedPage
from booking.citizens.shown_motifs import detail_of
from booking.queries.referents import follow_ups
from booking.queries.said import as_said
from foundation.people import Strength
from foundation.web.permissions import usager_at


class FollowUp(ProvedPage):
    """« Prendre rendez-vous avec Amina Benali »"""

    template = "booking/citizens/suivi.html"
    permission_classes = [usager_at(Strength.CODE)]

    def get(self, request: Request) -> HttpResponse:
        return self.shown()

    def post(self, request: Request) -> HttpResponse:
        """A referent of theirs, and a motif that this referent receives for: nothing else opens."""
        typed: Any = request.data
        for agent, motifs in follow_ups(self.proof.usager_ids):
            for motif in motifs:
                if (str(agent.pk), motif.slug) == (typed.get("referent"), typed.get("motif")):
                    enter_followed(request, UUID(str(agent.pk)))
                    return self.see(reverse("citizens:creneaux", args=[motif.slug]))
        return self.shown(status=422)

    def shown(self, status: int = 200) -> HttpResponse:
        found = follow_ups(self.proof.usager_ids)
        shown = [
            (agent, [(each.slug, as_said(each).name, detail_of(each)) for each in motifs])
            for agent, motifs in found
        ]
        return self.show({"referents": shown}, status=status)
