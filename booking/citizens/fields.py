"""One answer of a citizen at a time, read and checked: a sentence says what to do."""

import re
from datetime import date
from typing import Any
from unicodedata import category, normalize

from rest_framework import serializers

from booking.citizens.choices import Choice, read_choice
from foundation.courier.addresses import UnreadablePhone, phone_e164
from foundation.web.components.typography import insecables, telephone

ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
# Longer is not a number that somebody typed.
PHONE_AT_MOST = 40
PHONE_EXAMPLE = telephone("0612345678")
EMAIL_EXAMPLE = insecables("Exemple : nom@exemple.fr.")


class WeekField(serializers.Field[date | None, Any, Any, Any]):
    """`2026-W48` → its Monday; anything else is as if nothing was asked."""

    def to_internal_value(self, data: Any) -> date | None:
        found = WEEK.fullmatch(str(data))
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
        except ValueError:
            return None


class ChoiceField(serializers.Field[Choice, Any, Any, Any]):
    default_error_messages = {
        "required": "Choisissez un créneau dans la liste.",
        "unreadable": "Choisissez un créneau dans la liste.",
    }

    def to_internal_value(self, data: Any) -> Choice:
        try:
            return read_choice(str(data))
        except ValueError:
            self.fail("unreadable")


class Line(serializers.CharField):
    """One line of text in any script: no control character, accents composed."""

    default_error_messages = {
        "invalid": "Cette réponse n’est pas lisible.",
        "unreadable": (
            "Cette réponse contient un caractère invisible que nous ne pouvons pas enregistrer. "
            "Effacez-la et tapez-la de nouveau."
        ),
        "max_length": insecables("Cette réponse est trop longue : {max_length} caractères au plus."),
    }

    def to_internal_value(self, data: Any) -> str:
        text = normalize("NFC", super().to_internal_value(data))
        if any(category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
            self.fail("unreadable")
        if self.max_length is not None and len(text) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return text


class NameField(Line):
    """Names travel in our messages: none may carry an address that somebody else would follow."""

    default_error_messages = {
        "nameless": "Écrivez ce nom avec des lettres.",
        "address": "Écrivez seulement un nom, sans adresse de site ni adresse électronique.",
    }

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not any(category(character).startswith("L") for character in text):
            self.fail("nameless")
        if ADDRESS.search(normalize("NFKC", text)):
            self.fail("address")
        return text


class PhoneField(Line):
    """To E.164. The context's `region` says which numbering plan a national number belongs to."""

    default_error_messages = {
        "phone": insecables(f"Ce numéro de téléphone n’existe pas. Vérifiez-le. Exemple : {PHONE_EXAMPLE}."),
    }

    def to_internal_value(self, data: Any) -> str:
        try:
            return phone_e164(
                super().to_internal_value(data)[:PHONE_AT_MOST], self.context.get("region", "FR")
            )
        except UnreadablePhone:
            self.fail("phone")


class EmailLine(Line, serializers.EmailField):
    default_error_messages = {
        "invalid": f"Cette adresse électronique n’est pas complète. {EMAIL_EXAMPLE}",
        "max_length": f"Cette adresse électronique est trop longue. {EMAIL_EXAMPLE}",
    }
