"""Mounted at the root of the public hosts."""

from django.urls import include, path

from sso.pages.continue_ import Continue
from sso.pages.exit import Exit, ExitReturn
from sso.pages.franceconnect import FranceConnectReturn
from sso.pages.passage import Crossing
from sso.pages.proconnect import ProConnectReturn, ProConnectStart
from sso.pages.public_door import PublicSignIn, PublicSignOut
from sso.pages.relink import Relinked, Relinking, RelinkingCode
from sso.pages.tokens import Revocation, Tokens

urlpatterns = [
    path("connexion/", PublicSignIn.as_view(), name="connexion"),
    # The name by which allauth knows it.
    path("connexion/", PublicSignIn.as_view(), name="account_login"),
    path("second-facteur/", include("sso.pages.second_factor")),
    path("deconnexion/", PublicSignOut.as_view(), name="deconnexion"),
    path("sso/passage/", Crossing.as_view(), name="sso-passage"),
    path("sso/suite/", Continue.as_view(), name="sso-suite"),
    path("sso/rattachement/", Relinking.as_view(), name="sso-rattachement"),
    path("sso/rattachement/code/", RelinkingCode.as_view(), name="sso-rattachement-code"),
    path("sso/rattachement/fait/", Relinked.as_view(), name="sso-rattachement-fait"),
    path("sso/sortie/", Exit.as_view(), name="sso-sortie"),
    path("sso/sortie/retour/", ExitReturn.as_view(), name="sso-sortie-retour"),
    path("sso/jetons/", Tokens.as_view(), name="sso-jetons"),
    path("sso/jetons/revocation/", Revocation.as_view(), name="sso-jetons-revocation"),
    path("sso/proconnect/", ProConnectStart.as_view(), name="sso-proconnect"),
    path("sso/proconnect/retour/", ProConnectReturn.as_view(), name="sso-proconnect-return"),
    path("sso/franceconnect/retour/", FranceConnectReturn.as_view(), name="sso-franceconnect-return"),
]
