"""What an agent reads: a notice about an rdv or about the service, and the summary of the morning."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from booking.models import Agent, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.calendar import calendar_for_agent
from booking.queries.letter_facts import MAINLAND
from booking.reactions.message import Message
from foundation.courier.mail import Attachment, Email
from foundation.tenancy import current
from foundation.web.skins.accent import AccentTokens
from foundation.web.skins.letters import INLINER, letter_accent

PREFERENCES = "/agent/preferences/"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """`lettre` in the templates. Without rdv, what is about one is empty."""

    agent: Agent
    administration: str
    # The agents of an administration know where to ask: its number is the citizens'.
    phone: str
    link: str
    preferences: str
    rdv: Rdv | None
    starts_at: datetime | None
    is_mainland: bool
    people: str
    accent: AccentTokens


def agent_email(message: Message, *, to: str, now: datetime) -> Email:
    """`extra`: title, text, and where the button leads (`link`, a path, and its `label`) when it is not the rdv."""
    if message.agent is None:
        raise ValueError("a letter to an agent names the agent")
    facts = _facts(message, message.agent)
    return Email(
        to=to,
        subject=_rendered(message, "subject.txt", facts),
        text=_rendered(message, "body.txt", facts) + "\n",
        html=INLINER.inline(_rendered(message, "body.html", facts)),
        attachments=_calendar(message, now),
        sender_name=facts.administration,
    )


def _facts(message: Message, agent: Agent) -> AgentFacts:
    tenant, rdv = current(), message.rdv
    zone = zone_of(rdv) if rdv else None
    path = message.extra.get("link") or (rdv_path(rdv) if rdv else "")
    return AgentFacts(
        agent=agent,
        administration=tenant.name,
        phone="",
        link=tenant.url(path) if path else "",
        preferences=tenant.url(PREFERENCES),
        rdv=rdv,
        starts_at=rdv.starts_at.astimezone(zone) if rdv else None,
        is_mainland=zone is None or zone.key == MAINLAND,
        people=_people(rdv) if rdv else "",
        accent=letter_accent(tenant, str(urlsplit(tenant.url("/")).hostname)),
    )


def rdv_path(rdv: Rdv) -> str:
    return f"/agent/rdv/{rdv.pk}/"


def _people(rdv: Rdv) -> str:
    """Of a session, its title: the list is on its page."""
    if rdv.is_session:
        return rdv.title or "Séance collective"
    return ", ".join(str(each.usager) for each in rdv.participations.all())


def _calendar(message: Message, now: datetime) -> tuple[Attachment, ...]:
    """Only when `extra` says what their calendar must learn: "add" or "remove"."""
    change = message.extra.get("calendar")
    if message.rdv is None or not change:
        return ()
    link = current().url(rdv_path(message.rdv))
    calendar = calendar_for_agent(message.rdv, link=link, cancelled=change == "remove", now=now)
    return (Attachment("rendez-vous.ics", calendar, "text/calendar"),)


def _rendered(message: Message, name: str, facts: AgentFacts) -> str:
    context = {"lettre": facts, "extra": message.extra}
    return render_to_string(f"booking/letters/{message.kind}/{name}", context).strip()
