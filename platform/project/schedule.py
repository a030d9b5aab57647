"""The timetable. Short on purpose: what belongs to one thing or one administration is a due row."""

from typing import Any

from foundation.tasks import PUBLIC_HEADERS


def every(seconds: int, task: str) -> dict[str, Any]:
    # One that could not start in time is dropped: the next does its work, and nothing piles up meanwhile.
    return {
        "task": task,
        "schedule": float(seconds),
        "options": {"headers": PUBLIC_HEADERS, "expires": seconds * 2},
    }


TIMETABLE = {
    # Safety net: each commit that published already asked for a pass.
    "events to their reactions": every(2, "foundation.outbox.relay"),
    "what is due": every(10, "foundation.due.run"),
    "what was delivered a month ago": every(3_600, "foundation.outbox.forget"),
}
