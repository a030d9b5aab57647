"""An agent books in another organisation of the administration, for somebody they accompany."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import rdv_url, with_query
from booking.agents.invitation_reading import prefilled, usager_named
from booking.agents.person_inputs import PersonForm
from booking.agents.prescribing import Time, book_prescribed, motif_lines, places, read_monday, read_time
from booking.agents.skeleton import PRESCRIBE, AgentPage
from booking.commands.check_sector import check_sector
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.numbering import region_of
from booking.queries.prescription import motifs_prescribed_by
from booking.queries.reception import address_of
from booking.queries.sectors import Address, motifs_at
from booking.queries.week import week_of, zone_of
from foundation import clock
from foundation.errors import NotFound
from foundation.web.components.typography import date_heure


class PrescribePage(AgentPage):
    entry = PRESCRIBE

    def chosen(self, slug: str) -> Motif:
        motif = motifs_prescribed_by(self.actor.agent_id).filter(slug=slug).first()
        if motif is None:
            raise NotFound
        # Whoever is not known yet is received where the agent decides.
        return check_sector(motif, self.home) if self.home else motif

    @property
    def person(self) -> str:
        """Known already: the page of an rdv leads here for its usager."""
        return self.request.query_params.get("usager", "")

    @cached_property
    def home(self) -> Address | None:
        """Where that person lives, when their file says it."""
        usager = usager_named(self.person)
        return address_of(usager) if usager else None


class Prescribe(PrescribePage):
    template = "booking/agents/prescrire/motifs.html"

    def get(self, request: Request) -> HttpResponse:
        found = list(motifs_prescribed_by(self.actor.agent_id))
        here = motifs_at(found, self.home) if self.home else found
        return self.show({"motifs": motif_lines(here, usager=self.person), "ailleurs": bool(found)})


class PrescribeTimes(PrescribePage):
    template = "booking/agents/prescrire/creneaux.html"

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.times(self.chosen(motif))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        typed = str(self.typed.get("creneau", ""))
        if read_time(chosen, typed) is None:
            return self.times(chosen, status=422)
        url = reverse("agent-prescrire-personne", args=[chosen.slug])
        return self.see(with_query(url, {"creneau": typed, "usager": self.person}))

    def times(self, motif: Motif, status: int = 200) -> HttpResponse:
        lieu = self.request.query_params.get("lieu", "")
        monday = read_monday(self.request.query_params.get("semaine", ""))
        week = week_of(motif, now=clock.now(), monday=monday, lieu_slug=lieu)
        here = with_query(reverse("agent-prescrire-creneaux", args=[motif.slug]), {"usager": self.person})
        context = {"motif": motif, "ici": here, **places(motif, week, usager=self.person)}
        return self.show(context, status=status)


class PrescribePerson(PrescribePage):
    template = "booking/agents/prescrire/personne.html"

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        at = self.at(chosen)
        form = PersonForm.blank(**prefilled(self.person))
        return self.show(self.about(chosen, at, form))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        at = self.at(chosen)
        form = PersonForm(data=self.typed, context={"region": region_of(chosen.organisation)})
        if not form.is_valid():
            return self.refuse(form, self.about(chosen, at, form))
        try:
            rdv = book_prescribed(chosen, at, form, by=self.actor, now=clock.now())
        except CreneauTaken as taken:
            context = {**self.about(chosen, at, form), "refus": CreneauTaken.sentence}
            return self.show(context, status=taken.status)
        return self.see(rdv_url(rdv, fait="cree"))

    def at(self, motif: Motif) -> Time:
        at = read_time(motif, self.request.query_params.get("creneau", ""))
        if at is None:
            raise NotFound
        return at

    def about(self, motif: Motif, at: Time, form: PersonForm) -> dict[str, Any]:
        place = ("Lieu", at.lieu.name) if at.lieu else ("Façon de recevoir", motif.get_modalite_display())
        back = reverse("agent-prescrire-creneaux", args=[motif.slug])
        return {
            "motif": motif,
            "form": form,
            "cle": form["cle"].value or uuid4(),
            "lignes": [
                ("Quand", date_heure(at.start, zone_of(motif))),
                ("Motif", motif.name),
                ("Organisation", motif.organisation.name),
                place,
            ],
            "creneaux_url": with_query(back, {"usager": self.person}),
        }
