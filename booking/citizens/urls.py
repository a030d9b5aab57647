"""The citizens' door, at the root of an administration's host."""

from django.urls import path

from booking.citizens.pages.aide import Aide
from booking.citizens.pages.coordonnees import Coordonnees, Prolonger
from booking.citizens.pages.creneaux import Creneaux
from booking.citizens.pages.find import Retrouver
from booking.citizens.pages.liste_attente import Attente, ListeAttente, PlusTot
from booking.citizens.pages.motifs import Motifs
from booking.citizens.pages.move import Deplacer
from booking.citizens.pages.my_rdvs import MyAccesses, MyRdvs
from booking.citizens.pages.no_slot import NoSlot, Recepisse, RecepissePdf
from booking.citizens.pages.presence import Presence
from booking.citizens.pages.rdvs import Annuler, CalendarFile, RdvPage, Reprendre

app_name = "citizens"

urlpatterns = [
    path("", Motifs.as_view(), name="motifs"),
    path("aide/", Aide.as_view(), name="aide"),
    # Before the motifs: none may bear this name.
    path("rdv/retrouver/", Retrouver.as_view(), name="retrouver"),
    path("rdv/<slug:motif>/", Creneaux.as_view(), name="creneaux"),
    path("rdv/<slug:motif>/coordonnees/", Coordonnees.as_view(), name="coordonnees"),
    path("rdv/<slug:motif>/coordonnees/prolonger/", Prolonger.as_view(), name="prolonger"),
    path("rdv/<slug:motif>/liste-attente/", ListeAttente.as_view(), name="liste-attente"),
    path("attente/<slug:jeton>/", Attente.as_view(), name="attente"),
    path("rdv/<slug:motif>/recepisse/", NoSlot.as_view(), name="no-slot"),
    path("recepisse/<slug:reference>/", Recepisse.as_view(), name="recepisse"),
    path("recepisse/<slug:reference>/recepisse.pdf", RecepissePdf.as_view(), name="recepisse-pdf"),
    path("mes-rdv/", MyRdvs.as_view(), name="my-rdvs"),
    path("mes-rdv/acces/", MyAccesses.as_view(), name="my-accesses"),
    path("r/<slug:jeton>/", RdvPage.as_view(), name="rdv"),
    path("r/<slug:jeton>/presence/", Presence.as_view(), name="presence"),
    path("r/<slug:jeton>/deplacer/", Deplacer.as_view(), name="deplacer"),
    path("r/<slug:jeton>/plus-tot/", PlusTot.as_view(), name="plus-tot"),
    path("r/<slug:jeton>/annuler/", Annuler.as_view(), name="annuler"),
    path("r/<slug:jeton>/reprendre/", Reprendre.as_view(), name="reprendre"),
    path("r/<slug:jeton>/agenda.ics", CalendarFile.as_view(), name="calendar"),
]
