"""Where one lives, when a motif depends on it: the commune, then the street where it matters."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import commune_kept, forget_address, keep_address, keep_commune, known_address
from booking.citizens.address_inputs import CommuneInput, StreetInput
from booking.citizens.address_street import street_answer
from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_address import (
    FOR_PRESCRIBED,
    FOR_SESSIONS,
    address_url,
    commune_context,
    street_context,
)
from booking.citizens.throttles import AddressesByAddress
from booking.queries.motifs import motif_online
from booking.queries.prescription import motif_prescribed
from booking.queries.sectors import Address, is_address_asked, streets_of


class AddressPage(CitizenPage):
    """`?motif=` and `?vers=` say where to go back to: nothing else of the address is followed."""

    throttle_classes = [AddressesByAddress]

    def wished(self) -> str:
        """Slug of the motif that asked, if it is one of ours."""
        slug = self.request.query_params.get("motif", "")
        find = motif_prescribed if self.then == FOR_PRESCRIBED else motif_online
        known = find(slug) if slug and len(slug) <= 80 and "\0" not in slug else None
        return known.slug if known else ""

    @property
    def then(self) -> str:
        said = self.request.query_params.get("vers", "")
        return said if said in (FOR_SESSIONS, FOR_PRESCRIBED) else ""

    def after(self) -> HttpResponse:
        slug = self.wished()
        if self.then == FOR_SESSIONS:
            return self.see(reverse("citizens:ateliers"))
        if self.then == FOR_PRESCRIBED:
            times = "citizens:prescription-creneaux"
            return self.see(reverse(times, args=[slug]) if slug else reverse("citizens:prescription-motifs"))
        return self.see(reverse("citizens:creneaux", args=[slug]) if slug else reverse("citizens:motifs"))

    def step(self, name: str) -> str:
        return address_url(self.wished(), step=name, then=self.then)


class Adresse(AddressPage):
    template = "booking/citizens/adresse.html"

    def get(self, request: Request) -> HttpResponse:
        if self.then != FOR_PRESCRIBED and not is_address_asked():
            return self.after()
        return self.show(self.asked(CommuneInput()))

    def post(self, request: Request) -> HttpResponse:
        form = CommuneInput(data=request.data)
        if not form.is_valid():
            if form.choices and "choix" not in request.data:
                # A postal code, or a name that several bear: nothing is wrong yet.
                return self.show(self.asked(form))
            return self.refuse(form, self.asked(form))
        commune = form.found
        forget_address(request)
        if streets_of(commune.code):
            keep_commune(request, commune.code, commune.name)
            return self.see(self.step("citizens:rue"))
        keep_address(request, Address(commune_code=commune.code, commune_name=commune.name))
        return self.after()

    def asked(self, form: CommuneInput) -> dict[str, Any]:
        return commune_context(form, known_address(self.request), action=self.step("citizens:adresse"))


class Rue(AddressPage):
    template = "booking/citizens/rue.html"

    def get(self, request: Request) -> HttpResponse:
        commune = commune_kept(request)
        if commune is None:
            return self.see(self.step("citizens:adresse"))
        return self.show(self.asked(StreetInput(), commune))

    def post(self, request: Request) -> HttpResponse:
        commune = commune_kept(request)
        if commune is None:
            # The form was sent twice: it is done.
            return self.after() if known_address(request) else self.see(self.step("citizens:adresse"))
        form = StreetInput(data=request.data)
        if not form.is_valid():
            return self.refuse(form, self.asked(form, commune))
        answer = street_answer(form.said, form.chosen, *commune)
        if not isinstance(answer, Address):
            return self.show(self.asked(form, commune, propositions=answer))
        keep_address(request, answer)
        return self.after()

    def asked(self, form: StreetInput, commune: tuple[str, str], **more: Any) -> dict[str, Any]:
        code, name = commune
        context = street_context(form, name, streets_of(code), **more)
        return {
            **context,
            "action": self.step("citizens:rue"),
            "url_adresse": self.step("citizens:adresse"),
        }
