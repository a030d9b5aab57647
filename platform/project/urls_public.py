"""The public hosts."""

from django.urls import include, path

urlpatterns = [path("", include("tenants.directory.urls"))]

handler400 = "project.shared_pages.bad_request"
handler500 = "project.shared_pages.server_error"
