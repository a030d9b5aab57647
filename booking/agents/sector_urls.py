"""Mounted under /agent/parametres/secteurs/, for administrators."""

from django.urls import path

from booking.agents.pages.sector_files import SectorsExample, SectorsFile, SectorsImport, SectorsImported
from booking.agents.pages.sector_trial import SectorTrial
from booking.agents.pages.sectors import (
    NewSector,
    NewServed,
    NewZone,
    OneSector,
    SectorRemoval,
    Sectors,
    ServedRemoved,
    ZonesRemoved,
)

ONE = "<int:sector_id>/"

urlpatterns = [
    path("", Sectors.as_view(), name="agent-secteurs"),
    path("nouveau/", NewSector.as_view(), name="agent-secteur-nouveau"),
    path("essai/", SectorTrial.as_view(), name="agent-secteurs-essai"),
    path("importer/", SectorsImport.as_view(), name="agent-secteurs-importer"),
    path("importer/confirmer/", SectorsImported.as_view(), name="agent-secteurs-confirmer"),
    path("secteurs.csv", SectorsFile.as_view(), name="agent-secteurs-csv"),
    path("exemple.csv", SectorsExample.as_view(), name="agent-secteurs-exemple"),
    path(ONE, OneSector.as_view(), name="agent-secteur"),
    path(f"{ONE}zones/", NewZone.as_view(), name="agent-secteur-zones"),
    path(f"{ONE}zones/retirer/", ZonesRemoved.as_view(), name="agent-secteur-zones-retirer"),
    path(f"{ONE}attributions/", NewServed.as_view(), name="agent-secteur-attributions"),
    path(f"{ONE}attributions/retirer/", ServedRemoved.as_view(), name="agent-secteur-attributions-retirer"),
    path(f"{ONE}supprimer/", SectorRemoval.as_view(), name="agent-secteur-supprimer"),
]
