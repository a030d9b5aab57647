"""What only citizens' pages read: a week of the calendar, a chosen time."""

import re
from datetime import date
from typing import Any

from rest_framework import serializers

from booking.citizens.choices import Choice, read_choice

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
        "required": "Choisissez un créneau dans la liste.",
        "unreadable": "Choisissez un créneau dans la liste.",
    }

    def to_internal_value(self, data: Any) -> Choice:
        try:
            return read_choice(str(data))
        except ValueError:
            self.fail("unreadable")
