"""How a carrier's HTTP answer is read when it says nothing more precise."""

from typing import Any

import httpx

from foundation.courier.failures import (
    FOR_NOW,
    CourierFailure,
    PermanentFailure,
    TemporaryFailure,
    UnknownOutcome,
)

# Said by what stands in front of the carrier, which does not know what became of the request.
IN_DOUBT = frozenset({502, 504})


def refused(status: int) -> CourierFailure:
    code = f"sms-{status}"
    if status in IN_DOUBT:
        return UnknownOutcome(code)
    if 400 <= status < 500 and status not in FOR_NOW:
        return PermanentFailure(code)
    return TemporaryFailure(code)


def facts(answer: httpx.Response) -> dict[str, Any]:
    """Accepted is accepted, even unreadable: asking again could send it twice."""
    try:
        read = answer.json()
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def whole(value: Any) -> int:
    """A positive whole number, or 0."""
    return value if isinstance(value, int) and value > 0 else 0
