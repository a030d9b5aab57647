"""What goes on in an administration, from a plain description: what its motifs ask, its workshops, the people who
wait, are invited or followed. The demonstration's, mostly. Once: people of a second run would be others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from booking.commands.change_proche import ProcheIdentity, add_proche
from booking.commands.details import Details
from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.join_session import Joining, join_together
from booking.commands.open_series import open_series
from booking.commands.open_session import SessionPlan
from booking.commands.save_site import save_site
from booking.commands.set_referents import set_referents
from booking.commands.settle_sectors import NewSector, settle_sectors
from booking.commands.usagers import Identity, recognise_usager
from booking.models import Agenda, Agent, Lieu, Motif, Usager
from booking.queries.files_attente import half_day
from booking.queries.session_dates import Repetition, session_dates
from booking.vocabulary import AgentRole
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.database.unit import unit_of_work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeries:
    """Each week from `first_day` on, closed days left out. `families`: which session they join, counted from 0, a
    parent, first names of children.
    """

    motif: str
    lieu: str
    agent: str
    title: str
    seats: int
    first_day: date
    at: time
    times: int
    families: tuple[tuple[int, Identity, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWaiting:
    """`lieux` are slugs, `weekdays` ISO numbers; empty is any."""

    motif: str
    who: Identity
    last_day: date
    people: int = 1
    lieux: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """For a motif; with `service`, for all those of its service. Without `who`, for whoever has the link."""

    motif: str
    purpose: str
    expires_at: datetime
    service: bool = False
    who: Identity | None = None
    uses: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFollowed:
    who: Identity
    referent: str
    child: ProcheIdentity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """`admin` acts. `asked`: by slug of a motif, columns that NewMotif has no word for; `regulars`: (agent, motif, how
    many) of those whom this agent saw for that motif, and follows; `site`: groups of SiteSettings.
    """

    admin: str
    asked: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sectors: tuple[NewSector, ...] = ()
    series: tuple[NewSeries, ...] = ()
    waiting: tuple[NewWaiting, ...] = ()
    invitations: tuple[NewInvitation, ...] = ()
    followed: tuple[NewFollowed, ...] = ()
    regulars: tuple[tuple[str, str, int], ...] = ()
    site: Mapping[str, Any] = field(default_factory=dict)


@unit_of_work
def settle_life(life: Life, *, now: datetime) -> None:
    by = _actor(life.admin)
    for slug, columns in life.asked.items():
        Motif.objects.filter(slug=slug).update(**columns)
    settle_sectors(life.sectors, by=by)
    for series in life.series:
        _series(series, by, now)
    for waiting in life.waiting:
        _wait(waiting, now)
    for invitation in life.invitations:
        _invite(invitation, by, now)
    for followed in life.followed:
        _follow(followed, by, now)
    for referent, slug, at_most in life.regulars:
        _follow_regulars(referent, slug, at_most, by)
    for group, value in life.site.items():
        save_site(group, value, by=by)


def _actor(email: str) -> Actor:
    agent = Agent.objects.get(email=email)
    is_admin = agent.roles.filter(level=AgentRole.ADMIN).exists()
    return Actor(ActorKind.AGENT, agent.pk, name=str(agent), is_admin=is_admin)


def _motif(slug: str) -> Motif:
    return Motif.objects.select_related("organisation", "service").get(slug=slug)


def _series(new: NewSeries, by: Actor, now: datetime) -> None:
    motif = _motif(new.motif)
    plan = SessionPlan(
        motif=motif,
        lieu_id=Lieu.objects.get(slug=new.lieu).pk,
        agenda_ids=[Agenda.objects.get(agent__email=new.agent).pk],
        seats=new.seats,
        title=new.title,
    )
    weekly = Repetition(weeks=1, times=new.times)
    dates = session_dates(motif.organisation, new.first_day, new.at, weekly, at_most=new.times)
    sessions = open_series(plan, dates.starts, series=uuid4(), by=by, now=now)
    for number, parent, children in new.families:
        join_together(sessions[number], _family(parent, children), by=by, now=now)


def _family(parent: Identity, children: tuple[str, ...]) -> list[Joining]:
    details = Details(responsible=parent)
    named = [Identity(first_name=each, last_name=parent.last_name) for each in children]
    return [Joining(parent), *(Joining(child, details) for child in named)]


def _wait(new: NewWaiting, now: datetime) -> None:
    lieux = list(Lieu.objects.filter(slug__in=new.lieux).values_list("pk", flat=True))
    half_days = [half_day(day, afternoon=later) for day in new.weekdays for later in (False, True)]
    wish = Wish(people=new.people, lieux=lieux, half_days=half_days, last_day=new.last_day)
    join_file_attente(_motif(new.motif), wish, identity=new.who, by=VISITOR, now=now)


def _invite(new: NewInvitation, by: Actor, now: datetime) -> None:
    motif = _motif(new.motif)
    terms = Terms(
        organisation=motif.organisation,
        motif=None if new.service else motif,
        service=motif.service if new.service else None,
        purpose=new.purpose,
        uses_at_most=new.uses,
        expires_at=new.expires_at,
    )
    invite_usager(terms, identity=new.who, by=by, now=now, invitation_id=uuid4())


def _follow(new: NewFollowed, by: Actor, now: datetime) -> None:
    usager = recognise_usager(new.who, by=by, now=now)
    if new.child:
        add_proche(usager.pk, new.child, now=now)
    set_referents(usager, [Agent.objects.get(email=new.referent).pk], by=by)


def _follow_regulars(email: str, slug: str, at_most: int, by: Actor) -> None:
    referent = Agent.objects.get(email=email)
    seen = Usager.objects.filter(
        participations__rdv__agenda__agent=referent, participations__rdv__motif__slug=slug
    )
    for usager in seen.order_by("created_at", "pk").distinct()[:at_most]:
        set_referents(usager, [referent.pk], by=by)
