"""Mounted under /agent/. Every page is for agents only."""

from django.urls import path, register_converter

from booking.agents.days import DayConverter
from booking.agents.pages.agenda import AgendaPage, Arrival, DayList, TodayList
from booking.agents.pages.explain import ExplainPage
from booking.agents.pages.new_rdv import NewRdvPage
from booking.agents.pages.rdv import RdvCancellation, RdvOutcome, RdvPage
from booking.agents.pages.unsettled import Unsettled

register_converter(DayConverter, "jour")

urlpatterns = [
    path("", Arrival.as_view(), name="agent-accueil"),
    path("agenda/", AgendaPage.as_view(), name="agent-agenda"),
    path("agenda/liste/", TodayList.as_view(), name="agent-liste-du-jour"),
    path("agenda/sans-issue/", Unsettled.as_view(), name="agent-sans-issue"),
    path("agenda/<jour:day>/", AgendaPage.as_view(), name="agent-agenda-jour"),
    path("agenda/<jour:day>/liste/", DayList.as_view(), name="agent-agenda-liste"),
    path("motifs/<slug:motif>/pourquoi/", ExplainPage.as_view(), name="agent-motif-pourquoi"),
    path("rdv/nouveau/", NewRdvPage.as_view(), name="agent-rdv-nouveau"),
    path("rdv/<uuid:rdv_id>/", RdvPage.as_view(), name="agent-rdv"),
    path("rdv/<uuid:rdv_id>/statut/", RdvOutcome.as_view(), name="agent-rdv-statut"),
    path("rdv/<uuid:rdv_id>/annuler/", RdvCancellation.as_view(), name="agent-rdv-annuler"),
]
