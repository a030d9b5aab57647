"""The citizens' door, at the root of an administration's host."""

from django.urls import path

from booking.citizens.pages.aide import Aide
from booking.citizens.pages.coordonnees import Coordonnees, Prolonger
from booking.citizens.pages.creneaux import Creneaux
from booking.citizens.pages.motifs import Motifs
from booking.citizens.pages.rdvs import Annuler, CalendarFile, RdvPage

app_name = "citizens"

urlpatterns = [
    path("", Motifs.as_view(), name="motifs"),
    path("aide/", Aide.as_view(), name="aide"),
    path("rdv/<slug:motif>/", Creneaux.as_view(), name="creneaux"),
    path("rdv/<slug:motif>/coordonnees/", Coordonnees.as_view(), name="coordonnees"),
    path("rdv/<slug:motif>/coordonnees/prolonger/", Prolonger.as_view(), name="prolonger"),
    path("r/<slug:jeton>/", RdvPage.as_view(), name="rdv"),
    path("r/<slug:jeton>/annuler/", Annuler.as_view(), name="annuler"),
    path("r/<slug:jeton>/agenda.ics", CalendarFile.as_view(), name="calendar"),
]
