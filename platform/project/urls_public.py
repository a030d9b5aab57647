"""The public hosts."""

from django.urls import include, path

urlpatterns = [path("", include("tenants.directory.urls"))]

handler500 = "project.shared_pages.server_error"
