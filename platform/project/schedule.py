"""The timetable. Short on purpose: what belongs to one thing or one administration is a due row."""

from typing import Any

from foundation.tasks import PUBLIC_HEADERS

# A rare job is asked this often whether its turn has come: what was missed is not left until the next one.
ASKING = 60


def often(seconds: int, task: str) -> dict[str, Any]:
    """Runs at each asking, several at once if need be: every row it works on is taken by one."""
    return _line(seconds, task)


def every(seconds: int, task: str) -> dict[str, Any]:
    """Runs once a period, wherever the asking comes from, and as soon as possible when its time has passed."""
    return _line(min(seconds, ASKING), task) | {"kwargs": {"every": seconds}}


def _line(asked: int, task: str) -> dict[str, Any]:
    # One that could not start in time is dropped: the next does its work, and nothing piles up meanwhile.
    options = {"headers": PUBLIC_HEADERS, "expires": asked * 2}
    return {"task": task, "schedule": float(asked), "options": options}


TIMETABLE = {
    # Safety net: each commit that published already asked for a pass.
    "events to their reactions": often(2, "foundation.outbox.relay"),
    "what is due": often(10, "foundation.due.run"),
    "tickets that nobody used": often(60, "sso.tickets.forget"),
    "what was delivered a month ago": every(3_600, "foundation.outbox.forget"),
    "whose messages of two months ago were": every(3_600, "foundation.courier.forget"),
    "what is left to send SMS with": every(3_600, "foundation.courier.ask_credits"),
}
