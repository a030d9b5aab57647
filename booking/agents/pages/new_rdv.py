"""Take a free time for somebody who is at the desk or on the phone."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request

from booking.agents.addresses import day_url, rdv_url
from booking.agents.desk_booking import DeskTime, book_at_desk, desk_time
from booking.agents.first_time import first_time_url
from booking.agents.inputs import NewRdv
from booking.agents.skeleton import AgentPage
from booking.commands.overlap import WouldOverlap
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.desk_offers import DeskAlternative
from booking.queries.numbering import region_of
from booking.queries.overlaps import Overlap
from foundation import clock
from foundation.web.components.typography import date_heure, duree, heure


class NewRdvPage(AgentPage):
    template = "booking/agents/nouveau.html"

    def get(self, request: Request) -> HttpResponse:
        if "jour" in request.query_params:
            url = first_time_url(request.query_params, by=self.actor, now=clock.now())
            return HttpResponseRedirect(url)
        at = desk_time(request.query_params)
        form = at.empty_form()
        return self.show(self.about(at, form)) if at.fitting else self.taken(at, form)

    def post(self, request: Request) -> HttpResponse:
        at, now = desk_time(self.typed), clock.now()
        if not at.offers:
            return self.taken(at, at.kept_form(self.typed))
        form = NewRdv(
            data=self.typed, offers=at.offers, context={"region": region_of(at.agenda.organisation)}
        )
        if not form.is_valid():
            return self.refuse(form, self.about(at, form))
        try:
            rdv = book_at_desk(at, form, by=self.actor, now=now)
        except WouldOverlap as warning:
            return self.taken(at, at.kept_form(self.typed), [_there(at, each) for each in warning.overlaps])
        except CreneauTaken:
            return self.taken(at, at.kept_form(self.typed))
        return self.see(rdv_url(rdv, fait="cree"))

    def about(self, at: DeskTime, form: NewRdv, **more: Any) -> dict[str, Any]:
        motif = form["motif"].value
        return {
            "creneau": at,
            "form": form,
            "lignes": self.facts(at, motif),
            "choix_motifs": [(each.motif.slug, _with_duration(each.motif)) for each in at.choices(motif)],
            "passe": at.start < clock.now(),
            "agenda_url": day_url(at.local.date()),
            **more,
        }

    @staticmethod
    def facts(at: DeskTime, motif: str) -> list[tuple[str, str]]:
        """What is known already: no field asks for it again."""
        offer = at.offer(motif)
        only = offer and len(at.choices(motif)) == 1
        return [
            ("Quand", date_heure(at.local)),
            ("Avec", str(at.agenda.agent or at.agenda.title)),
            ("Lieu", offer.lieu.name if offer and offer.lieu else ""),
            ("Motif", _with_duration(offer.motif) if offer and only else ""),
        ]

    def taken(self, at: DeskTime, form: NewRdv, there: Sequence[str] = ()) -> HttpResponse:
        """`there`: who has that time already; it may then be taken all the same."""
        found = at.instead(form["motif"].value, _count(form), clock.now())
        instead = [(value, _sentence(each)) for value, each in found]
        more = {"autres": instead, "occupe": there, "pris": True, "erreurs": [CreneauTaken.sentence]}
        return self.show(self.about(at, form, **more), status=409)


def _there(at: DeskTime, found: Overlap) -> str:
    what = "rendez-vous" if found.rdv_id else "créneau réservé par un usager en ligne"
    hours = f"de {heure(found.starts_at, at.zone)} à {heure(found.ends_at, at.zone)}"
    return f"{at.agenda.agent or at.agenda.title}\u00a0: {what} {hours}."


def _with_duration(motif: Motif) -> str:
    return f"{motif.name} ({duree(motif.duration_min)})"


def _count(form: NewRdv) -> int:
    """As typed; one when it is no number, or more than anybody asks."""
    typed = str(form["combien"].value or "")
    return int(typed) if typed.isdecimal() and len(typed) < 3 and int(typed) else 1


def _sentence(other: DeskAlternative) -> str:
    when = date_heure(other.start, other.zone)
    return f"{when[0].upper()}{when[1:]} avec {other.agenda.agent or other.agenda.title}"
