"""What somebody types to join a session: who they are, and the names of those whom they bring."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.booking_inputs import BookingInput
from booking.citizens.inputs import typed_in
from booking.citizens.own_fields import FOR, own_names
from booking.commands.details import Details
from booking.commands.join_session import Joining
from booking.commands.usagers import Identity
from booking.models import Participation
from foundation.web.fields import NameField

# Of one request, whoever sends it included.
PEOPLE_AT_MOST = 6
FIRST_NAME, LAST_NAME = "proche_prenom", "proche_nom"
TYPED_AT_MOST = 80


class SessionQuery(serializers.Serializer[Any]):
    """An address may have been cut or made up: it is never refused."""

    motif = serializers.CharField(required=False, allow_blank=True, default="", max_length=80)
    lieu = serializers.CharField(required=False, allow_blank=True, default="", max_length=80)

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> dict[str, str]:
        asked = cls(data=query)
        return dict(asked.validated_data) if asked.is_valid() else {"motif": "", "lieu": ""}


class ProcheInput(serializers.Serializer[Any]):
    proche_prenom = NameField(
        max_length=TYPED_AT_MOST,
        error_messages={"blank": _("Indiquez le prénom de cette personne.")},
    )
    proche_nom = NameField(
        max_length=TYPED_AT_MOST,
        error_messages={"blank": _("Indiquez le nom de cette personne.")},
    )


class ProcheLine:
    """One line of the form, numbered from 1; an empty line is nobody."""

    def __init__(self, number: int, data: Mapping[str, Any]) -> None:
        self.number = number
        self.first_name, self.last_name = (
            str(data.get(f"{name}_{number}", "")).replace("\0", "")[:TYPED_AT_MOST]
            for name in (FIRST_NAME, LAST_NAME)
        )
        typed = {name: str(data.get(f"{name}_{number}", "")) for name in (FIRST_NAME, LAST_NAME)}
        self.is_empty = not any(text.strip() for text in typed.values())
        self._form = ProcheInput(data=typed)

    @property
    def errors(self) -> dict[str, Sequence[str]]:
        if self.is_empty or self._form.is_valid():
            return {}
        return {f"{name}_{self.number}": said for name, said in self._form.errors.items()}

    @property
    def first_name_errors(self) -> Sequence[str]:
        return self.errors.get(f"{FIRST_NAME}_{self.number}", ())

    @property
    def last_name_errors(self) -> Sequence[str]:
        return self.errors.get(f"{LAST_NAME}_{self.number}", ())

    @property
    def identity(self) -> Identity:
        said = self._form.validated_data
        return Identity(first_name=said[FIRST_NAME], last_name=said[LAST_NAME])


class JoinForm:
    """`seats_left` bounds the lines offered, as PEOPLE_AT_MOST does; who was invited brings nobody."""

    def __init__(self, data: Mapping[str, Any], *, rules: Mapping[str, Any], seats_left: int) -> None:
        # Whoever sends the form comes: their proches have lines of their own.
        typed = {name: said for name, said in data.items() if name != FOR}
        self.booking_form = BookingInput.sent(typed, rules)
        # One more line, or what was typed for another session: nothing is checked yet.
        adds = "ajouter" in data
        self.is_only_shown = adds or "reprendre" in data
        most = 0 if rules.get("invitation_id") else PEOPLE_AT_MOST - 1
        self.at_most = max(min(seats_left - 1, most), 0)
        shown = _number(data.get("lignes")) + adds
        # A line typed while seats remained is shown again, whatever is left now.
        count = min(shown, most)
        self.proches = [ProcheLine(number, data) for number in range(1, count + 1)]
        self.key = key_in(data)

    @property
    def may_add(self) -> bool:
        return len(self.proches) < self.at_most

    @property
    def errors(self) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if not self.booking_form.is_valid():
            said |= dict(self.booking_form.errors)
        for line in self.proches:
            said |= line.errors
        return said

    def hidden(self, data: Any) -> list[tuple[str, str]]:
        """What was typed, to travel past the page of a code, or to another session of the same motif."""
        own = own_names(self.booking_form.motif)
        said = [(name, typed) for name, typed in typed_in(data, own).items() if typed]
        said += [("inscription", str(self.key)), ("lignes", str(len(self.proches)))]
        for line in self.proches:
            said += [(f"{FIRST_NAME}_{line.number}", line.first_name)]
            said += [(f"{LAST_NAME}_{line.number}", line.last_name)]
        return said

    @property
    def people(self) -> list[Joining]:
        """Who sends the form first; the others are entered as their proches. Once it is valid."""
        own, details = self.booking_form.booker, self.booking_form.details
        proche = Details(language=details.language, accepted=details.accepted, responsible=own)
        others = [line.identity for line in self.proches if not line.is_empty]
        return [Joining(own, details), *(Joining(each, proche) for each in others)]


class LeaveInput(serializers.Serializer[Any]):
    """Context: `famille`, the places that may be given back. One alone needs no box to tick."""

    personne = serializers.ListField(child=serializers.CharField(max_length=36), required=False)

    def to_internal_value(self, data: Any) -> list[Participation]:
        family: list[Participation] = self.context["famille"]
        chosen = {str(each) for each in data.getlist("personne")}
        leaving = [each for each in family if str(each.pk) in chosen or len(family) == 1]
        if not leaving and family:
            raise serializers.ValidationError({"personne": [_("Choisissez qui ne viendra pas.")]})
        return leaving

    @property
    def leaving(self) -> list[Participation]:
        return list(self.validated_data)


def _number(typed: Any) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0


def key_in(data: Any) -> UUID:
    """Of the form, so that it counts once however often it is sent; a new one for what cannot be read."""
    try:
        return UUID(str(data.get("inscription", "")))
    except ValueError:
        return uuid4()
