"""What a citizen sees once they have proved who they are. Each page states how strongly."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_household import access_lines, enumeration, names_in, rdv_lines
from booking.models import Usager
from booking.queries.file_access import accesses_of
from booking.queries.my_rdvs import household_of, past, to_come, usagers_named
from booking.queries.referents import agendas_of_referents
from foundation import clock
from foundation.errors import IdentityNeeded
from foundation.people import Strength
from foundation.web.authentication import UsagerProof, close
from foundation.web.permissions import usager_at


class ProvedPage(CitizenPage):
    """`entry`: its name in the navigation of my space; none for a page that belongs to none."""

    entry = ""

    @property
    def proof(self) -> UsagerProof:
        proof = self.request.auth
        if not isinstance(proof, UsagerProof):
            raise TypeError("no proof on this request: the page lacks a permission class")
        return proof

    @cached_property
    def household(self) -> Sequence[Usager]:
        """Those whom the proof opens, and their proches. Raises IdentityNeeded once they were all erased."""
        people = household_of(self.proof.usager_ids)
        if not people:
            close(self.request)
            raise IdentityNeeded
        return people

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(each.pk for each in self.household)

    @property
    def holders(self) -> list[Usager]:
        """Those of the household for whom nobody else in it answers."""
        return [each for each in self.household if each.responsible_id not in self.ids]

    @property
    def answering(self) -> list[Usager]:
        """Those of the household for whom nobody answers at all: they are written to, and may answer for others. A
        proche who proved who they are has rdvs here, and neither.
        """
        return [each for each in self.household if each.responsible_id is None]

    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        """Names and dates: no search engine, no other site."""
        around = {"onglets": my_space(self.entry)}
        answer = super().show({**around, **(context or {})}, status=status, template=template)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


def my_space(entry: str) -> list[tuple[str, str, bool]]:
    """Label, address, and whether one is there."""
    rooms = [
        (_("Mes rendez-vous"), "citizens:my-rdvs"),
        (_("Mes proches"), "citizens:proches"),
        (_("Mes préférences"), "citizens:wishes"),
        (_("Mes données"), "citizens:my-data"),
    ]
    return [(label, reverse(name), name == entry) for label, name in rooms]


class MyRdvs(ProvedPage):
    """Of the people whose contact was proved and of their proches, and of nobody else."""

    template = "booking/citizens/mes_rdv.html"
    permission_classes = [usager_at(Strength.CODE)]
    entry = "citizens:my-rdvs"

    def get(self, request: Request) -> HttpResponse:
        now, ids = clock.now(), self.ids
        names = names_in(self.household)
        context = {
            "a_venir": rdv_lines(to_come(ids, now=now), names, past=False),
            "passes": rdv_lines(past(ids, now=now), names, past=True),
            "foyer": enumeration(list(names.values())),
            "prenom": self.household[0].first_name if not names else "",
            "certifie": self.proof.strength >= Strength.CIVIL,
            "url_relier": link_address(reverse("citizens:my-rdvs")),
            "suivi": bool(agendas_of_referents(self.proof.usager_ids)),
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


def link_address(then: str) -> str:
    """A plain link: the way out to the sign-in host is never a form (CSP `form-action`). Empty where this instance
    has no FranceConnect.
    """
    if not settings.FRANCECONNECT.issuer:
        return ""
    return f"/sso/depart/?{urlencode({'but': 'link', 'suite': then})}"
