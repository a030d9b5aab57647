"""Claim, commit, deliver, mark. No transaction is open while a reaction runs."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from foundation import clock
from foundation.correlation import use_correlation_id
from foundation.courier.failures import NotBefore, PermanentFailure
from foundation.due.doors import Doors
from foundation.outbox import claim
from foundation.outbox.models import Delivery
from foundation.outbox.payload import load
from foundation.outbox.turn import Turn, taking
from foundation.outbox.wiring import Envelope, find
from foundation.tenancy import in_public, in_tenant

logger = logging.getLogger(__name__)

# What is done is marked together, at most this long after the first: a statement and a commit less for each. Whoever
# dies in between has it delivered again, and who waits for its subject waits no longer than that.
MARK_EVERY = timedelta(seconds=1)
CLOSED_PAUSE = timedelta(hours=1)
CLOSED_LIMIT = timedelta(days=7)


class Closed(Exception):
    """The administration is suspended or gone: its messages wait, then are dropped."""


def relay_once(
    now: datetime, limit: int = 50, *, until: datetime | None = None, doors: Doors | None = None
) -> int:
    """One pass. Returns how many deliveries it took, well or badly; 0 means nothing is ready.

    What was claimed and not begun `until` then is given back at once: a slow carrier keeps no worker for itself.
    """
    started, doors = clock.now(), doors or Doors()
    with in_public():
        deliveries, done = claim.claim(now, limit), Done()
        for delivery in deliveries:
            moment = now + (clock.now() - started)
            done.mark(moment, unless_since=moment - MARK_EVERY)
            if until and moment >= until:
                claim.put_back(delivery, moment)
                continue
            # A slow batch must not outlive its lease: another relay would deliver the rest a second time.
            if moment - now < claim.LEASE / 4 or claim.still_ours(delivery, moment):
                with use_correlation_id(delivery.message.correlation_id):
                    if _turn(delivery, moment, doors):
                        done.add(delivery, moment)
        done.mark(now + (clock.now() - started))
    return len(deliveries)


class Done:
    """Delivered, and not marked yet."""

    def __init__(self) -> None:
        self._deliveries: list[Delivery] = []
        self._since: datetime | None = None

    def add(self, delivery: Delivery, now: datetime) -> None:
        self._since = self._since or now
        self._deliveries.append(delivery)

    def mark(self, now: datetime, *, unless_since: datetime | None = None) -> None:
        if self._since and (unless_since is None or self._since <= unless_since):
            claim.mark_done(self._deliveries, now)
            self._deliveries, self._since = [], None


def _turn(delivery: Delivery, now: datetime, doors: Doors) -> bool:
    """Whether it went well; otherwise what becomes of it is written already."""
    try:
        _deliver(delivery, doors)
    except Closed:
        _wait_for_reopening(delivery, now)
    except NotBefore as later:
        claim.put_back(delivery, later.until)
    except Exception as error:  # one delivery's failure, whatever it is, never holds the others
        _fail(delivery, now, error)
    else:
        return True
    return False


def _deliver(delivery: Delivery, doors: Doors) -> None:
    message = delivery.message
    event_class, reaction = find(message.name, delivery.reaction)
    event = load(event_class, message.payload)
    envelope = Envelope(message.id, delivery.id, message.at, delivery.attempts + 1)
    turn, number = Turn(at=message.at, is_last=envelope.attempt >= claim.MAX_ATTEMPTS), message.tenant_id
    if number is None:
        with taking(turn):
            reaction(event, envelope)
        return
    tenant = doors.open_to(number)
    if tenant is None:
        raise Closed
    with in_tenant(tenant), taking(turn):
        reaction(event, envelope)


def _wait_for_reopening(delivery: Delivery, now: datetime) -> None:
    if now - delivery.message.at < CLOSED_LIMIT:
        claim.put_back(delivery, now + CLOSED_PAUSE)
    else:
        claim.mark_failed(delivery, now, error="Closed", for_good=True)


def _fail(delivery: Delivery, now: datetime, error: Exception) -> None:
    where = told(error)
    dead = claim.mark_failed(delivery, now, error=where, for_good=isinstance(error, PermanentFailure))
    facts = {"reaction": delivery.reaction, "delivery": delivery.id, "error": where}
    if dead:
        logger.error("delivery given up", extra=facts)
    else:
        logger.warning("delivery failed, will be tried again", extra=facts)


def told(error: Exception) -> str:
    """Class, code and line: enough to find the fault, nothing of the text, which may quote an address."""
    frames = extract_tb(error.__traceback__)
    line = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    code = getattr(error, "code", None)
    return type(error).__name__ + (f" [{code}]" if isinstance(code, str | int) else "") + line
