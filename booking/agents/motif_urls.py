"""Mounted under /agent/parametres/motifs/, for administrators."""

from django.urls import path

from booking.agents.pages.motif_settings import Motifs, NewMotif, OneMotif
from booking.agents.pages.motif_settings_rows import MotifList

urlpatterns = [
    path("", Motifs.as_view(), name="agent-motifs"),
    # Before the motifs: none may bear this name.
    path("ajouter/", NewMotif.as_view(), name="agent-motif-ajouter"),
    path("<slug:motif>/", OneMotif.as_view(), name="agent-motif"),
    path("<slug:motif>/<slug:liste>/", MotifList.as_view(), name="agent-motif-liste"),
]
