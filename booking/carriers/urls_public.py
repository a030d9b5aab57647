"""Mounted at `retours/` on the public hosts."""

from django.urls import path

from booking.carriers.shared import EmailAnswers, EmailBounces, SharedAnswers, SharedReports

app_name = "carriers"

urlpatterns = [
    path("<slug:key>/<slug:driver>/accuses/", SharedReports.as_view(), name="reports"),
    path("<slug:key>/<slug:driver>/reponses/", SharedAnswers.as_view(), name="answers"),
    path("<slug:key>/courriel/<slug:driver>/rebonds/", EmailBounces.as_view(), name="bounces"),
    path("<slug:key>/courriel/<slug:driver>/reponses/", EmailAnswers.as_view(), name="email-answers"),
]
