"""Who may do what; beside each right, the set it opens."""

from datetime import datetime, timedelta

from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import Actor


def may_cancel_online(participation: Participation, now: datetime) -> bool:
    """An usager with the link: live, to come, and far enough ahead (the limit itself is too late)."""
    rdv = participation.rdv
    limit = timedelta(seconds=rdv.motif.cancel_limit_s)
    return participation.status == RdvStatus.SCHEDULED and rdv.starts_at - now > limit


def may_move_online(participation: Participation, now: datetime) -> bool:
    """As for cancelling, with the motif's own limit, counted to the time that would be left."""
    rdv = participation.rdv
    limit = timedelta(seconds=rdv.motif.move_limit_s)
    return participation.status == RdvStatus.SCHEDULED and rdv.starts_at - now > limit


def may_see_team_day(actor: Actor) -> bool:
    """Every agent of the administration sees the team's day."""
    return actor.is_agent


def may_record_presence(actor: Actor, rdv: Rdv, status: RdvStatus, now: datetime) -> bool:
    """Agents; "absent" only once the rdv has begun; never on a cancelled rdv, nor on a session as a whole."""
    if not actor.is_agent or rdv.is_cancelled or rdv.is_session:
        return False
    return status != RdvStatus.NO_SHOW or now >= rdv.starts_at
