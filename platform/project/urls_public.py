"""The public hosts."""

from django.urls import include, path

urlpatterns = [path("", include("tenants.directory.urls"))]
