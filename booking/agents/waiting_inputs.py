"""Whom an agent enters in the waiting list, for what, and what would suit them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rest_framework import serializers

from booking.agents.fields import IN_LIST, DayField, said
from booking.agents.person_inputs import MotifInput, ReachedInput
from booking.commands.join_file_attente import Wish
from booking.models import Lieu, Motif
from booking.queries.files_attente import half_day
from booking.queries.motifs import lieux_of
from foundation.web.components.typography import nom_du_jour

# The first week of 2024 begins on a Monday: only the names of its days count.
WEEK = [(str(number), nom_du_jour(date(2024, 1, number)).capitalize()) for number in range(1, 7)]
USUAL, LONGEST = timedelta(days=90), timedelta(days=366)


def _ticks(label: str, choices: Sequence[tuple[str, str]] = ()) -> serializers.MultipleChoiceField:
    return serializers.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        default=set,
        error_messages={"invalid_choice": IN_LIST},
    )


class EnrolInput(MotifInput, ReachedInput):
    """`motifs` and `lieux` are those of the agent's organisations. Context: `today`, `region`."""

    because = "le créneau gardé y est annoncé"

    lieux = _ticks("Lieux")
    matin = _ticks("Le matin", WEEK)
    apres_midi = _ticks("L’après-midi", WEEK)
    jusqu_au = DayField(label="Jusqu’au", error_messages=said("Donnez une date."))

    def __init__(self, *args: Any, motifs: Sequence[Motif], lieux: Sequence[Lieu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motifs = {motif.slug: motif for motif in motifs}
        several = len({motif.organisation_id for motif in motifs}) > 1
        fields: Any = self.fields
        fields["motif"].offer(
            [
                (each.slug, f"{each.name}, {each.organisation.name}" if several else each.name)
                for each in motifs
            ]
        )
        fields["lieux"].choices = [(str(lieu.pk), lieu.name) for lieu in lieux]

    def validate_jusqu_au(self, day: date) -> date:
        today: date = self.context["today"]
        if day < today:
            raise serializers.ValidationError("Cette date est passée.")
        return min(day, today + LONGEST)

    def validate(self, attrs: Any) -> Any:
        attrs = super().validate(attrs)
        wanted = {int(pk) for pk in attrs["lieux"]}
        received = {lieu.pk for lieu in lieux_of(self.motifs[attrs["motif"]])} if wanted else set()
        if wanted - received:
            raise serializers.ValidationError({"lieux": ["Ce motif n’est pas reçu dans tous ces lieux."]})
        return attrs

    @property
    def chosen(self) -> Motif:
        return self.motifs[self.validated_data["motif"]]

    @property
    def wish(self) -> Wish:
        """Nothing ticked is anywhere, and whenever."""
        typed = self.validated_data
        halves = [half_day(int(day), afternoon=False) for day in typed["matin"]]
        halves += [half_day(int(day), afternoon=True) for day in typed["apres_midi"]]
        return Wish(
            people=typed["combien"],
            lieux=[int(pk) for pk in typed["lieux"]],
            half_days=halves if len(halves) < 2 * len(WEEK) else [],
            last_day=typed["jusqu_au"],
        )
