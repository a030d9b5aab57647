"""Phone numbers and addresses, as people type them and as carriers want them."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# Metropolitan France first, then the overseas numbering plans, each with national forms of its own.
REGIONS = ("FR", "GP", "GF", "MQ", "RE", "YT", "PM", "NC", "PF", "WF")
MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})

# Kept by the Arcep for fiction (decision 2018-0881): shown in demonstrations, never given to anyone.
FICTION = re.compile(r"\+3363998[0-9]{4}")


class UnreadablePhone(ValueError):
    """Not a number one can call. The text never quotes it."""


def phone_e164(typed: str, region: str = "FR") -> str:
    """`region` is where the administration stands: in Nouméa, six digits are a whole number."""
    for candidate in dict.fromkeys((region, *REGIONS)):
        try:
            number = phonenumbers.parse(typed, candidate)
        except phonenumbers.NumberParseException:
            continue
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number) or FICTION.fullmatch(e164):
            return e164
    raise UnreadablePhone("not a phone number")


def is_mobile(e164: str) -> bool:
    """Whether an SMS may reach it."""
    return bool(FICTION.fullmatch(e164)) or phonenumbers.number_type(phonenumbers.parse(e164)) in MOBILE


def national(e164: str) -> str:
    """As read aloud in France: `06 12 34 56 78`; foreign numbers keep their prefix."""
    number = phonenumbers.parse(e164)
    form = PhoneNumberFormat.NATIONAL if _is_french(e164) else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def masked_phone(e164: str) -> str:
    """`06 •• •• 56 78`: enough to recognise one's own number, not enough to call it."""
    shown = national(e164)
    places = [place for place, character in enumerate(shown) if character.isdigit()]
    hidden = set(places[2:-4] if shown.startswith("0") else places[3:-2])
    return "".join("•" if place in hidden else character for place, character in enumerate(shown))


def masked_email(address: str) -> str:
    """`j•••@exemple.fr`."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def same_mailbox(one: str, other: str) -> bool:
    """Capitals aside. For the database `ı` is a small I (`iexact`): what it finds is checked here before it opens."""
    if one.isascii() and other.isascii():
        return one.lower() == other.lower()
    return one == other


def _is_french(e164: str) -> bool:
    if FICTION.fullmatch(e164):
        return True
    return phonenumbers.region_code_for_number(phonenumbers.parse(e164)) in REGIONS
