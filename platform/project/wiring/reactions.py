"""Events and what follows from them."""

from billing_usage.events import AllowanceCrossed
from billing_usage.meter import count_code, count_message
from booking import events
from booking.reactions.answers import act_on_answer, agents_late
from booking.reactions.by_hand import remind_now, send_new_link
from booking.reactions.change_of_person import agents_changed, email_changed, sms_changed
from booking.reactions.contact_changed import warn_former_contact
from booking.reactions.file_attente import email_offer, sms_offer, tell_joined_file_attente, wait_no_more
from booking.reactions.invitations import email_invitation, sms_invitation
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
    tell_prescriber_joined,
    tell_prescriber_left,
    tell_prescriber_moved,
)
from booking.reactions.presence import ask
from booking.reactions.reminders import remind
from booking.reactions.send_trial import send_trial
from booking.reactions.tell_agents import (
    agents_booked,
    agents_cancelled,
    agents_joined,
    agents_left,
    agents_moved,
    agents_restored,
)
from booking.reactions.tell_allowance import email_allowance
from booking.reactions.tell_arrivals import agents_arrived
from booking.reactions.tell_openings import (
    agents_absence_declared,
    agents_absence_removed,
    agents_plage_changed,
    agents_plage_closed,
    agents_plage_opened,
)
from booking.reactions.tell_team import (
    email_access_opened,
    email_access_requested,
    email_access_to_review,
    email_invited,
)
from booking.reactions.webhook_notice import email_webhook_stopped
from booking.reactions.webhooks import TYPES as WEBHOOK_EVENTS
from booking.reactions.webhooks import write_webhooks
from foundation.outbox.wiring import react, unwired
from sso.accounts.events import AccountEmailChanged, AccountRelinked, RelinkAsked
from sso.contacts.events import CodeAsked, CodeSent
from sso.reactions.codes import send_code
from sso.reactions.email_changed import warn_former_address
from sso.reactions.relink import restrict_memberships, send_relink_code, tell_relinked
from tenants.commands.index_account import index_account, unindex_account


def join_reactions() -> None:
    _rdvs()
    _agendas()
    _messages()
    _people()
    _waiting_list()
    _invited_and_prescribed()


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


def _agendas() -> None:
    react(events.PlageOpened, agents_plage_opened, "booking.agents")
    react(events.PlageChanged, agents_plage_changed, "booking.agents")
    react(events.PlageClosed, agents_plage_closed, "booking.agents")
    react(events.AbsenceDeclared, agents_absence_declared, "booking.agents")
    react(events.AbsenceRemoved, agents_absence_removed, "booking.agents")
    react(events.PresenceRecorded, agents_arrived, "booking.agents")


def _messages() -> None:
    react(events.ReminderDue, remind, "booking.reminder")
    react(events.PresenceAsked, ask, "booking.presence")
    react(events.ReminderAsked, remind_now, "booking.by_hand")
    react(events.LinkRenewed, send_new_link, "booking.by_hand")
    react(events.TrialAsked, send_trial, "booking.trial")
    react(events.AnswerReceived, act_on_answer, "booking.answer")
    react(events.LateAnnounced, agents_late, "booking.agents")
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
    unwired(events.UsagerErased)
    react(events.ContactChanged, warn_former_contact, "booking.contact")
    react(CodeAsked, send_code, "sso.code")
    react(AccountEmailChanged, warn_former_address, "sso.account_email")
    react(RelinkAsked, send_relink_code, "sso.relink_code")
    react(AccountRelinked, restrict_memberships, "sso.memberships")
    react(AccountRelinked, tell_relinked, "sso.account_email")


def _waiting_list() -> None:
    react(events.FileAttenteJoined, tell_joined_file_attente, "booking.message")
    react(events.OfferMade, email_offer, "booking.email")
    react(events.OfferMade, sms_offer, "booking.sms")
    react(events.RdvBooked, wait_no_more, "booking.file_attente")
    unwired(events.OfferEnded)


def _invited_and_prescribed() -> None:
    react(events.InvitationMade, email_invitation, "booking.email")
    react(events.InvitationMade, sms_invitation, "booking.sms")
    react(events.RdvBooked, tell_prescriber, "booking.prescriber")
    react(events.RdvRestored, tell_prescriber, "booking.prescriber")
    react(events.RdvMoved, tell_prescriber_moved, "booking.prescriber")
    react(events.RdvCancelled, tell_prescriber_cancelled, "booking.prescriber")
    react(events.ParticipationJoined, tell_prescriber_joined, "booking.prescriber")
    react(events.ParticipationLeft, tell_prescriber_left, "booking.prescriber")
