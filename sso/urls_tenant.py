"""Mounted at the root of the administrations' hosts."""

from django.urls import path

from sso.pages.arrival import Arrival
from sso.pages.citizen_arrival import CivilOutcome
from sso.pages.code import CodePage, Resend
from sso.pages.departure import Departure
from sso.pages.grants import Granting, Grants, Withdrawal
from sso.pages.identification import Identification
from sso.pages.sign_in import SignIn
from sso.pages.sign_out import SignOut

urlpatterns = [
    path("connexion/", SignIn.as_view(), name="connexion"),
    path("deconnexion/", SignOut.as_view(), name="deconnexion"),
    path("sso/depart/", Departure.as_view(), name="sso-depart"),
    path("sso/arrivee/", Arrival.as_view(), name="sso-arrivee"),
    path("identification/", Identification.as_view(), name="identification"),
    path("identification/code/", CodePage.as_view(), name="identification-code"),
    path("identification/renvoyer/", Resend.as_view(), name="identification-renvoyer"),
    path("identification/franceconnect/", CivilOutcome.as_view(), name="identification-franceconnect"),
    path("agent/parametres/integrations/", Grants.as_view(), name="agent-integrations"),
    path(
        "agent/parametres/integrations/<uuid:client_id>/autoriser/",
        Granting.as_view(),
        name="agent-integrations-autoriser",
    ),
    path(
        "agent/parametres/integrations/<uuid:client_id>/retirer/",
        Withdrawal.as_view(),
        name="agent-integrations-retirer",
    ),
]
