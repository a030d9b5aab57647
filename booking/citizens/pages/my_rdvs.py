"""What a citizen sees once they have proved who they are. Each page states how strongly."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_household import access_lines, enumeration, names_in, rdv_lines
from booking.queries.file_access import accesses_of
from booking.queries.my_rdvs import past, to_come, usagers_named
from foundation import clock
from foundation.people import Strength
from foundation.web.authentication import UsagerProof
from foundation.web.permissions import usager_at


class ProvedPage(CitizenPage):
    @property
    def proof(self) -> UsagerProof:
        proof = self.request.auth
        if not isinstance(proof, UsagerProof):
            raise TypeError("no proof on this request: the page lacks a permission class")
        return proof

    def show(self, *arguments: Any, **more: Any) -> HttpResponse:
        """Names and dates: no search engine, no other site."""
        answer = super().show(*arguments, **more)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


class MyRdvs(ProvedPage):
    """Of the people whose contact was proved, and of nobody else of their household."""

    template = "booking/citizens/mes_rdv.html"
    permission_classes = [usager_at(Strength.CODE)]

    def get(self, request: Request) -> HttpResponse:
        now, ids = clock.now(), self.proof.usager_ids
        usagers = usagers_named(ids)
        names = names_in(usagers)
        context = {
            "a_venir": rdv_lines(to_come(ids, now=now), names, past=False),
            "passes": rdv_lines(past(ids, now=now), names, past=True),
            "foyer": enumeration(list(names.values())),
            "prenom": usagers[0].first_name if len(usagers) == 1 else "",
            "certifie": self.proof.strength >= Strength.CIVIL,
            "url_relier": _link_address(),
        }
        return self.show(context)


class MyAccesses(ProvedPage):
    """Who opened my file (GDPR art. 15)."""

    template = "booking/citizens/mes_acces.html"
    permission_classes = [usager_at(Strength.CIVIL)]

    def get(self, request: Request) -> HttpResponse:
        ids: tuple[UUID, ...] = self.proof.usager_ids
        names = names_in(usagers_named(ids))
        return self.show({"acces": access_lines(accesses_of(ids), names)})


def _link_address() -> str:
    """A plain link: the way out to the sign-in host is never a form (CSP `form-action`). Empty where this instance
    has no FranceConnect.
    """
    if not settings.FRANCECONNECT.issuer:
        return ""
    return f"/sso/depart/?{urlencode({'but': 'link', 'suite': reverse('citizens:my-rdvs')})}"
