"""What carriers tell us afterwards: delivered or not, and what people answer. Parsed without side effect.

Where they post is theirs to know and unguessable; what they post is still a stranger's: never an exception.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from foundation.courier.carriers import CARRIERS
from foundation.courier.carriers.incoming import items_of
from foundation.courier.contract import DeliveryReport, InboundSms, ReportState

__all__ = [
    "Acknowledgement",
    "DeliveryReport",
    "InboundSms",
    "ReportState",
    "acknowledgement",
    "inbound",
    "reports",
]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    content_type: str
    body: str


def reports(
    driver: str, body: bytes, headers: Mapping[str, str], query: Mapping[str, str]
) -> list[DeliveryReport]:
    """Empty when nothing is understood. The same report may come twice, and out of order."""
    return _read(driver, body, headers, query, lambda name, item: CARRIERS[name].report(item), "report")


def inbound(
    driver: str, body: bytes, headers: Mapping[str, str], query: Mapping[str, str]
) -> list[InboundSms]:
    """Empty when nothing is understood. The same message may come twice: `carrier_id` tells."""
    return _read(driver, body, headers, query, lambda name, item: CARRIERS[name].inbound(item), "inbound")


def acknowledgement(driver: str) -> Acknowledgement:
    """What to answer, so that the carrier does not tell it again."""
    if driver == "netsize":
        return Acknowledgement("text/xml", '<?xml version="1.0"?><DeliveryResponse ack="true"/>')
    return Acknowledgement("text/plain", "OK")


def _read[T](
    driver: str,
    body: bytes,
    headers: Mapping[str, str],
    query: Mapping[str, str],
    one: Callable[[str, Mapping[str, str]], T | None],
    kind: str,
) -> list[T]:
    try:
        items = items_of(body, headers, query) if driver in CARRIERS else []
    except (ValueError, LookupError, RecursionError):
        items = []
    found = [told for item in items if (told := one(driver, item)) is not None]
    if len(found) < max(len(items), 1):
        # Counted by what reads the logs; nothing of what was written is repeated.
        facts = {"driver": driver[:20], "kind": kind, "count": max(len(items), 1) - len(found)}
        logger.warning("carrier told something not understood", extra=facts)
    return found
