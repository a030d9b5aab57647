from collections.abc import Collection
from datetime import datetime

from booking.commands.queue_webhooks import WEBHOOK
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan_all


@unit_of_work
def pause_webhooks(post_ids: Collection[str], *, until: datetime) -> None:
    """Their turn comes later, which is no failure of theirs."""
    if post_ids:
        plan_all(WEBHOOK, dict.fromkeys(post_ids, until))
