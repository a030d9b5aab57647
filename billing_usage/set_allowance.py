from datetime import datetime

from billing_usage.allowance import forget_answer
from billing_usage.models import Allowance
from billing_usage.months import month_of
from foundation.actors import Actor
from foundation.errors import Forbidden
from foundation.tenancy import current, in_public


def set_allowance(
    monthly_sms_parts: int | None, *, alert_at_percent: int, hard_stop: bool, by: Actor, now: datetime
) -> None:
    """Of the current administration. None takes the budget away. A changed budget is alerted about afresh."""
    if not by.is_admin:
        raise Forbidden
    tenant_id, month = current().id, month_of(now)
    decided = {
        "monthly_sms_parts": monthly_sms_parts,
        "alert_at_percent": alert_at_percent,
        "hard_stop": hard_stop,
        "alerted_month": None,
        "alerted_percent": 0,
    }
    with in_public():
        if monthly_sms_parts is None:
            Allowance.objects.filter(tenant_id=tenant_id).delete()
        else:
            Allowance.objects.update_or_create(tenant_id=tenant_id, defaults=decided)
    forget_answer(tenant_id, month)
