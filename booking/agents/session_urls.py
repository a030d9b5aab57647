"""Mounted under /agent/seances/."""

from django.urls import path

from booking.agents.pages.new_session import NewSession
from booking.agents.pages.session_seats import Attendance, Seat, SeatGivenBack
from booking.agents.pages.sessions import AttendanceSheet, Seats, SessionCancellation, SessionPage, Sessions

ONE = "<uuid:rdv_id>/"

urlpatterns = [
    path("", Sessions.as_view(), name="agent-seances"),
    path("nouvelle/", NewSession.as_view(), name="agent-seance-nouvelle"),
    path(ONE, SessionPage.as_view(), name="agent-seance"),
    path(f"{ONE}inscrire/", Seat.as_view(), name="agent-seance-inscrire"),
    path(f"{ONE}places/", Seats.as_view(), name="agent-seance-places"),
    path(f"{ONE}presence/", Attendance.as_view(), name="agent-seance-presence"),
    path(f"{ONE}retirer/<uuid:participation_id>/", SeatGivenBack.as_view(), name="agent-seance-retirer"),
    path(f"{ONE}annuler/", SessionCancellation.as_view(), name="agent-seance-annuler"),
    path(f"{ONE}emargement.pdf", AttendanceSheet.as_view(), name="agent-seance-emargement"),
]
