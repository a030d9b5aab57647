"""Collective sessions: the list of those to come."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.entrances import motif_reserved
from booking.citizens.pages.base import CitizenPage
from booking.citizens.session_inputs import SessionQuery
from booking.citizens.shown_address import FOR_SESSIONS, address_line
from booking.citizens.shown_session import list_context
from booking.queries.motifs import motif_online
from booking.queries.reserved_sessions import sessions_received
from booking.queries.sectors import is_address_asked
from booking.queries.sessions import (
    lieux_of_sessions,
    sessions_at,
    sessions_online,
)
from foundation import clock

ON_A_PAGE = 30


class Ateliers(CitizenPage):
    """All those to come within the delays of their motif, whatever the week."""

    template = "booking/citizens/ateliers.html"

    def get(self, request: Request) -> HttpResponse:
        now, asked = clock.now(), SessionQuery.read(request.query_params)
        address, slug = known_address(request), asked["motif"]
        motif = motif_online(slug) if slug else None
        reserved = motif_reserved(request, slug, now=now) if slug and motif is None else None
        if reserved:
            motif, found = reserved, sessions_received(reserved, now=now)
        else:
            found = sessions_at(sessions_online(now=now, motif_slug=motif.slug if motif else ""), address)
        lieux = lieux_of_sessions(found)
        known = asked["lieu"] if asked["lieu"] in {lieu.slug for lieu in lieux} else ""
        kept = [each for each in found if not known or (each.rdv.lieu and each.rdv.lieu.slug == known)]
        page = Paginator(kept, ON_A_PAGE).get_page(request.query_params.get("page"))
        context = list_context(list(page), lieux=lieux, lieu_slug=known, motif=motif)
        context |= {"page": page, "adresse_demandee": is_address_asked()}
        return self.show({**context, **address_line(address, then=FOR_SESSIONS)})
