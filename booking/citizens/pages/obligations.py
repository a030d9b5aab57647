"""The pages that the law asks of every public site."""

from django.http import HttpResponse
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_obligations import accessibility_context, cookies_sent, legal_context
from booking.commands.erase_receipts import KEPT
from booking.queries.motifs import motifs_online
from booking.queries.offers import in_the_list
from booking.queries.said import as_said
from booking.queries.site_settings import site_settings
from booking.vocabulary import HOLD_FOR


class ReadOnly(CitizenPage):
    http_method_names = ["get", "head"]


class Accessibility(ReadOnly):
    template = "booking/citizens/accessibilite.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(accessibility_context(site_settings()))


class Legal(ReadOnly):
    template = "booking/citizens/mentions_legales.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(legal_context(site_settings()))


class PersonalData(ReadOnly):
    template = "booking/citizens/donnees_personnelles.html"

    def get(self, request: Request) -> HttpResponse:
        lasts = {
            "messages_jours": KEPT.days,
            "reserve_minutes": int(HOLD_FOR.total_seconds() // 60),
        }
        return self.show({**legal_context(site_settings()), **lasts})


class Cookies(ReadOnly):
    template = "booking/citizens/cookies.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"temoins": cookies_sent()})


class SiteMap(ReadOnly):
    template = "booking/citizens/plan_du_site.html"

    def get(self, request: Request) -> HttpResponse:
        motifs = sorted(motifs_online(), key=in_the_list)
        return self.show({"motifs": [as_said(motif) for motif in motifs]})
