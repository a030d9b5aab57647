"""Ask the national hub of identity papers about application numbers. It never stops a booking: at worst, it says
nothing.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
from django.conf import settings

from foundation.bounded import get_json
from foundation.papers import UNAVAILABLE, OtherAppointment, PapersAnswer, PapersStatus

PATIENCE_S = 4.0
TOKEN_HEADER = "x-rdv-opt-auth-token"  # noqa: S105
LONGEST_NAME, LONGEST_URL = 200, 2_000

logger = logging.getLogger(__name__)


def papers_status(numbers: Sequence[str]) -> Mapping[str, PapersAnswer]:
    """An answer for each number, within `PATIENCE_S`. No hub configured, or none that answers: unavailable."""
    told = _told(numbers) if settings.HUB_URL and numbers else {}
    return {number: _answer(told.get(number)) for number in numbers}


def _told(numbers: Sequence[str]) -> dict[str, Any]:
    url, query = f"{settings.HUB_URL}/status", {"application_ids": list(numbers)}
    headers = {TOKEN_HEADER: settings.HUB_TOKEN, "Accept": "application/json"}
    try:
        told = get_json(url, seconds=PATIENCE_S, params=query, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        # Never the numbers: they are somebody's.
        logger.warning("papers hub unavailable", extra={"reason": type(error).__name__})
        return {}
    return told if isinstance(told, dict) else {}


def _answer(told: Any) -> PapersAnswer:
    """A status in other words than ours is no answer."""
    try:
        status = PapersStatus(told["status"])
        return PapersAnswer(status, tuple(_other(each) for each in told.get("appointments") or ()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return UNAVAILABLE


def _other(told: Mapping[str, Any]) -> OtherAppointment:
    url = str(told.get("management_url") or "")
    return OtherAppointment(
        name=_readable(str(told.get("meeting_point") or ""))[:LONGEST_NAME],
        at=_instant(str(told.get("appointment_date") or "")),
        url=_readable(url) if url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL else "",
    )


def _readable(text: str) -> str:
    """JSON may spell halves of characters, which no page can hold."""
    return text.encode(errors="replace").decode()


def _instant(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
