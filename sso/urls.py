"""Mounted at the root of the administrations' hosts."""

from django.urls import path

from sso.pages import SignIn, SignOut

urlpatterns = [
    path("connexion/", SignIn.as_view(), name="connexion"),
    path("deconnexion/", SignOut.as_view(), name="deconnexion"),
]
