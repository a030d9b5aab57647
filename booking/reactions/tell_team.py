"""Who is told what when the team changes. The row is read again: what is over is not told."""

from collections.abc import Iterable
from uuid import UUID

from booking.events import AccessRequested, AccessToReview, AgentAdmitted, AgentInvited
from booking.models import Agent
from booking.queries.agents import administrators, colleague
from booking.reactions.team_letters import TeamLetter, team_email
from booking.reactions.write_to_each import write_to_each
from booking.vocabulary import AgentAccess
from foundation.outbox.wiring import Envelope


def email_invited(event: AgentInvited, envelope: Envelope) -> None:
    if agent := _still(event.agent_id, AgentAccess.INVITED):
        _post(TeamLetter.INVITED, agent, [agent], envelope)


def email_access_requested(event: AccessRequested, envelope: Envelope) -> None:
    if agent := _still(event.agent_id, AgentAccess.REQUESTED):
        _post(TeamLetter.REQUESTED, agent, administrators(), envelope)


def email_access_to_review(event: AccessToReview, envelope: Envelope) -> None:
    if agent := _still(event.agent_id, AgentAccess.REVIEW):
        _post(TeamLetter.TO_REVIEW, agent, administrators(), envelope)


def email_access_opened(event: AgentAdmitted, envelope: Envelope) -> None:
    """Only to who asked: the others have just come in."""
    agent = _still(event.agent_id, AgentAccess.GRANTED)
    if agent and event.asked:
        _post(TeamLetter.OPENED, agent, [agent], envelope)


def _still(agent_id: UUID, access: AgentAccess) -> Agent | None:
    agent = colleague(agent_id)
    return agent if agent and agent.access == access else None


def _post(letter: TeamLetter, about: Agent, readers: Iterable[Agent], envelope: Envelope) -> None:
    write_to_each(readers, lambda reader: team_email(letter, about, to=reader.email), envelope)
