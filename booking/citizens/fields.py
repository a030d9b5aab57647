"""What only citizens' pages read: a week of the calendar, a chosen time."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.choices import Choice, read_choice
from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import EmailLine, PhoneField

LONGEST = 254
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


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
        "required": _("Choisissez un créneau dans la liste."),
        "unreadable": _("Choisissez un créneau dans la liste."),
    }

    def to_internal_value(self, data: Any) -> Choice:
        try:
            return read_choice(str(data))
        except ValueError:
            self.fail("unreadable")


class ContactField(serializers.CharField):
    """An e-mail address or a telephone number, in one field: in E.164 for the latter."""

    default_error_messages = {
        name: _("Écrivez votre adresse électronique ou votre numéro de téléphone portable.")
        for name in ("required", "blank")
    }

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        reader = EmailLine(max_length=LONGEST) if "@" in typed else PhoneField()
        return str(reader.run_validation(typed))


class ContactInput(serializers.Serializer[Any]):
    contact = ContactField(
        label=_("Adresse électronique ou téléphone portable"),
        max_length=LONGEST,
        help_text=insecables_lazy(_("Un code de six chiffres y est envoyé. Exemple : nom@exemple.fr")),
        style={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    )

    def get_initial(self) -> Any:
        typed = self.initial_data if hasattr(self, "initial_data") else {}
        return {"contact": str(typed.get("contact", "")).replace("\0", "")[:LONGEST]}
