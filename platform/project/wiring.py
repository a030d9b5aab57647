"""The one page where events meet reactions, and questions their answers."""

from billing_usage.allowance import may_send
from billing_usage.events import AllowanceCrossed
from billing_usage.meter import count_code, count_message
from booking import events
from booking.commands.end_files_attente import ATTENTE_OVER
from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.keep_for_waiting import OFFER
from booking.commands.plan_digest import DIGEST
from booking.commands.plan_messages import PRESENCE, REMINDER
from booking.commands.prove_index import INDEX_PROOF
from booking.commands.queue_webhooks import WEBHOOK
from booking.commands.replan_motif import REPLAN
from booking.commands.tell_opening import OPENING
from booking.commands.watch_credit import CREDIT
from booking.reactions.answers import act_on_answer, agents_late
from booking.reactions.change_of_person import agents_changed, email_changed, sms_changed
from booking.reactions.citizens_identity import certify_usager, usager_of_civil_key, usagers_of_contact
from booking.reactions.digest import send_digests
from booking.reactions.file_attente import (
    email_offer,
    end_places,
    go_on,
    serve_opening,
    sms_offer,
    tell_joined_file_attente,
    wait_no_more,
)
from booking.reactions.holds import free_holds
from booking.reactions.index_proof import prove
from booking.reactions.invitations import email_invitation, sms_invitation
from booking.reactions.members import actor_of_account, admit, request_access
from booking.reactions.notify import (
    email_booked,
    email_cancelled,
    email_joined,
    email_left,
    email_moved,
    email_restored,
    sms_booked,
    sms_cancelled,
    sms_joined,
    sms_left,
    sms_moved,
    sms_restored,
)
from booking.reactions.prescription import (
    tell_prescriber,
    tell_prescriber_cancelled,
    tell_prescriber_moved,
)
from booking.reactions.presence import ask, keep_presence
from booking.reactions.reminders import announce, note_missed, remind
from booking.reactions.replan import replan
from booking.reactions.send_trial import send_trial
from booking.reactions.site import languages, obligations
from booking.reactions.sms_credit import watch_credit
from booking.reactions.tell_agents import (
    agents_booked,
    agents_cancelled,
    agents_joined,
    agents_left,
    agents_moved,
    agents_restored,
)
from booking.reactions.tell_allowance import email_allowance
from booking.reactions.tell_team import (
    email_access_opened,
    email_access_requested,
    email_access_to_review,
    email_invited,
)
from booking.reactions.webhook_notice import email_webhook_stopped
from booking.reactions.webhooks import TYPES as WEBHOOK_EVENTS
from booking.reactions.webhooks import send_webhooks, write_webhooks
from foundation import ports
from foundation.due.handlers import handle
from foundation.outbox.wiring import react, unwired
from foundation.web import menu
from sso.accounts import platform_sessions
from sso.accounts.events import AccountEmailChanged, AccountRelinked, RelinkAsked
from sso.contacts.ask_code import CHALLENGE_OVER
from sso.contacts.erase import erase_contacts
from sso.contacts.events import CodeAsked, CodeSent
from sso.contacts.prove import ask_code_for, code_proves
from sso.grants.rights import rights_of
from sso.machines.tokens import machine_of_token
from sso.reactions.codes import send_code
from sso.reactions.email_changed import warn_former_address
from sso.reactions.relink import restrict_memberships, send_relink_code, tell_relinked
from tenants.commands.index_account import index_account, unindex_account
from tenants.commands.review_memberships import review_memberships
from tenants.hub.status import papers_status
from tenants.queries.communes import commune_of_code, communes_named
from tenants.queries.hosts import open_tenant_of_host
from tenants.queries.tenants import open_tenant_by_id, open_tenants


def wire() -> None:
    _rdvs()
    _messages()
    _people()
    _waiting_and_reminders()
    _due()
    _ports()
    _menu()


def _rdvs() -> None:
    react(events.RdvBooked, email_booked, "booking.email")
    react(events.RdvBooked, sms_booked, "booking.sms")
    react(events.RdvBooked, agents_booked, "booking.agents")
    react(events.RdvRestored, email_restored, "booking.email")
    react(events.RdvRestored, sms_restored, "booking.sms")
    react(events.RdvRestored, agents_restored, "booking.agents")
    react(events.RdvMoved, email_moved, "booking.email")
    react(events.RdvMoved, sms_moved, "booking.sms")
    react(events.RdvMoved, agents_moved, "booking.agents")
    react(events.RdvCancelled, email_cancelled, "booking.email")
    react(events.RdvCancelled, sms_cancelled, "booking.sms")
    react(events.RdvCancelled, agents_cancelled, "booking.agents")
    react(events.ParticipationJoined, email_joined, "booking.email")
    react(events.ParticipationJoined, sms_joined, "booking.sms")
    react(events.ParticipationJoined, agents_joined, "booking.agents")
    react(events.ParticipationLeft, email_left, "booking.email")
    react(events.ParticipationLeft, sms_left, "booking.sms")
    react(events.ParticipationLeft, agents_left, "booking.agents")
    react(events.ParticipantChanged, email_changed, "booking.email")
    react(events.ParticipantChanged, sms_changed, "booking.sms")
    react(events.ParticipantChanged, agents_changed, "booking.agents")


def _messages() -> None:
    react(events.AnswerReceived, act_on_answer, "booking.answer")
    react(events.LateAnnounced, agents_late, "booking.agents")
    # The proof has raised its alarm in the log already.
    unwired(events.IndexRepaired)
    react(events.MessageSent, count_message, "billing_usage.meter")
    react(CodeSent, count_code, "billing_usage.meter")
    react(AllowanceCrossed, email_allowance, "booking.allowance_email")
    for event in WEBHOOK_EVENTS:
        react(event, write_webhooks, "booking.webhooks")
    react(events.WebhookStopped, email_webhook_stopped, "booking.webhook_email")


def _people() -> None:
    react(events.AgentInvited, email_invited, "booking.team_email")
    react(events.AccessRequested, email_access_requested, "booking.team_email")
    react(events.AccessToReview, email_access_to_review, "booking.team_email")
    react(events.AgentAdmitted, email_access_opened, "booking.team_email")
    react(events.AgentAdmitted, index_account, "tenants.account_index")
    react(events.AgentRemoved, unindex_account, "tenants.account_index")
    # An agent decides: nothing follows by itself.
    unwired(events.UsagersToMerge)
    unwired(events.UsagerErased)
    react(CodeAsked, send_code, "sso.code")
    react(AccountEmailChanged, warn_former_address, "sso.account_email")
    react(RelinkAsked, send_relink_code, "sso.relink_code")
    react(AccountRelinked, restrict_memberships, "sso.memberships")
    react(AccountRelinked, tell_relinked, "sso.account_email")


def _waiting_and_reminders() -> None:
    react(events.TrialAsked, send_trial, "booking.trial")
    react(events.ReminderDue, remind, "booking.reminder")
    react(events.PresenceAsked, ask, "booking.presence")

    react(events.RdvBooked, wait_no_more, "booking.file_attente")
    react(events.FileAttenteJoined, tell_joined_file_attente, "booking.message")
    react(events.InvitationMade, email_invitation, "booking.email")
    react(events.InvitationMade, sms_invitation, "booking.sms")
    react(events.RdvBooked, tell_prescriber, "booking.prescriber")
    react(events.RdvRestored, tell_prescriber, "booking.prescriber")
    react(events.RdvMoved, tell_prescriber_moved, "booking.prescriber")
    react(events.RdvCancelled, tell_prescriber_cancelled, "booking.prescriber")
    react(events.OfferMade, email_offer, "booking.email")
    react(events.OfferMade, sms_offer, "booking.sms")
    unwired(events.OfferEnded)


def _due() -> None:
    handle(HOLD_EXPIRED, free_holds)
    handle(OFFER, go_on)
    handle(OPENING, serve_opening)
    handle(ATTENTE_OVER, end_places)
    handle(REMINDER, announce, dropped=note_missed)
    handle(REPLAN, replan)
    handle(PRESENCE, keep_presence)
    handle(INDEX_PROOF, prove)
    handle(DIGEST, send_digests)
    handle(CREDIT, watch_credit)
    handle(CHALLENGE_OVER, erase_contacts)
    handle(WEBHOOK, send_webhooks)


def _ports() -> None:
    ports.tenant_by_id.answered_by(open_tenant_by_id)
    ports.tenant_of_host.answered_by(open_tenant_of_host)
    ports.open_tenants.answered_by(open_tenants)
    ports.communes_named.answered_by(communes_named)
    ports.commune_of_code.answered_by(commune_of_code)
    ports.obligations.answered_by(obligations)
    ports.languages.answered_by(languages)
    ports.actor_of_account.answered_by(actor_of_account)
    ports.admit.answered_by(admit)
    ports.request_access.answered_by(request_access)
    ports.review_memberships.answered_by(review_memberships)
    ports.sign_in_stands.answered_by(platform_sessions.stands)
    ports.ask_code_for.answered_by(ask_code_for)
    ports.code_proves.answered_by(code_proves)
    ports.usagers_of_contact.answered_by(usagers_of_contact)
    ports.usager_of_civil_key.answered_by(usager_of_civil_key)
    ports.certify_usager.answered_by(certify_usager)
    ports.machine_of_token.answered_by(machine_of_token)
    ports.machine_rights.answered_by(rights_of)
    ports.may_send.answered_by(may_send)
    ports.papers_status.answered_by(papers_status)


def _menu() -> None:
    menu.show("Agenda", "agent-agenda")
    menu.show("Séances", "agent-seances")
    menu.show("Invitations", "agent-invitations")
    menu.show("Liste d’attente", "agent-attente")
    menu.show("Prescrire", "agent-prescrire")
    menu.show_setting("Motifs", "agent-motifs", "Durée, délais, questions, pièces et rappels")
    menu.show_setting("Équipe", "agent-equipe", "Qui travaille ici, et qui a ouvert quel dossier")
    menu.show_setting("Messages", "agent-messages", "Textes, expéditeur, comptes SMS")
    menu.show_setting("Site public", "agent-site", "Mentions, accessibilité, intégration, affiche")
    menu.show_setting("Secteurs", "agent-secteurs", "Quelle adresse est reçue où")
    menu.show_setting("Consommation", "agent-consommation", "SMS et courriels envoyés, budget")
    menu.show_setting("Programmes autorisés", "agent-integrations", "Logiciels qui lisent ou écrivent ici")
    menu.show_setting(
        "Notifications aux logiciels", "agent-webhooks", "Vos logiciels prévenus à chaque changement"
    )
