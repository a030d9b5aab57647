"""Mounted under /api/. A version stays as it is once published: what would break it is another version."""

from django.urls import path

from booking.api.v1.rdvs import Rdvs

urlpatterns = [
    path("v1/rdvs/", Rdvs.as_view(), name="api-v1-rdvs"),
]
