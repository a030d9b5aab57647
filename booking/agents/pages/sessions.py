"""Collective sessions: the list, one of them, who is in it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.pages.rdv import to_write_to
from booking.agents.session_inputs import SeatInput, SeatsInput
from booking.agents.session_reading import session_rows, session_sheet, session_url, title_of
from booking.agents.shown_people import shown_people
from booking.agents.shown_receipts import shown_receipts
from booking.agents.skeleton import AgentPage
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.cancel_series import cancel_series
from booking.commands.change_seats import change_seats
from booking.commands.record_file_access import record_file_access
from booking.models import Participation, Rdv
from booking.queries.agent_rdvs import rdv_by_id, zone_of
from booking.queries.attendance_sheet import attendance_sheet
from booking.queries.receipts import receipts_of
from booking.queries.session_desk import later_in_series, place_in, sessions_listed
from booking.vocabulary import FileAccess
from foundation import clock
from foundation.errors import NotFound, Refusal

ON_A_PAGE = 50


class Sessions(AgentPage):
    template = "booking/agents/seances/liste.html"
    entry = "agent-seances"

    def get(self, request: Request) -> HttpResponse:
        now, past = clock.now(), request.query_params.get("quand") == "passees"
        page = Paginator(sessions_listed(now, past=past), ON_A_PAGE).get_page(
            request.query_params.get("page")
        )
        tabs = [
            ("À venir", request.path, not past),
            ("Passées", with_query(request.path, {"quand": "passees"}), past),
        ]
        lines = session_rows(list(page), now=now)
        opened = request.query_params.get("ouvertes", "")
        return self.show(
            {
                "lignes": lines,
                "page": page,
                "onglets": tabs,
                "passees": past,
                "ouvertes": int(opened) if opened.isdecimal() and len(opened) < 4 else 0,
            }
        )


class AboutSession(AgentPage):
    """Context of the pages about one session."""

    template = "booking/agents/seances/seance.html"
    entry = "agent-seances"

    def find(self, rdv_id: UUID) -> Rdv:
        rdv = rdv_by_id(rdv_id)
        if rdv is None or not rdv.is_session:
            raise NotFound
        return rdv

    def place(self, session: Rdv, participation_id: str) -> Participation:
        place = place_in(session, participation_id)
        if place is None:
            raise NotFound
        return place

    def about(self, session: Rdv, **more: Any) -> dict[str, Any]:
        """What is shown here of somebody is an access to their file."""
        now = clock.now()
        people = [each.usager_id for each in session.participations.all()]
        record_file_access(people, FileAccess.RDV_OPENED, by=self.actor, now=now, rdv_id=session.pk)
        sheet = session_sheet(session, by=self.actor, now=now)
        forms = {"form": SeatInput.blank(), "places": SeatsInput({"places": session.seats})}
        messages = shown_receipts(receipts_of(session.pk), zone_of(session))
        people_one_by_one = {"chacun": shown_people(session, now), "a_ecrire": to_write_to(session)}
        return {**sheet, **forms, "messages_partis": messages, **people_one_by_one, **more}

    def refused(self, session: Rdv, refusal: Refusal, **more: Any) -> HttpResponse:
        """The session as it is now, and why the button did nothing."""
        context = self.about(self.find(session.pk), refus=refusal.message, **more)
        return self.show(context, status=refusal.status)


class SessionPage(AboutSession):
    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        fait = request.query_params.get("fait", "")
        return self.show(self.about(self.find(rdv_id), fait=fait))


class Seats(AboutSession):
    http_method_names = ["post"]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session, form = self.find(rdv_id), SeatsInput(data=self.typed)
        if not form.is_valid():
            shown = SeatsInput({"places": str(self.typed.get("places", ""))[:10]})
            context = self.about(session, places=shown, erreurs_places=form.errors, erreurs=form.errors)
            return self.show(context, status=422)
        try:
            change_seats(session, form.validated_data["places"], by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(session, refusal)
        return self.see(session_url(session, fait="places"))


class SessionCancellation(AboutSession):
    """This one, or this one and those of its series that follow."""

    template = "booking/agents/seances/annuler.html"

    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session, now = self.find(rdv_id), clock.now()
        sheet = session_sheet(session, by=self.actor, now=now)
        return self.show({**sheet, "suivantes": later_in_series(session, now=now)})

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session, now = self.find(rdv_id), clock.now()
        cancel = cancel_series if self.typed.get("etendue") == "suite" else cancel_by_service
        try:
            cancel(session, by=self.actor, now=now)
        except Refusal as refusal:
            context = self.about(self.find(rdv_id), refus=refusal.message)
            return self.show(context, status=refusal.status, template=AboutSession.template)
        return self.see(session_url(session, fait="annulee"))


class AttendanceSheet(AboutSession):
    """To print and to sign."""

    http_method_names = ["get", "head"]

    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session = self.find(rdv_id)
        people = [each.usager_id for each in session.participations.all()]
        record_file_access(people, FileAccess.EXPORTED, by=self.actor, now=clock.now(), rdv_id=session.pk)
        headers = {
            "Content-Disposition": 'inline; filename="emargement.pdf"',
            "Cache-Control": "private, no-store",
        }
        pdf = attendance_sheet(session, title=title_of(session))
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def sessions_opened(count: int) -> str:
    return with_query(reverse("agent-seances"), {"ouvertes": str(count)})
