"""SIREN and SIRET: form and check digit. Being well formed does not prove that an administration exists."""

import re

_SPACES = re.compile(r"\s+")  # people copy them with no-break spaces
_SIREN = re.compile(r"[0-9]{9}")
_SIRET = re.compile(r"[0-9]{14}")
_LA_POSTE = "356000000"
_LONGEST = 40


def valid_siren(text: str) -> bool:
    number = _compact(text)
    return bool(_SIREN.fullmatch(number)) and number.strip("0") != "" and _luhn(number)


def valid_siret(text: str) -> bool:
    """La Poste has more establishments than check digits allow: the sum of the 14 digits is a multiple of 5
    (its head office, 356 000 000 00048, also passes the ordinary check).

    https://fr.wikipedia.org/wiki/Système_d'identification_du_répertoire_des_établissements
    """
    number = _compact(text)
    if not _SIRET.fullmatch(number) or not valid_siren(number[:9]):
        return False
    if number.startswith(_LA_POSTE):
        return _luhn(number) or sum(map(int, number)) % 5 == 0
    return _luhn(number)


def siren_of(text: str) -> str | None:
    """The nine digits to store, from a valid SIREN or SIRET in any spacing."""
    return _compact(text)[:9] if valid_siren(text) or valid_siret(text) else None


def _compact(text: str) -> str:
    return _SPACES.sub("", text) if len(text) <= _LONGEST else ""


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
