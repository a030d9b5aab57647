"""What an agent is written about their own plages d'ouverture and absences, as they asked."""

from collections.abc import Sequence
from datetime import UTC, datetime

from booking.events import AbsenceDeclared, AbsenceRemoved, PlageChanged, PlageClosed, PlageOpened
from booking.models import Agent
from booking.queries import told_schedules as told
from booking.queries.recipients import agents_of
from booking.queries.schedule_calendar import Gone, Shown, Stamp, schedules_calendar
from booking.reactions.agenda_letters import ADDS, REMOVES, AgendaNotice, agenda_email
from booking.reactions.tell_agents import BY
from booking.reactions.write_to_each import write_to_each
from booking.vocabulary import OpeningNotices
from foundation import clock
from foundation.outbox.wiring import Envelope

type AgendaEvent = PlageOpened | PlageChanged | PlageClosed | AbsenceDeclared | AbsenceRemoved

# SEQUENCE counts the seconds since: these rows do not count their changes.
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
RDVS_STAY = "Les rendez-vous déjà pris restent à l’agenda."


def agents_plage_opened(event: PlageOpened, envelope: Envelope) -> None:
    now = clock.now()
    for plage in told.plages_told([event.plage_id]):
        shown = told.plage_shown(plage)
        if not told.is_over(shown, now):
            notice = AgendaNotice(
                title="Nouvelle plage d’ouverture",
                text=f"Ouverte {BY[event.by]}.",
                calendar=_file(envelope, [shown]),
                attached=ADDS,
                facts=told.facts_of_plage(plage, now),
            )
            _tell(event, envelope, notice)


def agents_plage_changed(event: PlageChanged, envelope: Envelope) -> None:
    """As it is now; with what follows, when it was cut. One that is gone since has a letter of its own."""
    now = clock.now()
    plages = told.plages_told([event.plage_id, *([event.following] if event.following else [])])
    if event.plage_id not in {plage.pk for plage in plages}:
        return
    gone = Gone(mark=told.plage_mark(event.plage_id), summary=told.OPENING, was=event.was)
    notice = AgendaNotice(
        title="Plage d’ouverture modifiée",
        text=f"Modifiée {BY[event.by]}. {RDVS_STAY}",
        calendar=_file(envelope, [told.plage_shown(plage) for plage in plages], gone),
        attached=ADDS,
        facts=[fact for plage in plages for fact in told.facts_of_plage(plage, now)],
    )
    _tell(event, envelope, notice)


def agents_plage_closed(event: PlageClosed, envelope: Envelope) -> None:
    gone = Gone(mark=told.plage_mark(event.plage_id), summary=told.OPENING, was=event.was)
    _tell_gone(event, envelope, gone, f"Plage d’ouverture supprimée {BY[event.by]}", RDVS_STAY)


def agents_absence_declared(event: AbsenceDeclared, envelope: Envelope) -> None:
    now, absence = clock.now(), told.absence_told(event.absence_id)
    if absence is None:
        return
    shown = told.absence_shown(absence)
    if not told.is_over(shown, now):
        notice = AgendaNotice(
            title="Nouvelle absence à votre agenda",
            text=f"Déclarée {BY[event.by]}. {RDVS_STAY}",
            calendar=_file(envelope, [shown]),
            attached=ADDS,
            facts=told.facts_of_absence(absence, now),
        )
        _tell(event, envelope, notice)


def agents_absence_removed(event: AbsenceRemoved, envelope: Envelope) -> None:
    gone = Gone(mark=told.absence_mark(event.absence_id), summary=told.ABSENCE, was=event.was)
    text = "Les heures qu’elle couvrait sont de nouveau proposées."
    _tell_gone(event, envelope, gone, f"Absence supprimée {BY[event.by]}", text)


def _tell_gone(
    event: PlageClosed | AbsenceRemoved, envelope: Envelope, gone: Gone, title: str, text: str
) -> None:
    """Unless it was over already."""
    ended = event.last_day and event.last_day < told.today_of(event.agenda_id, clock.now())
    if event.was and not ended:
        notice = AgendaNotice(
            title=title,
            text=text,
            calendar=_file(envelope, [], gone),
            attached=REMOVES,
            facts=told.facts_of_gone(event.agenda_id, event.was[0], event.last_day),
        )
        _tell(event, envelope, notice)


def _file(envelope: Envelope, shown: Sequence[Shown], gone: Gone | None = None) -> bytes:
    sequence = int((envelope.at - SINCE).total_seconds())
    return schedules_calendar(shown, gone, Stamp(sequence=sequence, now=clock.now()))


def _tell(event: AgendaEvent, envelope: Envelope, notice: AgendaNotice) -> None:
    readers = [agent for agent in agents_of([event.agenda_id]) if _wants(agent, event)]
    write_to_each(readers, lambda reader: agenda_email(notice, reader, now=clock.now()), envelope)


def _wants(agent: Agent, event: AgendaEvent) -> bool:
    if agent.opening_notices == OpeningNotices.OTHERS:
        return agent.pk != event.by_agent
    return agent.opening_notices == OpeningNotices.ALL
