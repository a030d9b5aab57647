"""What only citizens' pages read: a week of the calendar, a chosen time, whom to send a code."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.utils.serializer_helpers import ReturnDict

from booking.citizens.choices import Choice, read_choice
from foundation.web import fields
from foundation.web.components.typography import insecables_lazy

TYPED_AT_MOST = 254
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


class TypedAgain(serializers.Serializer[Any]):
    """Lines of text, shown again as they were typed: cut to what a page can hold, without what it cannot."""

    def get_initial(self) -> Any:
        typed: Mapping[str, Any] = getattr(self, "initial_data", {})
        names = [str(name) for name in self.fields]
        return {name: str(typed.get(name, "")).replace("\0", "")[:TYPED_AT_MOST] for name in names}


class ContactInput(fields.ContactInput):
    contact = fields.ContactField(
        help_text=insecables_lazy(_("Un code de six chiffres y est envoyé. Exemple : nom@exemple.fr")),
        style={"autocomplete": "email"},
    )

    @property
    def data(self) -> Any:
        """Shown again as it was typed, were it right and refused for another reason."""
        return ReturnDict(self.get_initial(), serializer=self)
