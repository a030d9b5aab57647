"""The one page where events meet reactions, and questions their answers."""

from booking import events
from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.prove_index import INDEX_PROOF
from booking.reactions.holds import free_holds
from booking.reactions.index_proof import prove
from booking.reactions.members import actor_of_agent, list_members
from booking.reactions.notify import email_booked, email_cancelled, sms_booked, sms_cancelled
from foundation import ports
from foundation.due.handlers import handle
from foundation.outbox.wiring import react, unwired
from tenants.queries.tenants import open_tenant_by_id, open_tenants


def wire() -> None:
    react(events.RdvBooked, email_booked, "booking.email")
    react(events.RdvBooked, sms_booked, "booking.sms")
    react(events.RdvCancelled, email_cancelled, "booking.email")
    react(events.RdvCancelled, sms_cancelled, "booking.sms")
    unwired(events.PresenceRecorded)
    unwired(events.RdvMoved)
    unwired(events.IndexRepaired)
    unwired(events.SessionOpened)
    unwired(events.ParticipationJoined)
    unwired(events.ParticipationLeft)

    handle(HOLD_EXPIRED, free_holds)
    handle(INDEX_PROOF, prove)

    ports.tenant_by_id.answered_by(open_tenant_by_id)
    ports.open_tenants.answered_by(open_tenants)
    ports.members.answered_by(list_members)
    ports.agent_actor.answered_by(actor_of_agent)
