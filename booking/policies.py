"""Who may do what; beside each right, the set it opens."""

from datetime import datetime, timedelta

from booking.models import Motif, Participation, Rdv
from booking.vocabulary import CANCELLED, UNDO_FOR, BookableBy, RdvStatus
from foundation.actors import Actor


def may_cancel_online(participation: Participation, now: datetime) -> bool:
    """An usager with the link: live, to come, and far enough ahead (the limit itself is too late). Never a summons."""
    rdv = participation.rdv
    if rdv.motif.is_convocation:
        return False
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
    """A session stays where it is; the times of a motif for agents, of one's referents, or of a summons
    are shown to nobody else.
    """
    motif = rdv.motif
    if rdv.is_session or motif.follow_up or motif.is_convocation:
        return False
    return motif.is_published and motif.bookable_by == BookableBy.EVERYONE


def may_change_who_comes(participation: Participation, now: datetime) -> bool:
    """An usager with the link, until the start."""
    rdv = participation.rdv
    return participation.status == RdvStatus.SCHEDULED and not rdv.is_cancelled and rdv.starts_at > now


def is_in_a_name(motif: Motif) -> bool:
    """Where times are traded, where the law summons somebody, where the papers are those of one person."""
    return motif.under_pressure or motif.is_convocation or bool(motif.papers)


def may_undo_cancel(participation: Participation, now: datetime) -> bool:
    """An usager who has just cancelled their own rdv. A seat given back in a session is asked for again instead."""
    rdv = participation.rdv
    if rdv.is_session or rdv.cancelled_at is None or rdv.starts_at <= now:
        return False
    own = {rdv.status, participation.status} == {RdvStatus.CANCELLED_BY_USAGER}
    return own and now < rdv.cancelled_at + UNDO_FOR


def may_join(session: Rdv, *, invited: bool = False, prescribed: bool = False) -> bool:
    """An usager, by what the motif opens itself to; `prescribed`: a professional asks for them."""
    motif = session.motif
    if motif.follow_up and not (invited or prescribed):
        return False
    to = {BookableBy.EVERYONE}
    if invited or prescribed:
        to.add(BookableBy.INVITED)
    if prescribed:
        to.add(BookableBy.PRESCRIBERS)
    return motif.is_published and motif.bookable_by in to


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


def may_record_attendance(
    actor: Actor, participation: Participation, status: RdvStatus, now: datetime
) -> bool:
    """Of one participant of a session: agents, as for an individual rdv, as long as the seat is theirs."""
    session = participation.rdv
    if not actor.is_agent or session.is_cancelled or participation.status in CANCELLED:
        return False
    return status != RdvStatus.NO_SHOW or now >= session.starts_at
