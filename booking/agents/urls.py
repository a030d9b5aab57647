"""Mounted under /agent/. Every page is for agents only; those of `parametres/`, for administrators."""

from django.urls import include, path, register_converter

from booking.agents.days import DayConverter
from booking.agents.pages.access_journal import AccessJournal
from booking.agents.pages.agenda import AgendaPage, Arrival, DayList, TodayList
from booking.agents.pages.call_list import CallList
from booking.agents.pages.colleague import (
    Approval,
    Colleague,
    Confirmation,
    NewInvitation,
    Refused,
    Relinking,
    Removal,
)
from booking.agents.pages.colleagues import Colleagues, Invitation
from booking.agents.pages.explain import ExplainPage
from booking.agents.pages.help import Help
from booking.agents.pages.invitations import (
    Again,
    Invitations,
    NewInvitations,
    NewOpenLink,
    Revocation,
)
from booking.agents.pages.invitations import NewInvitation as NewCitizenInvitation
from booking.agents.pages.messages import Messages
from booking.agents.pages.new_rdv import NewRdvPage
from booking.agents.pages.preferences import Preferences
from booking.agents.pages.prescribe import Prescribe, PrescribePerson, PrescribeTimes
from booking.agents.pages.rdv import PaperLetter, RdvCancellation, RdvOutcome, RdvPage, SendingProof
from booking.agents.pages.rdv_person import HandReminder, RenewedLink
from booking.agents.pages.referents import Referents
from booking.agents.pages.settings import Settings
from booking.agents.pages.site import Poster, Site, SiteGroup
from booking.agents.pages.sms_accounts import CheckedAccount, FirstAccount, NewAccount, RemovedAccount
from booking.agents.pages.unsettled import Unsettled
from booking.agents.pages.waiting_list import Enrolment, Unenrolment, WaitingList
from booking.agents.pages.wording import WordingPage

register_converter(DayConverter, "jour")

ONE = "parametres/agents/<uuid:agent_id>/"
ACCOUNT = "parametres/messages/comptes/<slug:compte>/"

urlpatterns = [
    path("", Arrival.as_view(), name="agent-accueil"),
    path("agenda/", AgendaPage.as_view(), name="agent-agenda"),
    path("agenda/liste/", TodayList.as_view(), name="agent-liste-du-jour"),
    path("agenda/a-appeler/", CallList.as_view(), name="agent-a-appeler"),
    path("agenda/sans-issue/", Unsettled.as_view(), name="agent-sans-issue"),
    path("agenda/<jour:day>/", AgendaPage.as_view(), name="agent-agenda-jour"),
    path("agenda/<jour:day>/liste/", DayList.as_view(), name="agent-agenda-liste"),
    path("motifs/<slug:motif>/pourquoi/", ExplainPage.as_view(), name="agent-motif-pourquoi"),
    path("rdv/nouveau/", NewRdvPage.as_view(), name="agent-rdv-nouveau"),
    path("rdv/<uuid:rdv_id>/", RdvPage.as_view(), name="agent-rdv"),
    path("rdv/<uuid:rdv_id>/statut/", RdvOutcome.as_view(), name="agent-rdv-statut"),
    path("rdv/<uuid:rdv_id>/annuler/", RdvCancellation.as_view(), name="agent-rdv-annuler"),
    path("rdv/<uuid:rdv_id>/rappel/", HandReminder.as_view(), name="agent-rdv-rappel"),
    path("rdv/<uuid:rdv_id>/lien/", RenewedLink.as_view(), name="agent-rdv-lien"),
    path("rdv/<uuid:rdv_id>/courrier.pdf", PaperLetter.as_view(), name="agent-rdv-courrier"),
    path("rdv/<uuid:rdv_id>/preuve-envoi.pdf", SendingProof.as_view(), name="agent-rdv-preuve"),
    path("invitations/", Invitations.as_view(), name="agent-invitations"),
    path("invitations/nouvelle/", NewCitizenInvitation.as_view(), name="agent-invitation-nouvelle"),
    path("invitations/plusieurs/", NewInvitations.as_view(), name="agent-invitations-nouvelles"),
    path("invitations/ouverte/", NewOpenLink.as_view(), name="agent-invitation-ouverte"),
    path("invitations/<uuid:invitation_id>/retirer/", Revocation.as_view(), name="agent-invitation-retirer"),
    path("invitations/<uuid:invitation_id>/renvoyer/", Again.as_view(), name="agent-invitation-renvoyer"),
    path("liste-attente/", WaitingList.as_view(), name="agent-attente"),
    path("liste-attente/inscrire/", Enrolment.as_view(), name="agent-attente-inscrire"),
    path("liste-attente/<uuid:place_id>/retirer/", Unenrolment.as_view(), name="agent-attente-retirer"),
    path("prescrire/", Prescribe.as_view(), name="agent-prescrire"),
    path("prescrire/<slug:motif>/", PrescribeTimes.as_view(), name="agent-prescrire-creneaux"),
    path("prescrire/<slug:motif>/personne/", PrescribePerson.as_view(), name="agent-prescrire-personne"),
    path("usagers/<uuid:usager_id>/referents/", Referents.as_view(), name="agent-usager-referents"),
    path("aide/", Help.as_view(), name="agent-aide"),
    path("preferences/", Preferences.as_view(), name="agent-preferences"),
    path("parametres/", Settings.as_view(), name="agent-reglages"),
    path("parametres/agents/", Colleagues.as_view(), name="agent-equipe"),
    path("parametres/agents/inviter/", Invitation.as_view(), name="agent-equipe-inviter"),
    path(ONE, Colleague.as_view(), name="agent-collegue"),
    path(f"{ONE}approuver/", Approval.as_view(), name="agent-collegue-approuver"),
    path(f"{ONE}inviter/", NewInvitation.as_view(), name="agent-collegue-inviter"),
    path(f"{ONE}refuser/", Refused.as_view(), name="agent-collegue-refuser"),
    path(f"{ONE}confirmer/", Confirmation.as_view(), name="agent-collegue-confirmer"),
    path(f"{ONE}rattacher/", Relinking.as_view(), name="agent-collegue-rattacher"),
    path(f"{ONE}retirer/", Removal.as_view(), name="agent-collegue-retirer"),
    path("parametres/journal/", AccessJournal.as_view(), name="agent-journal"),
    path("parametres/messages/", Messages.as_view(), name="agent-messages"),
    path("parametres/messages/<slug:kind>/", WordingPage.as_view(), name="agent-message"),
    path("parametres/messages/ajouter/<slug:driver>/", NewAccount.as_view(), name="agent-messages-compte"),
    path(f"{ACCOUNT}verifier/", CheckedAccount.as_view(), name="agent-messages-compte-verifier"),
    path(f"{ACCOUNT}premier/", FirstAccount.as_view(), name="agent-messages-compte-premier"),
    path(f"{ACCOUNT}retirer/", RemovedAccount.as_view(), name="agent-messages-compte-retirer"),
    path("parametres/site/", Site.as_view(), name="agent-site"),
    path("parametres/site/affiche.pdf", Poster.as_view(), name="agent-site-affiche"),
    path("parametres/site/<slug:rubrique>/", SiteGroup.as_view(), name="agent-site-rubrique"),
    path("seances/", include("booking.agents.session_urls")),
    path("parametres/webhooks/", include("booking.agents.webhook_urls")),
    path("parametres/secteurs/", include("booking.agents.sector_urls")),
    path("parametres/motifs/", include("booking.agents.motif_urls")),
]
