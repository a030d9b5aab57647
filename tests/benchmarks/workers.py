"""Two processes that do what the workers of Celery do, started together on work that waits for both.

Nothing of Django is imported above: a child reads this module before it can set Django up.
"""

import multiprocessing
import time
from typing import Any

PROCESSES = 2
SECONDS_TO_START, SECONDS_TO_END = 120, 280
A_WINK = 0.01


def until_nothing_is_left(sms_url: str) -> float:
    """Seconds from the start to the last message posted."""
    context = multiprocessing.get_context("spawn")
    ready, ended = context.Barrier(PROCESSES + 1), context.Barrier(PROCESSES + 1)
    children = [
        context.Process(target=_work, args=(sms_url, ready, ended), daemon=True) for _ in range(PROCESSES)
    ]
    for child in children:
        child.start()
    ready.wait(timeout=SECONDS_TO_START)
    began = time.perf_counter()
    ended.wait(timeout=SECONDS_TO_END)
    took = time.perf_counter() - began
    for child in children:
        child.join(timeout=SECONDS_TO_START)
    return took


def _work(sms_url: str, ready: Any, ended: Any) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from foundation.due.tasks import due
    from foundation.outbox.tasks import relay
    from tests.benchmarks.reminding import wire

    settings.SMS_URL = sms_url
    wire()
    connection.ensure_connection()
    ready.wait(timeout=SECONDS_TO_START)
    while _something_left():
        due()
        relay()
        # What is left is in the other's hands.
        time.sleep(A_WINK)
    ended.wait(timeout=SECONDS_TO_END)


def _something_left() -> bool:
    from foundation.due.models import DueRow
    from foundation.outbox.models import LIVE, Delivery
    from tests.benchmarks.reminding import KIND

    return DueRow.objects.filter(kind=KIND).exists() or Delivery.objects.filter(state__in=LIVE).exists()
