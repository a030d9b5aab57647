"""The citizens' door, at the root of an administration's host."""

from django.urls import path

from booking.citizens.pages.adresse import Adresse, Rue
from booking.citizens.pages.aide import Aide
from booking.citizens.pages.atelier import Atelier
from booking.citizens.pages.ateliers import Ateliers
from booking.citizens.pages.attente import Attente
from booking.citizens.pages.code import BookingCode
from booking.citizens.pages.coordonnees import Coordonnees, ForWhom, Prolonger
from booking.citizens.pages.creneaux import Creneaux
from booking.citizens.pages.embed import Embed
from booking.citizens.pages.find import Retrouver
from booking.citizens.pages.follow_up import FollowUp
from booking.citizens.pages.invitation import InvitationPage
from booking.citizens.pages.liste_attente import ListeAttente, PlusTot
from booking.citizens.pages.motifs import Motifs
from booking.citizens.pages.move import Deplacer
from booking.citizens.pages.my_data import Erased, Erasure, MyData, MyDataFile
from booking.citizens.pages.my_rdvs import MyAccesses, MyRdvs
from booking.citizens.pages.no_slot import NoSlot, Recepisse, RecepissePdf
from booking.citizens.pages.obligations import Accessibility, Cookies, Legal, PersonalData, SiteMap
from booking.citizens.pages.preferences import NewContact, Wishes
from booking.citizens.pages.prescribed_seat import PrescribedSeat
from booking.citizens.pages.prescribing import Beneficiary, PrescriptionProlonger, PrescriptionTimes
from booking.citizens.pages.prescription import (
    Prescribed,
    Prescripteur,
    Prescription,
    PrescriptionCode,
    PrescriptionMotifs,
    PrescriptionOver,
)
from booking.citizens.pages.presence import Presence
from booking.citizens.pages.proches import Proche, Proches, RemovedProche
from booking.citizens.pages.quitter import Quitter
from booking.citizens.pages.rdvs import Annuler, CalendarFile, Pourquoi, RdvPage, Reprendre
from booking.citizens.pages.robots import Robots, Sitemap
from booking.citizens.pages.verify import Verify
from booking.citizens.pages.who_comes import WhoComes

app_name = "citizens"

urlpatterns = [
    path("", Motifs.as_view(), name="motifs"),
    path("aide/", Aide.as_view(), name="aide"),
    path("adresse/", Adresse.as_view(), name="adresse"),
    path("adresse/rue/", Rue.as_view(), name="rue"),
    # Before the motifs: none may bear this name.
    path("rdv/retrouver/", Retrouver.as_view(), name="retrouver"),
    path("rdv/<slug:motif>/", Creneaux.as_view(), name="creneaux"),
    path("rdv/<slug:motif>/coordonnees/", Coordonnees.as_view(), name="coordonnees"),
    path("rdv/<slug:motif>/coordonnees/prolonger/", Prolonger.as_view(), name="prolonger"),
    path("rdv/<slug:motif>/coordonnees/pour-qui/", ForWhom.as_view(), name="for-whom"),
    path("rdv/<slug:motif>/code/", BookingCode.as_view(), name="booking-code"),
    path("rdv/<slug:motif>/liste-attente/", ListeAttente.as_view(), name="liste-attente"),
    path("rdv/<slug:motif>/verifier/", Verify.as_view(), name="verifier"),
    path("attente/<slug:jeton>/", Attente.as_view(), name="attente"),
    path("rdv/<slug:motif>/recepisse/", NoSlot.as_view(), name="no-slot"),
    path("recepisse/<slug:reference>/", Recepisse.as_view(), name="recepisse"),
    path("recepisse/<slug:reference>/recepisse.pdf", RecepissePdf.as_view(), name="recepisse-pdf"),
    path("ateliers/", Ateliers.as_view(), name="ateliers"),
    path("ateliers/<uuid:seance>/", Atelier.as_view(), name="atelier"),
    path("mes-rdv/", MyRdvs.as_view(), name="my-rdvs"),
    path("mes-rdv/acces/", MyAccesses.as_view(), name="my-accesses"),
    path("mes-rdv/proches/", Proches.as_view(), name="proches"),
    path("mes-rdv/proches/<uuid:usager_id>/", Proche.as_view(), name="proche"),
    path("mes-rdv/proches/<uuid:usager_id>/retirer/", RemovedProche.as_view(), name="proche-retirer"),
    path("mes-rdv/preferences/", Wishes.as_view(), name="wishes"),
    path("mes-rdv/preferences/contact/", NewContact.as_view(), name="new-contact"),
    path("mes-rdv/donnees/", MyData.as_view(), name="my-data"),
    path("mes-rdv/donnees/mes-donnees.json", MyDataFile.as_view(), name="my-data-file"),
    path("mes-rdv/donnees/effacer/", Erasure.as_view(), name="erase"),
    path("donnees-effacees/", Erased.as_view(), name="erased"),
    path("accessibilite/", Accessibility.as_view(), name="accessibility"),
    path("mentions-legales/", Legal.as_view(), name="legal"),
    path("donnees-personnelles/", PersonalData.as_view(), name="personal-data"),
    path("cookies/", Cookies.as_view(), name="cookies"),
    path("plan-du-site/", SiteMap.as_view(), name="site-map"),
    path("robots.txt", Robots.as_view(), name="robots"),
    path("sitemap.xml", Sitemap.as_view(), name="sitemap"),
    path("integrer/<slug:motif>/", Embed.as_view(), name="embed"),
    path("mes-rdv/suivi/", FollowUp.as_view(), name="follow-up"),
    path("i/<slug:jeton>/", InvitationPage.as_view(), name="invitation"),
    path("prescription/", Prescription.as_view(), name="prescription"),
    path("prescription/code/", PrescriptionCode.as_view(), name="prescription-code"),
    path("prescription/vous/", Prescripteur.as_view(), name="prescripteur"),
    path("prescription/motifs/", PrescriptionMotifs.as_view(), name="prescription-motifs"),
    path("prescription/motifs/<slug:motif>/", PrescriptionTimes.as_view(), name="prescription-creneaux"),
    path("prescription/motifs/<slug:motif>/personne/", Beneficiary.as_view(), name="prescription-personne"),
    path(
        "prescription/motifs/<slug:motif>/personne/prolonger/",
        PrescriptionProlonger.as_view(),
        name="prescription-prolonger",
    ),
    path(
        "prescription/motifs/<slug:motif>/seances/<uuid:seance>/",
        PrescribedSeat.as_view(),
        name="prescription-seance",
    ),
    path("prescription/fin/", PrescriptionOver.as_view(), name="prescription-fin"),
    path("prescription/rdv/<slug:jeton>/", Prescribed.as_view(), name="prescrit"),
    path("r/<slug:jeton>/", RdvPage.as_view(), name="rdv"),
    path("r/<slug:jeton>/presence/", Presence.as_view(), name="presence"),
    path("r/<slug:jeton>/deplacer/", Deplacer.as_view(), name="deplacer"),
    path("r/<slug:jeton>/qui/", WhoComes.as_view(), name="who-comes"),
    path("r/<slug:jeton>/plus-tot/", PlusTot.as_view(), name="plus-tot"),
    path("r/<slug:jeton>/annuler/", Annuler.as_view(), name="annuler"),
    path("r/<slug:jeton>/quitter/", Quitter.as_view(), name="quitter"),
    path("r/<slug:jeton>/pourquoi/", Pourquoi.as_view(), name="pourquoi"),
    path("r/<slug:jeton>/reprendre/", Reprendre.as_view(), name="reprendre"),
    path("r/<slug:jeton>/agenda.ics", CalendarFile.as_view(), name="calendar"),
]
