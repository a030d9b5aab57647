"""Mounted at `retours/` on an administration's host."""

from django.urls import path

from booking.carriers.own import OwnAnswers, OwnReports

app_name = "carriers"

urlpatterns = [
    path("<slug:key>/<slug:driver>/accuses/", OwnReports.as_view(), name="reports"),
    path("<slug:key>/<slug:driver>/reponses/", OwnAnswers.as_view(), name="answers"),
]
