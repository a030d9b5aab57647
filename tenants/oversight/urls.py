"""Mounted at the root of the public hosts; open on the sign-in host only."""

from django.urls import path

from tenants.oversight.pages import Approving, Refusing, Reopening, Supervision, Suspending

urlpatterns = [
    path("supervision/", Supervision.as_view(), name="supervision"),
    path("supervision/<slug:slug>/approuver/", Approving.as_view(), name="supervision-approuver"),
    path("supervision/<slug:slug>/refuser/", Refusing.as_view(), name="supervision-refuser"),
    path("supervision/<slug:slug>/suspendre/", Suspending.as_view(), name="supervision-suspendre"),
    path("supervision/<slug:slug>/rouvrir/", Reopening.as_view(), name="supervision-rouvrir"),
]
