"""An office where every page of the citizens has something to show."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_proche import ProcheIdentity, add_proche
from booking.commands.details import NOTHING_MORE, Details
from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.join_session import join
from booking.commands.open_plage import open_plage
from booking.commands.open_session import open_session
from booking.commands.record_unmet import record_unmet
from booking.commands.set_referents import set_referents
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, Agent, Lieu, Motif, Participation, PlageOuverture, Rdv, Usager
from booking.queries.prescribed_links import prescribed_link
from booking.vocabulary import SectorLevel
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.due.run import run_due
from foundation.outbox.relay import relay_once
from tests.journeys.conftest import EVERY_DAY
from tests.makers.office import make_motif
from tests.makers.sectors import ARRAS, LENS, make_sector, serve

PARIS = ZoneInfo("Europe/Paris")
ZOE = Identity(first_name="Zoé", last_name="Martin", email="zoe@usagers.example", phone="+33612345678")
LEA = {
    "email": "lea@mission-locale.example",
    "structure": "Mission locale",
    "first_name": "Léa",
    "last_name": "Petit",
    "phone": "+33321505050",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the addresses of the pages are made of."""

    rdv: str
    cancelled: str
    seat: str
    session: UUID
    waiting: str
    offered: str
    invitation: str
    invitation_over: str
    receipt: str
    prescribed: str
    usager: UUID
    proche: UUID


def prepare() -> Known:
    """Within the administration whose office `open_an_office` opened, in the morning."""
    add_motifs()
    rdv, cancelled = booked(4, 10), booked(5, 10)
    session = open_a_workshop()
    waiting, offered = wait_for_the_time_of(cancelled)
    usager = rdv.usager
    set_referents(usager, [the_agent().pk], by=by_the_agent())
    return Known(
        rdv=rdv.link_token,
        cancelled=cancelled.link_token,
        seat=join(session, identity=ZOE, by=VISITOR, now=clock.now()).link_token,
        session=session.pk,
        waiting=waiting,
        offered=offered,
        invitation=invited(timedelta(days=20)),
        invitation_over=invited(timedelta(days=20), over=True),
        receipt=record_unmet(motif("mariage"), lieu=None, demand_id=uuid4(), now=clock.now()).reference,
        prescribed=prescribed_link(booked(6, 11, Details(prescriber=LEA))),
        usager=usager.pk,
        proche=proche_of(usager),
    )


def add_motifs() -> None:
    """A follow-up, one where times are scarce, one that depends on the street."""
    passport = motif("passeport")
    office = passport.organisation
    said: dict[str, Any] = {"service": passport.service, "to_bring": "Une photo"}
    suivi = make_motif(office, name="Suivi", slug="suivi", follow_up=True, **said)
    scarce = make_motif(office, name="Titre de séjour", slug="titre", under_pressure=True, **said)
    by_street = make_motif(
        office, name="Aide sociale", slug="aide-sociale", sector_level=SectorLevel.AGENT, **said
    )
    make_motif(office, name="Réunion", slug="reunion", **said)
    zone = (*ARRAS, "Rue du Temple")
    serve(make_sector("Centre", zone), office, the_agent())
    plage = PlageOuverture(
        agenda=agenda(),
        lieu=Lieu.objects.get(),
        first_day=(clock.now() - timedelta(days=2)).date(),
        periods=[["17:00", "19:00"]],
        recurrence=EVERY_DAY,
    )
    open_plage(plage, [suivi, scarce, by_street], now=clock.now())
    make_sector("Lens", LENS)


def booked(days: int, hour: int, details: Details = NOTHING_MORE) -> Participation:
    wanted = Wanted(motif=motif("passeport"), lieu_id=Lieu.objects.get().pk, starts_at=in_days(days, hour))
    return book_rdv(wanted, identity=ZOE, by=VISITOR, now=clock.now(), details=details)


def open_a_workshop() -> Rdv:
    return open_session(
        motif("reunion"),
        lieu_id=Lieu.objects.get().pk,
        starts_at=in_days(8, 20),
        agenda_ids=[agenda().pk],
        seats=4,
        by=by_the_agent(),
        now=clock.now(),
        title="Réunion des futurs parents",
    )


def wait_for_the_time_of(place: Participation) -> tuple[str, str]:
    """Two wait; ten minutes after its cancellation, the time is kept for the first."""
    wish = Wish(last_day=in_days(30, 10).date())
    first, second = (
        join_file_attente(
            motif("passeport"),
            wish,
            identity=Identity(first_name=name, last_name="Petit", email=f"{name.lower()}@usagers.example"),
            by=VISITOR,
            now=clock.now(),
        )
        for name in ("Anna", "Basile")
    )
    cancel_by_usager(place, by=VISITOR, now=clock.now())
    while relay_once(clock.now()) or run_due(clock.now() + timedelta(minutes=11)):
        pass
    return second.token, first.token


def invited(lasting: timedelta, *, over: bool = False) -> str:
    terms = Terms(
        organisation=motif("passeport").organisation,
        motif=motif("passeport"),
        purpose="Votre passeport expire bientôt.",
        expires_at=clock.now() + lasting,
    )
    made = invite_usager(terms, identity=None, by=by_the_agent(), now=clock.now(), invitation_id=uuid4())
    if over:
        made.uses = made.uses_at_most
        made.save(update_fields=["uses"])
    return made.token


def proche_of(usager: Usager) -> UUID:
    return add_proche(usager.pk, ProcheIdentity(first_name="Léo", last_name="Martin"), now=clock.now()).pk


def motif(slug: str) -> Motif:
    return Motif.objects.select_related("organisation", "service").get(slug=slug)


def the_agent() -> Agent:
    return Agent.objects.get(first_name="Amina")


def agenda() -> Agenda:
    return Agenda.objects.get(agent=the_agent())


def by_the_agent() -> Actor:
    return Actor(ActorKind.AGENT, the_agent().pk)


def in_days(days: int, hour: int) -> datetime:
    return datetime.combine(clock.today(PARIS) + timedelta(days=days), time(hour), tzinfo=PARIS)
