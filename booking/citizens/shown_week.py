"""From a week of bookable times to the cards and addresses of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.citizens.choices import Choice
from booking.citizens.shown_motifs import NOTHING_FREE, detail_of, how_of
from booking.citizens.shown_people import asked_query, how_many
from booking.citizens.shown_pieces import pieces_by_answer, pieces_line
from booking.models import Lieu, Motif
from booking.queries.alternatives import Alternative
from booking.queries.pieces import pieces_for
from booking.queries.said import as_said
from booking.queries.week import OpenPlace, Place, Week, monday_of, zone_of
from booking.vocabulary import Modalite
from foundation.tenancy import current
from foundation.web.components.own_language import in_its_own, in_the_page
from foundation.web.components.slots import CreneauDay, LieuCard, OfferedCreneau
from foundation.web.components.typography import date_longue, insecables, jour_et_annee, jour_heure

NOWHERE = {
    Modalite.PHONE: gettext_lazy("Un agent vous appelle au numéro que vous donnez."),
    Modalite.VISIO: gettext_lazy("Le rendez-vous se passe à distance, par écran."),
    Modalite.HOME: gettext_lazy("Un agent se déplace chez vous."),
}
NOTHING_THIS_WEEK = gettext_lazy("Aucun créneau libre cette semaine.")


def week_context(motif: Motif, week: Week, *, lieu_slug: str = "") -> dict[str, Any]:
    chosen = lieu_slug if [each for each in week.places if slug_of(each.place.lieu) == lieu_slug] else ""
    return {
        **motif_context(motif),
        "titre_semaine": _("Semaine du %(day)s") % {"day": jour_et_annee(week.monday)},
        "precedent": _address(motif, week.previous, chosen),
        "suivant": _address(motif, week.next, chosen),
        "semaine_vide": week.is_empty,
        "prochaine_semaine": _next_week(motif, week, chosen) if week.is_empty else None,
        "rien": not any(
            each.next_start for each in [*(opened.place for opened in week.places), *week.others]
        ),
        "lieux": [_card(motif, each, week) for each in week.places],
        "autres": [_other(motif, each, week) for each in week.others],
        "un_lieu_choisi": bool(chosen) and bool(week.others),
        "lieu_choisi": chosen,
        "combien": how_many(motif),
        "url_liste_attente": waiting_url(motif, chosen),
    }


def motif_context(motif: Motif) -> dict[str, Any]:
    shown = as_said(motif)
    always, depending = pieces_for(shown, {}), pieces_by_answer(shown)
    return {
        "motif": shown,
        "zone": zone_of(motif),
        "detail": detail_of(motif),
        "a_apporter": always,
        "pieces_selon": depending,
        "pieces_en_bref": pieces_line(always, depending),
        "url_creneaux": reverse("citizens:creneaux", args=[motif.slug]) + _query(asked_query(motif)),
        "url_coordonnees": reverse("citizens:coordonnees", args=[motif.slug]),
        "url_liste_attente": waiting_url(motif),
        "telephone": motif.organisation.phone or current().phone,
    }


def alternatives_context(
    motif: Motif, offered: Iterable[Alternative], typed: Mapping[str, str]
) -> dict[str, Any]:
    """What was typed travels with the buttons, never in an address."""
    cards = [_plain_card(motif, lieu, starts=_by_day(starts)) for lieu, starts in offered]
    said = {name: value for name, value in typed.items() if value}
    return {**motif_context(motif), "lieux": cards, "saisie": said, "garde": bool(said)}


def waiting_url(motif: Motif, lieu_slug: str = "") -> str:
    """With what was chosen before there was nothing to book."""
    asked = asked_query(motif) | ({"lieu": lieu_slug} if lieu_slug else {})
    return reverse("citizens:liste-attente", args=[motif.slug]) + _query(asked)


def slug_of(lieu: Lieu | None) -> str:
    return lieu.slug if lieu else ""


def name_of(motif: Motif, lieu: Lieu | None) -> str:
    return lieu.name if lieu else in_the_page(motif.get_modalite_display())


def address_of(motif: Motif, lieu: Lieu | None) -> str:
    return lieu.address if lieu else in_the_page(NOWHERE.get(Modalite(motif.modalite), ""))


def _card(motif: Motif, opened: OpenPlace, week: Week) -> LieuCard:
    lieu, next_start = opened.place.lieu, opened.place.next_start
    starts = _in_columns(opened, week) if opened.days else {}
    card = _plain_card(motif, lieu, starts=starts, next_start=next_start)
    if opened.days or next_start is None or week.is_empty:
        return card
    monday = monday_of(next_start.astimezone(week.zone).date())
    there = _address(motif, monday, slug_of(lieu))
    return replace(card, notes=[*card.notes, str(NOTHING_THIS_WEEK)], url=there)


def _in_columns(opened: OpenPlace, week: Week) -> dict[date, list[datetime]]:
    """The days where any lieu has a time: the same day stands in the same column in each."""
    days = sorted({day for each in week.places for day in each.days})
    return {day: opened.days.get(day, []) for day in days}


def _plain_card(
    motif: Motif,
    lieu: Lieu | None,
    *,
    starts: Mapping[date, Iterable[datetime]],
    next_start: datetime | None = None,
) -> LieuCard:
    return LieuCard(
        name=name_of(motif, lieu),
        address=address_of(motif, lieu),
        notes=[lieu.access] if lieu and lieu.access else [],
        phone=lieu.phone if lieu else "",
        how="" if lieu else how_of(motif),
        next_creneau=_offered(next_start.astimezone(zone_of(motif)), lieu) if next_start else None,
        days=[CreneauDay(day, [_offered(each, lieu) for each in times]) for day, times in starts.items()],
    )


def _offered(start: datetime, lieu: Lieu | None) -> OfferedCreneau:
    return OfferedCreneau(start, str(Choice(start, slug_of(lieu))))


def _by_day(starts: Iterable[datetime]) -> dict[date, list[datetime]]:
    by_day: dict[date, list[datetime]] = {}
    for start in starts:
        by_day.setdefault(start.date(), []).append(start)
    return by_day


def _query(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def _address(motif: Motif, monday: date | None, lieu_slug: str) -> str:
    if monday is None:
        return ""
    week = monday.isocalendar()
    asked = {"semaine": f"{week.year}-W{week.week:02d}"} | ({"lieu": lieu_slug} if lieu_slug else {})
    return _query(asked | asked_query(motif))


def _next_week(motif: Motif, week: Week, lieu_slug: str) -> tuple[str, str] | None:
    """A sentence and where it leads."""
    if week.next_start is None:
        return None
    first = week.next_start.astimezone(week.zone)
    return _("Voir le %(day)s") % {"day": date_longue(first)}, _address(
        motif, monday_of(first.date()), lieu_slug
    )


def _other(motif: Motif, place: Place, week: Week) -> dict[str, str]:
    local = place.next_start.astimezone(week.zone) if place.next_start else None
    note = insecables(_("Prochaine disponibilité : %(when)s") % {"when": jour_heure(local)}) if local else ""
    detail = in_its_own(address_of(motif, place.lieu))
    return {
        "titre": name_of(motif, place.lieu),
        "url": _query({"lieu": slug_of(place.lieu)} | asked_query(motif)),
        "detail": detail if local else format_html("{} · {}", detail, NOTHING_FREE),
        "note": note,
    }
