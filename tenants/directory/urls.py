"""Mounted at the root of the public hosts."""

from django.urls import path

from tenants.directory.pages import Annuaire
from tenants.directory.short_links import ShortLink

app_name = "directory"

urlpatterns = [
    path("", Annuaire.as_view(), name="annuaire"),
    path("r/<int:number>-<slug:key>/", ShortLink.as_view(), name="short-link"),
    path("a/<int:number>-<slug:key>/", ShortLink.as_view(folder="attente"), name="short-place"),
    path("i/<int:number>-<slug:key>/", ShortLink.as_view(folder="i"), name="short-invitation"),
    path("m/<int:number>-<slug:key>/", ShortLink.as_view(folder="rdv"), name="short-motif"),
]
