"""Due: seven in the morning. Each agent who asked reads their day, once; nothing is sent about an empty one."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import local_day
from booking.commands.plan_digest import next_digest
from booking.models import Agent
from booking.queries.digest import Morning, digest_readers, mornings
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel

# A summary of the morning read after noon would be news of yesterday.
NOON = 12


def send_digests(refs: Sequence[str], now: datetime) -> None:
    for ref in refs:
        zone = ZoneInfo(ref)
        readers = digest_readers(ref)
        if now.astimezone(zone).hour < NOON:
            _send(readers, zone, now)
        if readers:
            next_digest(zone, now=now)


def _send(readers: Sequence[Agent], zone: ZoneInfo, now: datetime) -> None:
    """A carrier that fails for one keeps nothing from the others; the row is then tried again until noon."""
    day = local_day(now, zone)
    found = mornings(readers, day, now=now)

    def tell(agent: Agent) -> None:
        if morning := found.get(agent.pk):
            send(
                kind=MessageKind.AGENT_DIGEST,
                channel=Channel.EMAIL,
                key=f"digest:{agent.pk}:{day}",
                now=now,
                agent=agent,
                extra=_extra(morning, now.astimezone(zone)),
            )

    to_each(readers, tell)


def _extra(morning: Morning, at: datetime) -> dict[str, object]:
    only_unsettled = morning.unsettled and not morning.rows
    return {
        "day": at,
        "rows": morning.rows,
        "unsettled": morning.unsettled,
        "link": "/agent/agenda/sans-issue/" if only_unsettled else "/agent/agenda/",
        "label": "Dire ce qu’il en est" if only_unsettled else "Ouvrir mon agenda",
    }
