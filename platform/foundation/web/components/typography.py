"""French typography of dates, times and numbers. Plain functions: messages use them as well as pages."""

import re
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import phonenumbers

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


def nom_du_jour(value: date, zone: Zone = None) -> str:
    """« Mardi »"""
    return DAYS[_day(value, zone).weekday()].capitalize()


def jour_du_mois(value: date, zone: Zone = None) -> str:
    """« 24 novembre », « 1er juillet »"""
    day = _day(value, zone)
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def annee(value: date, zone: Zone = None) -> int:
    return _day(value, zone).year


def jour(value: date, zone: Zone = None) -> str:
    """« mardi 24 novembre »"""
    return f"{nom_du_jour(value, zone).lower()} {jour_du_mois(value, zone)}"


def date_longue(value: date, zone: Zone = None) -> str:
    """« mardi 24 novembre 2026 »"""
    return f"{jour(value, zone)} {annee(value, zone)}"


def date_courte(value: date, zone: Zone = None) -> str:
    """« mar. 24 nov. »"""
    day = _day(value, zone)
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()][:3]}.{NO_BREAK}{number}{NO_BREAK}{SHORT_MONTHS[day.month - 1]}"


def heure_de_minutes(minutes: int) -> str:
    """Minutes from midnight, as the agenda counts them."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")


def heure(value: datetime, zone: Zone = None) -> str:
    """« 9 h 20 », held together by no-break spaces."""
    local = _local(value, zone)
    return heure_de_minutes(local.hour * 60 + local.minute)


def date_heure(value: datetime, zone: Zone = None) -> str:
    """« mardi 24 novembre 2026 à 9 h 20 »"""
    return f"{date_longue(value, zone)} à {heure(value, zone)}"


def duree(value: int | timedelta) -> str:
    """« 20 minutes », « 1 h 30 »; a whole number is minutes."""
    minutes = int(value.total_seconds() // 60) if isinstance(value, timedelta) else int(value)
    if minutes < 60:
        return f"{minutes}{NO_BREAK}minute{'s' if minutes > 1 else ''}"
    return heure_de_minutes(minutes)


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
    """No-break spaces where French wants them, tags and entities left alone."""
    parts = _TAG_OR_ENTITY.split(text)
    return "".join(part if index % 2 else _hold(part) for index, part in enumerate(parts))


def _hold(text: str) -> str:
    return _AFTER.sub(f"«{NO_BREAK}", _BEFORE.sub(_space_before, text))


def _space_before(match: re.Match[str]) -> str:
    return NO_BREAK if match.string[match.end()] in ":»" else NARROW_NO_BREAK


def pluriel(number: int, forms: str) -> str:
    """`forms` is « rendez-vous libre,rendez-vous libres »; French says zero in the singular."""
    one, _, many = forms.partition(",")
    return f"{number}{NO_BREAK}{many if abs(number) >= 2 else one}"
