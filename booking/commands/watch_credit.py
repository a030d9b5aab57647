"""Once a day, each administration asks its own SMS carriers what is left: at an hour of its own, so that thousands
never ask together.
"""

from datetime import datetime, time, timedelta

from booking.queries.message_settings import message_settings
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan, plan_once
from foundation.tenancy import current

CREDIT = "booking.sms_credit"
DAILY = "daily"
# From half past six to half past eight in the evening, in Paris and in winter: the administrators read it in the
# morning. A prime step keeps neighbours apart.
BEGINS, LASTS_S, SPREAD = time(17, 30), 7_200, 4_001


def begin_credit_watch(now: datetime) -> None:
    """Inside the transaction that adds an account."""
    plan_once(CREDIT, DAILY, _next(now))


@unit_of_work
def watch_again(*, now: datetime) -> None:
    """Nothing more once there is no account left."""
    if message_settings().sms_accounts:
        plan(CREDIT, DAILY, _next(now))


def _next(now: datetime) -> datetime:
    """In UTC: nobody waits for it at a given minute."""
    offset = timedelta(seconds=current().id * SPREAD % LASTS_S)
    today = datetime.combine(now.date(), BEGINS, now.tzinfo) + offset
    return today if today > now else today + timedelta(days=1)
