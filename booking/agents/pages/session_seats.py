"""Who is in a session: entered at the desk, present or absent, taken out."""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.pages.sessions import AboutSession
from booking.agents.session_inputs import AttendanceInput, SeatInput
from booking.agents.session_reading import session_sheet, session_url
from booking.commands.join_session import Joining, SessionFull, join_together
from booking.commands.leave_session import leave
from booking.commands.record_attendance import record_attendance
from booking.queries.numbering import region_of
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.errors import NotFound, Refusal


class Seat(AboutSession):
    """Somebody is entered at the desk; beyond the seats, once the agent was told that they are taken."""

    http_method_names = ["post"]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session = self.find(rdv_id)
        form = SeatInput(data=self.typed, context={"region": region_of(session.organisation)})
        if not form.is_valid():
            return self.refuse(form, self.about(session))
        try:
            join_together(
                session,
                [Joining(form.identity)],
                by=self.actor,
                now=clock.now(),
                key=form.validated_data["cle"],
                beyond="surbooking" in self.typed,
            )
        except Refusal as refusal:
            kept = SeatInput(form.get_initial())
            return self.refused(session, refusal, form=kept, complet=isinstance(refusal, SessionFull))
        return self.see(session_url(session, fait="inscrit"))


class Attendance(AboutSession):
    http_method_names = ["post"]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        session, form = self.find(rdv_id), AttendanceInput(data=self.typed)
        if not form.is_valid():
            raise NotFound
        place = self.place(session, str(form.validated_data["personne"]))
        try:
            record_attendance(place, RdvStatus(form.validated_data["statut"]), by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(session, refusal)
        return self.see(f"{session_url(session)}#personne-{place.pk}")


class SeatGivenBack(AboutSession):
    """Asks, then takes somebody out: they are told."""

    template = "booking/agents/seances/retirer.html"

    def get(self, request: Request, rdv_id: UUID, participation_id: UUID) -> HttpResponse:
        session = self.find(rdv_id)
        place = self.place(session, str(participation_id))
        return self.show({**session_sheet(session, by=self.actor, now=clock.now()), "personne": place.usager})

    def post(self, request: Request, rdv_id: UUID, participation_id: UUID) -> HttpResponse:
        session = self.find(rdv_id)
        try:
            leave(self.place(session, str(participation_id)), by=self.actor, now=clock.now())
        except Refusal as refusal:
            context = self.about(self.find(rdv_id), refus=refusal.message)
            return self.show(context, status=refusal.status, template=AboutSession.template)
        return self.see(session_url(session, fait="retire"))
