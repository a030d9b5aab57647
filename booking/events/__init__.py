"""What the office announces. Names never change; fields are only added, with a default. Ids, never people.

`by_agent` is the agent who acted, when one did.
"""

from booking.events.invitations import InvitationMade
from booking.events.messages import AnswerReceived, MessageSent, PresenceAsked, ReminderDue, TrialAsked
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
from booking.events.upkeep import IndexRepaired, UsagerErased, UsagersToMerge, WebhookStopped
from booking.events.waiting import FileAttenteJoined, OfferEnded, OfferMade, OfferOutcome

__all__ = [
    "AccessRequested",
    "AccessToReview",
    "AgentAdmitted",
    "AgentInvited",
    "AgentRemoved",
    "AnswerReceived",
    "FileAttenteJoined",
    "IndexRepaired",
    "InvitationMade",
    "LateAnnounced",
    "MessageSent",
    "OfferEnded",
    "OfferMade",
    "OfferOutcome",
    "ParticipantChanged",
    "ParticipationJoined",
    "ParticipationLeft",
    "PresenceAsked",
    "PresenceConfirmed",
    "PresenceRecorded",
    "RdvBooked",
    "RdvCancelled",
    "RdvMoved",
    "RdvRestored",
    "ReminderDue",
    "SessionOpened",
    "TrialAsked",
    "UsagerErased",
    "UsagersToMerge",
    "WebhookStopped",
]
