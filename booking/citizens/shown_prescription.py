"""What the pages of prescribers say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.citizens.drafts import Draft
from booking.citizens.shown_draft import draft_context, where
from booking.citizens.shown_motifs import detail_of
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_session import session_links, title_of
from booking.citizens.shown_week import alternatives_context, motif_context, week_context
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.check_quota import QuotaReached
from booking.models import Hold, Lieu, Motif, Participation
from booking.queries.alternatives import Alternative
from booking.queries.said import as_said
from booking.queries.sessions import OpenSession
from booking.queries.spelling import plain
from booking.queries.week import Week, zone_of
from foundation.courier.addresses import national
from foundation.errors import Refusal
from foundation.tenancy import current
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


def instead_context(motif: Motif, offered: Iterable[Alternative], typed: Mapping[str, str]) -> dict[str, Any]:
    return {**alternatives_context(motif, offered, typed), "url_creneaux": _times_url(motif)}


def nothing_kept_context(motif: Motif) -> dict[str, Any]:
    """The waiting list is for citizens themselves, and so are the messages."""
    urls = {"url_creneaux": _times_url(motif), "url_liste_attente": ""}
    return {**motif_context(motif), **urls, "prescrit": True}


def kept_context(
    motif: Motif, draft: Draft, *, lieu: Lieu | None, hold: Hold | None, now: datetime
) -> dict[str, Any]:
    context = draft_context(motif, draft, lieu=lieu, hold=hold, now=now)
    prolong = reverse("citizens:prescription-prolonger", args=[motif.slug])
    return {**context, "url_creneaux": _times_url(motif), "url_prolonger": prolong}


def told_prescriber(refusal: Refusal, motif: Motif) -> str:
    """Where the sentence speaks to the person who comes: somebody else sends this form."""
    if isinstance(refusal, QuotaReached):
        return _(
            "Cette personne a déjà le nombre de rendez-vous possible pour ce motif. "
            "S’il lui en faut un autre, téléphonez : un agent peut le prendre avec vous."
        )
    if isinstance(refusal, ConfirmationAsked):
        phone = motif.organisation.phone or current().phone
        asked = ConfirmationAsked.by_phone_with_number if phone else ConfirmationAsked.by_phone
        return _(asked).format(number=national(phone) if phone else "")
    return refusal.message


def seats_context(motif: Motif, found: Sequence[OpenSession]) -> dict[str, Any]:
    def seat_url(each: OpenSession) -> str:
        return reverse("citizens:prescription-seance", args=[motif.slug, each.rdv.pk])

    return {"seances": session_links(found, seat_url)}


def seat_context(found: OpenSession) -> dict[str, Any]:
    """As `kept_context`, for a seat: nothing is kept before the form is sent."""
    rdv, motif = found.rdv, as_said(found.rdv.motif)
    return {
        "motif": motif,
        "url_creneaux": _times_url(rdv.motif),
        "lignes": [
            (_("Motif"), in_its_own(motif.name)),
            (_("Séance"), in_its_own(title_of(rdv))),
            (_("Date"), date_heure(rdv.starts_at, zone_of(rdv.motif))),
            (_("Lieu") if rdv.lieu else _("Comment"), where(rdv.motif, rdv.lieu)),
        ],
    }


def prescribed_context(participation: Participation, *, now: datetime) -> dict[str, Any]:
    """Who, what, when, where: none of the ways to change it."""
    rdv, seen = participation.rdv, ShownRdv(participation, now)
    motif = as_said(rdv.motif)
    return {
        "annule": seen.is_cancelled,
        "passe": rdv.starts_at <= now,
        "seance": rdv.is_session,
        "joignable": rdv.motif.is_notified and bool(participation.usager.email or participation.usager.phone),
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
