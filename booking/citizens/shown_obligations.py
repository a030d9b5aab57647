"""What the law wants an administration to say of its site, with honest words for what nobody has said yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from booking.models import SiteSettings
from booking.queries.site_settings import Conformity, conformity_of, languages_offered
from foundation import clock
from foundation.tenancy import current
from foundation.web.components.typography import duree, jour_du_mois


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    purpose: str
    lasts: str


def conformity_now(site: SiteSettings) -> Conformity:
    return conformity_of(site.accessibility, today=clock.today(ZoneInfo(current().time_zone)))


def accessibility_context(site: SiteSettings) -> dict[str, Any]:
    said, state = site.accessibility, conformity_now(site)
    audited_on = date.fromisoformat(said["audited_on"]) if said.get("audited_on") else None
    return {
        "partielle": state is Conformity.PARTIAL,
        "totale": state is Conformity.FULL,
        "auditee_le": f"{jour_du_mois(audited_on)} {audited_on.year}" if audited_on else "",
        "auditeur": said.get("auditor", ""),
        "taux": said.get("rate"),
        "non_accessible": lines_of(said.get("not_accessible", "")),
        "contact": said.get("contact", ""),
        "adresse": current().url("/"),
    }


def legal_context(site: SiteSettings) -> dict[str, Any]:
    said = site.legal
    return {
        "editeur": said.get("publisher") or current().name,
        "directeur": said.get("director", ""),
        "adresse": lines_of(said.get("address", "")),
        "contact": said.get("contact", ""),
        "hebergeur": lines_of(said.get("host", "")),
        "dpo": lines_of(said.get("dpo", "")),
        "conservation": lines_of(said.get("retention", "")),
    }


def cookies_sent() -> Sequence[Cookie]:
    """Those of the settings, with the life they are really given."""
    year = _("un an")
    known = [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Garder le créneau choisi et ce que vous avez écrit, ou votre session"),
            _("Jusqu’à la fermeture du navigateur, et au plus {duration}").format(
                duration=duree(settings.SESSION_COOKIE_AGE // 60)
            ),
        ),
        Cookie(settings.CSRF_COOKIE_NAME, _("Vérifier que les formulaires sont bien envoyés par vous"), year),
    ]
    if len(languages_offered()) > 1:
        known.append(
            Cookie(settings.LANGUAGE_COOKIE_NAME, _("Retenir la langue que vous avez choisie"), year)
        )
    return known


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
