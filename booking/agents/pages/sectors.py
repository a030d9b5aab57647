"""Which part of the territory each centre or agent receives. For administrators."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.sector_inputs import PlaceForm, SectorForm, ids_in, served_in
from booking.agents.sector_reading import sector_lines, served_choices, served_lines
from booking.agents.skeleton import AgentPage
from booking.commands.change_sector import (
    SectorKnown,
    add_zone,
    open_sector,
    remove_sector,
    remove_zones,
    serve_sector,
    serve_sector_no_more,
)
from booking.models import Sector
from booking.queries.sector_list import sector_by_id, sectors, zones_of
from foundation.errors import NotFound
from foundation.web.permissions import AdminOnly

ON_A_PAGE = 50
NOBODY_CHOSEN = "Choisissez une organisation ou un agent dans la liste."


class SectorPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-secteurs"

    def find(self, sector_id: int) -> Sector:
        sector = sector_by_id(sector_id)
        if sector is None:
            raise NotFound
        return sector

    def done(self, sector_id: int, said: str) -> HttpResponse:
        return self.see(with_query(reverse("agent-secteur", args=[sector_id]), {"fait": said}))


class Sectors(SectorPage):
    template = "booking/agents/secteurs/liste.html"

    def get(self, request: Request) -> HttpResponse:
        asked = request.query_params
        return self.show({"lignes": sector_lines(sectors()), "fait": asked.get("fait", "")})


class NewSector(SectorPage):
    template = "booking/agents/secteurs/nouveau.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": SectorForm()})

    def post(self, request: Request) -> HttpResponse:
        form = SectorForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form)
        try:
            sector = open_sector(form.validated_data["nom"], by=self.actor)
        except SectorKnown as refusal:
            url = reverse("agent-secteur", args=[refusal.context["sector_id"]])
            return self.show({"form": form, "refus": refusal, "connu_url": url}, status=refusal.status)
        return self.done(sector.pk, "ouvert")


class OneSector(SectorPage):
    template = "booking/agents/secteurs/secteur.html"

    def get(self, request: Request, sector_id: int) -> HttpResponse:
        return self.show(self.sheet(self.find(sector_id)))

    def sheet(self, sector: Sector, **more: Any) -> dict[str, Any]:
        asked = self.request.query_params
        searched = asked.get("q", "").replace("\0", "")[:100]
        page = Paginator(zones_of(sector, searched), ON_A_PAGE).get_page(asked.get("page"))
        return {
            "secteur": sector,
            "page": page,
            "recherche": searched,
            "chercher": bool(searched) or page.paginator.count > ON_A_PAGE,
            "servis": served_lines(sector),
            "choix": served_choices(),
            "form": PlaceForm(),
            "fait": asked.get("fait", ""),
            **more,
        }


class NewZone(OneSector):
    """A GET is somebody who came back to the address of a refused form."""

    def get(self, request: Request, sector_id: int) -> HttpResponse:
        return self.see(reverse("agent-secteur", args=[self.find(sector_id).pk]))

    def post(self, request: Request, sector_id: int) -> HttpResponse:
        sector, form = self.find(sector_id), PlaceForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.sheet(sector, communes=form.choices))
        add_zone(sector_id, form.zone, by=self.actor)
        return self.done(sector_id, "zone")


class ZonesRemoved(SectorPage):
    http_method_names = ["post"]

    def post(self, request: Request, sector_id: int) -> HttpResponse:
        remove_zones(sector_id, ids_in(self.typed.getlist("zone")), by=self.actor)
        return self.done(sector_id, "zone-retiree")


class NewServed(OneSector):
    def get(self, request: Request, sector_id: int) -> HttpResponse:
        return self.see(reverse("agent-secteur", args=[self.find(sector_id).pk]))

    def post(self, request: Request, sector_id: int) -> HttpResponse:
        sector, served = self.find(sector_id), served_in(self.typed.get("qui", ""))
        if served is None:
            return self.show(self.sheet(sector, erreurs={"qui": [NOBODY_CHOSEN]}), status=422)
        serve_sector(sector_id, served, by=self.actor)
        return self.done(sector_id, "servi")


class ServedRemoved(SectorPage):
    http_method_names = ["post"]

    def post(self, request: Request, sector_id: int) -> HttpResponse:
        for served_id in ids_in(self.typed.getlist("qui")):
            serve_sector_no_more(sector_id, served_id, by=self.actor)
        return self.done(sector_id, "servi-retire")


class SectorRemoval(SectorPage):
    template = "booking/agents/secteurs/supprimer.html"

    def get(self, request: Request, sector_id: int) -> HttpResponse:
        sector = self.find(sector_id)
        return self.show({"secteur": sector, "nombre": zones_of(sector).count()})

    def post(self, request: Request, sector_id: int) -> HttpResponse:
        remove_sector(sector_id, by=self.actor)
        return self.see(with_query(reverse("agent-secteurs"), {"fait": "supprime"}))
