"""What the office announces. Names never change; fields are only added, with a default. Ids, never people.

`by_agent` is the agent who acted, when one did.
"""

from booking.events.agendas import AbsenceDeclared, AbsenceRemoved, PlageChanged, PlageClosed, PlageOpened
from booking.events.invitations import InvitationMade
from booking.events.messages import (
    AnswerReceived,
    LinkRenewed,
    MessageSent,
    PresenceAsked,
    ReminderAsked,
    ReminderDue,
    TrialAsked,
)
from booking.events.people import ContactChanged
from booking.events.rdvs import (
    LateAnnounced,
    ParticipantChanged,
    ParticipationJoined,
    ParticipationLeft,
    PresenceConfirmed,
    PresenceRecorded,
    RdvBooked,
    RdvCancelled,
    RdvMoved,
    RdvRestored,
    SessionOpened,
)
from booking.events.team import AccessRequested, AccessToReview, AgentAdmitted, AgentInvited, AgentRemoved
from booking.events.upkeep import UsagerErased, WebhookStopped
from booking.events.waiting import FileAttenteJoined, OfferEnded, OfferMade, OfferOutcome

__all__ = [
    "AbsenceDeclared",
    "AbsenceRemoved",
    "AccessRequested",
    "AccessToReview",
    "AgentAdmitted",
    "AgentInvited",
    "AgentRemoved",
    "AnswerReceived",
    "ContactChanged",
    "FileAttenteJoined",
    "InvitationMade",
    "LateAnnounced",
    "LinkRenewed",
    "MessageSent",
    "OfferEnded",
    "OfferMade",
    "OfferOutcome",
    "ParticipantChanged",
    "ParticipationJoined",
    "ParticipationLeft",
    "PlageChanged",
    "PlageClosed",
    "PlageOpened",
    "PresenceAsked",
    "PresenceConfirmed",
    "PresenceRecorded",
    "RdvBooked",
    "RdvCancelled",
    "RdvMoved",
    "RdvRestored",
    "ReminderAsked",
    "ReminderDue",
    "SessionOpened",
    "TrialAsked",
    "UsagerErased",
    "WebhookStopped",
]
