"""Letters between an administration and its agents: invited, asking, to confirm, admitted."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from booking.models import Agent
from booking.vocabulary import INVITED_FOR
from foundation.courier.mail import Email
from foundation.tenancy import current
from foundation.web.skins.accent import AccentTokens
from foundation.web.skins.letters import INLINER, letter_accent

TEAM = "/agent/parametres/agents/"


class TeamLetter(StrEnum):
    """Folder of the three templates."""

    INVITED = "agent_invited"
    REQUESTED = "access_requested"
    TO_REVIEW = "access_to_review"
    OPENED = "access_opened"


# Where the letter leads: the agent comes in, the administrator decides.
LEADS_TO = {
    TeamLetter.INVITED: "/agent/",
    TeamLetter.REQUESTED: TEAM,
    TeamLetter.TO_REVIEW: TEAM,
    TeamLetter.OPENED: "/agent/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """`lettre` in the templates. `agent` is whom it is about, not always who reads it."""

    agent: Agent
    administration: str
    host: str
    phone: str
    link: str
    valid_days: int
    accent: AccentTokens


def team_email(letter: TeamLetter, agent: Agent, *, to: str) -> Email:
    tenant = current()
    host = str(urlsplit(tenant.url("/")).hostname)
    facts = TeamFacts(
        agent=agent,
        administration=tenant.name,
        host=host,
        # The agents of an administration know where to ask: its number is the citizens'.
        phone="",
        link=tenant.url(LEADS_TO[letter]),
        valid_days=INVITED_FOR.days,
        accent=letter_accent(tenant, host),
    )
    return Email(
        to=to,
        subject=_rendered(letter, "subject.txt", facts),
        text=_rendered(letter, "body.txt", facts) + "\n",
        html=INLINER.inline(_rendered(letter, "body.html", facts)),
        sender_name=tenant.name,
    )


def _rendered(letter: TeamLetter, name: str, facts: TeamFacts) -> str:
    return render_to_string(f"booking/letters/{letter}/{name}", {"lettre": facts}).strip()
