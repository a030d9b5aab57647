"""What the office announces. Names never change; fields are only added, with a default. Ids, never people.

`by_agent` is the agent who acted, when one did.
"""

from booking.events.messages import AnswerReceived, MessageSent, PresenceAsked, ReminderDue, TrialAsked
from booking.events.rdvs import (
    LateAnnounced,
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
from booking.events.upkeep import IndexRepaired, UsagersToMerge, WebhookStopped
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
    "LateAnnounced",
    "MessageSent",
    "OfferEnded",
    "OfferMade",
    "OfferOutcome",
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
    "UsagersToMerge",
    "WebhookStopped",
]
