"""Figures, read in public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from billing_usage.models import Allowance, UsageKind, UsageMonth
from billing_usage.months import months_back
from foundation.tenancy import in_public


@dataclass(frozen=True, slots=True)
class Usage:
    """`sms` counts parts, as they are billed."""

    sms: int = 0
    emails: int = 0


@dataclass(frozen=True, slots=True)
class Spending:
    """A budget, and the parts of SMS that left in one month."""

    allowance: Allowance
    used: int

    @property
    def percent(self) -> int:
        return self.used * 100 // self.allowance.monthly_sms_parts

    @property
    def level(self) -> int:
        """The highest threshold reached, 0 when none is."""
        return max(
            (each for each in (self.allowance.alert_at_percent, 100) if self.percent >= each), default=0
        )

    @property
    def is_stopped(self) -> bool:
        return self.allowance.hard_stop and self.level == 100


def usage_of(tenant_id: int, month: date) -> dict[date, Usage]:
    """Every month until this one since the first of which something is known, the latest first: one query."""
    rows = UsageMonth.objects.filter(tenant_id=tenant_id, month__lte=month)
    with in_public():
        known = dict(_by("month", rows))
    first = min(known, default=month)
    return {each: known.get(each, Usage()) for each in _down_to(first, month)}


def usage_by_tenant(month: date) -> dict[int, Usage]:
    """Of every administration that sent something that month: one query whatever their number."""
    with in_public():
        return dict(_by("tenant_id", UsageMonth.objects.filter(month=month)))


def allowance_of(tenant_id: int) -> Allowance | None:
    with in_public():
        return Allowance.objects.filter(tenant_id=tenant_id).first()


def spending_of(tenant_id: int, month: date) -> Spending | None:
    """None without a budget. One query."""
    sums = UsageMonth.objects.filter(tenant_id=tenant_id, month=month, kind=UsageKind.SMS)
    used = Coalesce(Subquery(sums.values("quantity")), Value(0), output_field=BigIntegerField())
    with in_public():
        found = Allowance.objects.filter(tenant_id=tenant_id).annotate(used=used).first()
    return Spending(found, found.used) if found else None


def _by(name: str, rows: QuerySet[UsageMonth]) -> "Iterator[tuple[Any, Usage]]":
    sums = {
        kind: Coalesce(Sum("quantity", filter=Q(kind=kind)), 0, output_field=BigIntegerField())
        for kind in UsageKind
    }
    for key, sms, emails in (
        rows.values(name).annotate(**sums).values_list(name, UsageKind.SMS, UsageKind.EMAIL)
    ):
        yield key, Usage(sms, emails)


def _down_to(first: date, last: date) -> Iterator[date]:
    month = last
    while month >= first:
        yield month
        month = months_back(month, 1)
