"""Mounted under /agent/parametres/consommation/, for administrators."""

from django.urls import path

from billing_usage.pages import Consumption, ConsumptionFile

urlpatterns = [
    path("", Consumption.as_view(), name="agent-consommation"),
    path("consommation.csv", ConsumptionFile.as_view(), name="agent-consommation-fichier"),
]
