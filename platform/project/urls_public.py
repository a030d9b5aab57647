"""The public hosts."""

from django.urls import include, path

urlpatterns = [
    path("", include("tenants.directory.urls")),
    path("", include("tenants.onboarding.urls")),
    path("", include("tenants.oversight.urls")),
    path("", include("sso.urls_public")),
    path("retours/", include("booking.carriers.urls_public")),
]

handler400 = "project.shared_pages.bad_request"
handler500 = "project.shared_pages.server_error"
