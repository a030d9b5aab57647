"""Answers to the floor below: what does the law want in the foot of every page, which languages are offered?"""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.queries.site_settings import Conformity, conformity_shown, languages_shown
from foundation import clock
from foundation.tenancy import current


def obligations() -> Sequence[tuple[str, str]]:
    state = conformity_shown(today=clock.today(ZoneInfo(current().time_zone)))
    said = {
        Conformity.NONE: _("Accessibilité : non conforme"),
        Conformity.PARTIAL: _("Accessibilité : partiellement conforme"),
        Conformity.FULL: _("Accessibilité : totalement conforme"),
    }
    return (
        (said[state], reverse("citizens:accessibility")),
        (_("Mentions légales"), reverse("citizens:legal")),
        (_("Données personnelles"), reverse("citizens:personal-data")),
        (_("Cookies"), reverse("citizens:cookies")),
        (_("Plan du site"), reverse("citizens:site-map")),
    )


def languages() -> Mapping[str, str]:
    return languages_shown()
