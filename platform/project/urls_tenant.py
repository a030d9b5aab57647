"""The administrations' hosts: citizens at the root, agents under /agent/."""

from django.urls import include, path

from project.language_page import Language
from project.shared_pages import Accent, Interface

urlpatterns = [
    path("", include("booking.citizens.urls")),
    path("", include("sso.urls_tenant")),
    path("agent/", include("booking.agents.urls")),
    path("agent/parametres/consommation/", include("billing_usage.urls")),
    path("api/", include("booking.api.urls")),
    path("retours/", include("booking.carriers.urls_tenant")),
    path("langue/", Language.as_view(), name="langue"),
    path("habillage/<slug:version>.css", Accent.as_view(), name="accent"),
    path("aide/interface/", Interface.as_view(), name="interface"),
]

handler400 = "project.shared_pages.bad_request"
handler500 = "project.shared_pages.server_error"
