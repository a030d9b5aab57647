"""Addresses of the agents' pages, and the only ones a form may send back to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from booking.agents.days import FIRST, LAST
from booking.models import Agenda, Motif, Rdv
from booking.queries.desk import key_of
from foundation.web.frame import HOME


def back_to(typed: str, default: str) -> str:
    """`typed` when it is a path of the agents' pages on this very host, else `default`."""
    ours = typed.startswith(HOME) and url_has_allowed_host_and_scheme(typed, allowed_hosts=None)
    return typed if ours else default


def with_query(url: str, values: Mapping[str, str | Sequence[str]]) -> str:
    said = {name: value for name, value in values.items() if value}
    return f"{url}?{urlencode(said, doseq=True)}" if said else url


def day_url(day: date, name: str = "agent-agenda-jour", **values: str | Sequence[str]) -> str:
    """Empty for a day out of range, which is how the navigation says "no further"."""
    if not FIRST <= day <= LAST:
        return ""
    return with_query(reverse(name, args=[day]), values)


def rdv_url(rdv: Rdv, **values: str) -> str:
    return with_query(reverse("agent-rdv", args=[rdv.pk]), values)


def cancel_url(rdv: Rdv, **values: str) -> str:
    return with_query(reverse("agent-rdv-annuler", args=[rdv.pk]), values)


def new_rdv_url(agenda: Agenda, start: datetime, motif: Motif | None = None) -> str:
    """`start` is local to the agenda."""
    values = {
        "agent": key_of(agenda),
        "debut": f"{start:%Y-%m-%dT%H:%M}",
        "motif": motif.slug if motif else "",
    }
    return with_query(reverse("agent-rdv-nouveau"), values)
