"""Open a session, or a series of them: what would be opened is told before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.pages.sessions import sessions_opened
from booking.agents.session_inputs import SessionInput
from booking.agents.session_reading import conflict_said, dates_said, days_said, session_url
from booking.agents.skeleton import AgentPage
from booking.availability.wall_clock import local_day
from booking.commands.open_series import AT_MOST, open_series
from booking.commands.open_session import SessionPlan, open_planned
from booking.commands.refusals import CreneauTaken
from booking.models import Rdv
from booking.queries.agent_rdvs import rdv_by_id, zone_of
from booking.queries.desk import desk_of, key_of, receiving_agendas
from booking.queries.overlaps import Overlap
from booking.queries.session_dates import SessionDates, conflicts, session_dates
from booking.queries.session_desk import lieux_of_the_house, motifs_of_sessions, opened_by
from foundation import clock
from foundation.errors import Refusal

AT_FIRST = {"heure": "14:00", "places": 10, "repetition": "0", "titre": "", "fois": None, "jusqu_au": None}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a valid form asks for; `free` are the starts that nothing stands in the way of."""

    plan: SessionPlan
    zone: ZoneInfo
    dates: SessionDates
    taken: dict[datetime, Sequence[Overlap]]
    past: bool
    is_series: bool

    @property
    def free(self) -> list[datetime]:
        return [start for start in self.dates.starts if start not in self.taken]


class NewSession(AgentPage):
    template = "booking/agents/seances/nouvelle.html"
    entry = "agent-seances"

    def get(self, request: Request) -> HttpResponse:
        around = self.choices()
        return self.show({"form": SessionInput(self.first_values(around), context=around)})

    def post(self, request: Request) -> HttpResponse:
        now, form = clock.now(), SessionInput(data=self.typed, context=self.choices())
        if not form.is_valid():
            return self.refuse(form)
        if twins := opened_by(form.validated_data["cle"]):
            return self.opened(twins)
        ready = prepared(form, now)
        if ready.past:
            said = ["Choisissez une date et une heure à venir."]
            return self.show({"form": form, "erreurs": {"jour": said}}, status=422)
        if "modifier" in self.typed:
            return self.show({"form": form})
        if (ready.taken or ready.dates.closed or ready.is_series) and not self.agreed(ready):
            return self.preview(form, ready)
        return self.open(form, ready, now)

    def open(self, form: SessionInput, ready: Prepared, now: datetime) -> HttpResponse:
        key: UUID = form.validated_data["cle"]
        try:
            if ready.is_series:
                return self.opened(open_series(ready.plan, ready.free, series=key, by=self.actor, now=now))
            rdv = open_planned(ready.plan, ready.dates.starts[0], by=self.actor, now=now, rdv_id=key)
        except CreneauTaken:
            return self.preview(form, prepared(form, now))
        except Refusal as refusal:
            return self.show({"form": form, "refus": refusal.message}, status=refusal.status)
        return self.opened([rdv])

    def opened(self, sessions: Sequence[Rdv]) -> HttpResponse:
        if sessions[0].series:
            return self.see(sessions_opened(len(sessions)))
        return self.see(session_url(sessions[0], fait="ouverte"))

    def agreed(self, ready: Prepared) -> bool:
        """To these very dates: another that was taken meanwhile is told first."""
        return bool(ready.free) and self.typed.getlist("debut") == written(ready)

    def preview(self, form: SessionInput, ready: Prepared) -> HttpResponse:
        told = {
            "form": form,
            "valeurs": [*hidden(form), *(("debut", each) for each in written(ready))],
            "dates": dates_said(ready.free, ready.zone),
            "fermes": days_said(ready.dates.closed),
            "serie": ready.is_series,
            "occupes": [conflict_said(start, there, ready.zone) for start, there in ready.taken.items()],
        }
        status = 409 if ready.taken else 200
        return self.show(told, status=status, template="booking/agents/seances/apercu.html")

    def choices(self) -> dict[str, Any]:
        return {
            "motifs": motifs_of_sessions(),
            "lieux": lieux_of_the_house(),
            "agendas": receiving_agendas(),
        }

    def first_values(self, around: dict[str, Any]) -> dict[str, Any]:
        """As the session to be copied, else with what is usual."""
        copied = _session(self.request.query_params.get("copie", ""))
        if copied:
            return _as(copied)
        own = [key_of(each) for each in around["agendas"] if each.agent_id == self.actor.id]
        zone, motif = desk_of(self.actor.id).zone, next(iter(around["motifs"]), None)
        lieu = next((each.slug for each in around["lieux"] if motif and _same_house(each, motif)), "")
        return AT_FIRST | {
            "cle": uuid4(),
            "motif": motif.slug if motif else "",
            "lieu": lieu,
            "agents": own,
            "jour": clock.today(zone) + timedelta(days=7),
            "duree": motif.duration_min if motif else 60,
        }


def prepared(form: SessionInput, now: datetime) -> Prepared:
    said = form.validated_data
    motif, repetition = said["motif"], form.recurrence
    plan = SessionPlan(
        motif=motif,
        lieu_id=said["lieu"].pk if said["lieu"] else None,
        agenda_ids=[each.pk for each in said["agents"]],
        seats=said["places"],
        title=said["titre"],
        minutes=said["duree"],
    )
    dates = session_dates(motif.organisation, said["jour"], said["heure"], repetition, at_most=AT_MOST)
    spans = {start: plan.wanted(start).span for start in dates.starts}
    taken = dict(conflicts(plan.agenda_ids, spans, now=now))
    zone = ZoneInfo(motif.organisation.time_zone)
    past = any(start <= now for start in dates.starts)
    return Prepared(plan, zone, dates, taken, past, bool(repetition.weeks))


def written(ready: Prepared) -> list[str]:
    return [f"{start:%Y-%m-%dT%H:%M%z}" for start in ready.free]


def hidden(form: SessionInput) -> list[tuple[str, str]]:
    """The form, to be sent again as it was."""
    typed = form.get_initial()
    own = [(name, str(said)) for name, said in typed.items() if name != "agents"]
    return own + [("agents", key) for key in typed["agents"]]


def _session(typed: str) -> Rdv | None:
    try:
        found = rdv_by_id(UUID(typed))
    except ValueError:
        return None
    return found if found and found.is_session else None


def _as(copied: Rdv) -> dict[str, Any]:
    zone = zone_of(copied)
    local = copied.starts_at.astimezone(zone)
    return AT_FIRST | {
        "cle": uuid4(),
        "motif": copied.motif.slug,
        "titre": copied.title,
        "lieu": copied.lieu.slug if copied.lieu else "",
        "agents": [key_of(each.agenda) for each in copied.occupations.all()]
        or ([key_of(copied.agenda)] if copied.agenda else []),
        "jour": local_day(copied.starts_at, zone) + timedelta(days=7),
        "heure": f"{local:%H:%M}",
        "duree": int((copied.ends_at - copied.starts_at).total_seconds() // 60),
        "places": copied.seats,
    }


def _same_house(lieu: Any, motif: Any) -> bool:
    return bool(lieu.organisation_id == motif.organisation_id)
