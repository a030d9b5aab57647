"""Mounted at the root of the public hosts; open on the sign-in host only, but for the first page."""

from django.urls import path

from tenants.onboarding.pages import Guichet, MesAdministrations, Ouvrir, Structure

urlpatterns = [
    path("ouvrir/", Ouvrir.as_view(), name="ouvrir"),
    path("ouvrir/structure/", Structure.as_view(), name="ouvrir-structure"),
    path("ouvrir/guichet/", Guichet.as_view(), name="ouvrir-guichet"),
    path("mes-administrations/", MesAdministrations.as_view(), name="mes-administrations"),
]
