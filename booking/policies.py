"""Who may do what; beside each right, the set it opens."""

from datetime import datetime, timedelta

from booking.models import Participation, Rdv
from booking.vocabulary import UNDO_FOR, BookableBy, RdvStatus
from foundation.actors import Actor


def may_cancel_online(participation: Participation, now: datetime) -> bool:
    """An usager with the link: live, to come, and far enough ahead (the limit itself is too late)."""
    rdv = participation.rdv
    limit = timedelta(seconds=rdv.motif.cancel_limit_s)
    return participation.status == RdvStatus.SCHEDULED and rdv.starts_at - now > limit


def may_move_online(participation: Participation, now: datetime) -> bool:
    """As for cancelling, with the motif's own limit, counted to the time that would be left.

    Whoever booked it, where citizens choose their own times.
    """
    rdv = participation.rdv
    limit = timedelta(seconds=rdv.motif.move_limit_s)
    in_time = participation.status == RdvStatus.SCHEDULED and rdv.starts_at - now > limit
    return in_time and is_moved_online(rdv)


def is_moved_online(rdv: Rdv) -> bool:
    """A session stays where it is; the times of a motif for agents are shown to nobody else."""
    motif = rdv.motif
    return not rdv.is_session and motif.is_published and motif.bookable_by == BookableBy.EVERYONE


def may_undo_cancel(participation: Participation, now: datetime) -> bool:
    """An usager who has just cancelled their own rdv. A seat given back in a session is asked for again instead."""
    rdv = participation.rdv
    if rdv.is_session or rdv.cancelled_at is None or rdv.starts_at <= now:
        return False
    own = {rdv.status, participation.status} == {RdvStatus.CANCELLED_BY_USAGER}
    return own and now < rdv.cancelled_at + UNDO_FOR


def may_see_team_day(actor: Actor) -> bool:
    """Every agent of the administration sees the team's day."""
    return actor.is_agent


def may_manage_team(actor: Actor) -> bool:
    """Administrators, of whichever organisation: the team is the whole administration's."""
    return actor.is_agent and actor.is_admin and actor.may_write


def may_set_messages(actor: Actor) -> bool:
    """Administrators: senders, accounts and wordings are the whole administration's."""
    return may_manage_team(actor)


def may_record_presence(actor: Actor, rdv: Rdv, status: RdvStatus, now: datetime) -> bool:
    """Agents; "absent" only once the rdv has begun; never on a cancelled rdv, nor on a session as a whole."""
    if not actor.is_agent or rdv.is_cancelled or rdv.is_session:
        return False
    return status != RdvStatus.NO_SHOW or now >= rdv.starts_at
