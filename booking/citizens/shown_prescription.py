"""What the pages of prescribers say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.citizens.drafts import Draft
from booking.citizens.shown_draft import draft_context, where
from booking.citizens.shown_motifs import detail_of
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_week import alternatives_context, week_context
from booking.models import Hold, Lieu, Motif, Participation
from booking.queries.alternatives import Alternative
from booking.queries.said import as_said
from booking.queries.spelling import plain
from booking.queries.week import Week, zone_of
from foundation.web.components.own_language import in_its_own
from foundation.web.components.typography import date_heure


@dataclass(frozen=True, slots=True)
class PrescribedMotif:
    organisation: str
    name: str
    url: str
    detail: str


def motifs_context(motifs: Iterable[Motif]) -> dict[str, Any]:
    return {
        "motifs": [
            PrescribedMotif(each.organisation.name, as_said(each).name, _times_url(each), detail_of(each))
            for each in sorted(motifs, key=lambda each: (plain(each.organisation.name), plain(each.name)))
        ]
    }


def times_context(motif: Motif, week: Week, *, lieu_slug: str) -> dict[str, Any]:
    return {**week_context(motif, week, lieu_slug=lieu_slug), "url_creneaux": _times_url(motif)}


def instead_context(motif: Motif, offered: Iterable[Alternative]) -> dict[str, Any]:
    return {**alternatives_context(motif, offered, {}), "url_creneaux": _times_url(motif)}


def kept_context(
    motif: Motif, draft: Draft, *, lieu: Lieu | None, hold: Hold | None, now: datetime
) -> dict[str, Any]:
    context = draft_context(motif, draft, lieu=lieu, hold=hold, now=now)
    return {**context, "url_creneaux": _times_url(motif), "prolongeable": False}


def prescribed_context(participation: Participation, *, now: datetime) -> dict[str, Any]:
    """Who, what, when, where: none of the ways to change it."""
    rdv, seen = participation.rdv, ShownRdv(participation, now)
    motif = as_said(rdv.motif)
    return {
        "annule": seen.is_cancelled,
        "passe": rdv.starts_at <= now,
        "joignable": bool(participation.usager.email or participation.usager.phone),
        "motif": motif,
        "lignes": [
            (_("Pour"), str(participation.usager)),
            (_("Motif"), in_its_own(motif.name)),
            (_("Date"), date_heure(rdv.starts_at, zone_of(rdv.motif))),
            (_("Lieu") if rdv.lieu else _("Comment"), where(rdv.motif, rdv.lieu)),
        ],
    }


def _times_url(motif: Motif) -> str:
    return reverse("citizens:prescription-creneaux", args=[motif.slug])
