"""Mounted at the root of the public hosts."""

from django.urls import path

from tenants.directory.pages import Annuaire

app_name = "directory"

urlpatterns = [path("", Annuaire.as_view(), name="annuaire")]
