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
from booking.agents.pages.messages import Messages
from booking.agents.pages.new_rdv import NewRdvPage
from booking.agents.pages.preferences import Preferences
from booking.agents.pages.rdv import PaperLetter, RdvCancellation, RdvOutcome, RdvPage
from booking.agents.pages.sms_accounts import CheckedAccount, FirstAccount, NewAccount, RemovedAccount
from booking.agents.pages.unsettled import Unsettled
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
    path("rdv/<uuid:rdv_id>/courrier.pdf", PaperLetter.as_view(), name="agent-rdv-courrier"),
    path("aide/", Help.as_view(), name="agent-aide"),
    path("preferences/", Preferences.as_view(), name="agent-preferences"),
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
    path("parametres/webhooks/", include("booking.agents.webhook_urls")),
]
