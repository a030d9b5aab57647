"""What the administration sends, and the budget it sets itself."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from billing_usage.exports import months_csv
from billing_usage.inputs import BudgetForm
from billing_usage.models import Allowance
from billing_usage.months import month_of, months_back
from billing_usage.queries import Spending, Usage, allowance_of, usage_of
from billing_usage.set_allowance import set_allowance
from booking.agents.skeleton import AgentPage
from foundation import clock
from foundation.tenancy import current
from foundation.web.components.typography import MONTHS, NARROW_NO_BREAK, NO_BREAK, SHORT_MONTHS
from foundation.web.permissions import AdminOnly

HOME = "agent-consommation"
# This month and the last twelve.
SHOWN = 13


class Consumption(AgentPage):
    permission_classes = [AdminOnly]
    entry = HOME
    template = "billing_usage/consommation.html"

    def get(self, request: Request) -> HttpResponse:
        done = request.query_params.get("fait") == "budget"
        allowance = allowance_of(current().id)
        return self.show({**_figures(allowance), "form": BudgetForm.of(allowance), "fait": done})

    def post(self, request: Request) -> HttpResponse:
        form = BudgetForm(data=request.data)
        if not form.is_valid():
            return self.refuse(form, _figures(allowance_of(current().id)))
        typed = form.validated_data
        set_allowance(
            typed.get("budget"),
            alert_at_percent=typed["alerte"],
            hard_stop=typed["arret"],
            by=self.actor,
            now=clock.now(),
        )
        return self.see(f"{reverse(HOME)}?fait=budget")


class ConsumptionFile(AgentPage):
    """Every month, not only those of the page."""

    permission_classes = [AdminOnly]

    def get(self, request: Request) -> HttpResponse:
        tenant, month = current(), month_of(clock.now())
        response = HttpResponse(
            months_csv(usage_of(tenant.id, month)), content_type="text/csv; charset=utf-8"
        )
        name = f"consommation-{tenant.slug}-{month:%Y-%m}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _figures(allowance: Allowance | None) -> Mapping[str, Any]:
    month = month_of(clock.now())
    usage = usage_of(current().id, month)
    now = usage[month]
    return {
        "mois": _named(month),
        "mois_suivant": _named(months_back(month, -1)),
        "sms": _number(now.sms),
        "emails": _number(now.emails),
        "lignes": [_line(each, sums) for each, sums in islice(usage.items(), SHOWN)],
        "budget": allowance and _budget(Spending(allowance, now.sms)),
        "fichier_url": reverse("agent-consommation-fichier"),
    }


def _budget(spending: Spending) -> Mapping[str, Any]:
    limit = spending.allowance.monthly_sms_parts
    used, left = _number(spending.used), max(limit - spending.used, 0)
    return {
        "limite": limit,
        "utilises": min(spending.used, limit),
        "phrase": f"{used}{NO_BREAK}SMS sur {_number(limit)}, soit {spending.percent}{NO_BREAK}% du budget",
        "reste": f"{_number(left)}{NO_BREAK}SMS",
        "epuise": left == 0,
        "arrete": spending.is_stopped,
        "proche": spending.level > 0,
    }


def _line(month: date, sums: Usage) -> tuple[str, str, str]:
    short = f"{SHORT_MONTHS[month.month - 1].capitalize()}{NO_BREAK}{month.year}"
    return short, _number(sums.sms), _number(sums.emails)


def _named(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", NARROW_NO_BREAK)
