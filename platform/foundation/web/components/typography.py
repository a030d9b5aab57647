"""Typography of dates, times and numbers in the language of the moment, French first.

Plain functions: messages use them as well as pages.
"""

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, ngettext

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juill.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip

_FRENCH_REGIONS = frozenset({"FR", "GP", "GF", "MQ", "RE", "YT", "BL", "MF", "PM", "NC", "PF", "WF"})
Zone = tzinfo | str | None
_TAG_OR_ENTITY = re.compile(r"(<[^>]*>|&#?\w+;)")
_BEFORE = re.compile(r"(?:[ \u00a0\u202f]+(?=[;:?!»])|(?<=[^\W\d_])(?=[;:?!](?:\s|$))|(?<=\w)(?=»))")
_AFTER = re.compile(r"«[ \u00a0\u202f]*")


def _local(value: datetime, zone: Zone) -> datetime:
    if not zone:
        return value
    return value.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


def _day(value: date, zone: Zone) -> date:
    return _local(value, zone).date() if isinstance(value, datetime) else value


def is_french() -> bool:
    """Easy to read French included."""
    return (get_language() or "fr").startswith("fr")


def _foreign(value: date, style: str) -> str:
    """By the formats of `foundation.web.formats`. Days and months are capitalised in English only."""
    text = date_format(value, style)
    return text if get_language() == "en" else text.lower()


def nom_du_jour(value: date, zone: Zone = None) -> str:
    """« Mardi »"""
    day = _day(value, zone)
    return DAYS[day.weekday()].capitalize() if is_french() else _foreign(day, "DAY_NAME").capitalize()


def jour_du_mois(value: date, zone: Zone = None) -> str:
    """« 24 novembre », « 1er juillet »"""
    day = _day(value, zone)
    if not is_french():
        return _foreign(day, "DAY_OF_MONTH")
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def annee(value: date, zone: Zone = None) -> int:
    return _day(value, zone).year


def jour_et_annee(value: date, zone: Zone = None) -> str:
    """« 24 novembre 2026 »"""
    if not is_french():
        return _foreign(_day(value, zone), "DAY_AND_YEAR")
    return f"{jour_du_mois(value, zone)} {annee(value, zone)}"


def jour(value: date, zone: Zone = None) -> str:
    """« mardi 24 novembre »"""
    if not is_french():
        return _foreign(_day(value, zone), "DAY")
    return f"{nom_du_jour(value, zone).lower()} {jour_du_mois(value, zone)}"


def date_longue(value: date, zone: Zone = None) -> str:
    """« mardi 24 novembre 2026 »"""
    if not is_french():
        return _foreign(_day(value, zone), "LONG_DATE")
    return f"{jour(value, zone)} {annee(value, zone)}"


def date_courte(value: date, zone: Zone = None) -> str:
    """« mar. 24 nov. »"""
    day = _day(value, zone)
    if not is_french():
        return _foreign(day, "SHORT_DATE").replace(" ", NO_BREAK)
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()][:3]}.{NO_BREAK}{number}{NO_BREAK}{SHORT_MONTHS[day.month - 1]}"


def heure_de_minutes(minutes: int) -> str:
    """Minutes from midnight, as the agenda counts them."""
    hours, rest = divmod(minutes, 60)
    if not is_french():
        return f"{hours}:{rest:02d}"
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")


def heure(value: datetime, zone: Zone = None) -> str:
    """« 9 h 20 », held together by no-break spaces."""
    local = _local(value, zone)
    return heure_de_minutes(local.hour * 60 + local.minute)


def date_heure(value: datetime, zone: Zone = None) -> str:
    """« mardi 24 novembre 2026 à 9 h 20 »"""
    if not is_french():
        return _foreign(_local(value, zone), "DATE_AND_HOUR")
    return f"{date_longue(value, zone)} à {heure(value, zone)}"


def jour_heure(value: datetime, zone: Zone = None) -> str:
    """« mardi 24 novembre à 9 h 20 »"""
    if not is_french():
        return _foreign(_local(value, zone), "DAY_AND_HOUR")
    return f"{jour(value, zone)} à {heure(value, zone)}"


def duree(value: int | timedelta) -> str:
    """« 20 minutes », « 1 h 30 »; a whole number is minutes."""
    minutes = int(value.total_seconds() // 60) if isinstance(value, timedelta) else int(value)
    if minutes < 60:
        text = ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    else:
        hours, rest = divmod(minutes, 60)
        text = (gettext("%(hours)d h %(minutes)02d") if rest else gettext("%(hours)d h")) % {
            "hours": hours,
            "minutes": rest,
        }
    return text.replace(" ", NO_BREAK)


def telephone(value: str) -> str:
    """National writing for French numbers, international for others; what is not a number is given back."""
    try:
        number = phonenumbers.parse(value, "FR")
    except phonenumbers.NumberParseException:
        return value
    if not phonenumbers.is_possible_number(number):
        return value
    french = number.country_code == 33 or str(phonenumbers.region_code_for_number(number)) in _FRENCH_REGIONS
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, style).replace(" ", NO_BREAK)


def insecables(text: str) -> str:
    """No-break spaces where French wants them, tags and entities left alone; other languages are left as written."""
    if not is_french():
        return text
    parts = _TAG_OR_ENTITY.split(text)
    return "".join(part if index % 2 else _hold(part) for index, part in enumerate(parts))


_held_when_read = lazy(lambda text: insecables(str(text)), str)


def _hold(text: str) -> str:
    return _AFTER.sub(f"«{NO_BREAK}", _BEFORE.sub(_space_before, text))


def _space_before(match: re.Match[str]) -> str:
    return NO_BREAK if match.string[match.end()] in ":»" else NARROW_NO_BREAK


def insecables_lazy(text: Any) -> Any:
    """Of a lazy translation: held together when it is read, in the language of that moment."""
    return _held_when_read(text)


def pluriel(number: int, forms: str) -> str:
    """`forms` is « rendez-vous libre,rendez-vous libres »; French says zero in the singular."""
    one, _, many = forms.partition(",")
    return f"{number}{NO_BREAK}{many if abs(number) >= 2 else one}"
