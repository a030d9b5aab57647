"""Every message that leaves becomes one fact, and the budget's thresholds are told once each."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from billing_usage.allowance import forget_answer
from billing_usage.events import AllowanceCrossed
from billing_usage.models import Allowance, UsageKind
from billing_usage.months import month_of
from billing_usage.queries import Spending, spending_of
from billing_usage.rollup import record
from booking.events import MessageSent
from foundation.courier.channels import Channel
from foundation.outbox.events import publish
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current, in_public
from sso.contacts.events import CodeSent

# A letter is printed by the administration itself.
METERED = {Channel.SMS: UsageKind.SMS, Channel.EMAIL: UsageKind.EMAIL}


def count_message(event: MessageSent, envelope: Envelope) -> None:
    """Counted in the month in which it left, even delivered later."""
    _count(event.receipt_id, event.channel, event.parts, envelope.at)


def count_code(event: CodeSent, envelope: Envelope) -> None:
    """As any message. A budget never stops codes: without them nobody reaches their own rdvs."""
    _count(event.challenge_id, event.channel, event.parts, envelope.at)


def _count(message_id: UUID, channel: Channel, parts: int, at: datetime) -> None:
    kind = METERED.get(channel)
    if kind is None:
        return
    tenant_id, month = current().id, month_of(at)
    has_budget = record(message_id, kind, tenant_id=tenant_id, quantity=parts, at=at, month=month)
    if has_budget and kind is UsageKind.SMS:
        _announce(tenant_id, month)


def _announce(tenant_id: int, month: date) -> None:
    """Noted after it is published: a crash between the two publishes twice, and the letters' keys keep one."""
    spending = spending_of(tenant_id, month)
    if spending is None or not _is_news(spending, month):
        return
    forget_answer(tenant_id, month)
    budget, level = spending.allowance.monthly_sms_parts, spending.level
    with transaction.atomic():
        publish(
            AllowanceCrossed(
                month=month, percent=level, used=spending.used, allowance=budget, stops=spending.is_stopped
            )
        )
    earlier = Q(alerted_month=None) | Q(alerted_month__lt=month) | Q(alerted_percent__lt=level)
    with in_public():
        same = Allowance.objects.filter(earlier, tenant_id=tenant_id, monthly_sms_parts=budget)
        same.update(alerted_month=month, alerted_percent=level)


def _is_news(spending: Spending, month: date) -> bool:
    """A message of last month that comes late tells nothing."""
    told = (spending.allowance.alerted_month or date.min, spending.allowance.alerted_percent)
    return spending.level > 0 and (month, spending.level) > told
