"""What an administrator changes of a motif, some columns at a time. Its slug never changes: links live on."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from booking.commands.motif_rules import check_motif
from booking.commands.replan_motif import replan_later
from booking.models import Motif
from booking.policies import may_manage_team
from booking.queries.motif_settings import administers, seen_of
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, NotFound, Refusal

# What decides which messages leave before an rdv.
PLANNED = ("reminders", "presence", "notices")
SETTABLE = frozenset(
    {
        "name", "service_id", "duration_min", "step_min", "buffer_before_min", "buffer_after_min",
        "modalite", "bookable_by", "colour", "is_published", "min_delay_s", "max_delay_s", "cancel_limit_s",
        "move_limit_s", "people", "questions", "pieces", "to_bring", "instructions", "acceptance",
        "cancel_warning", "reminders", "presence", "quota_per_person", "papers", "is_convocation",
        "obligations", "follow_up", "sector_level", "under_pressure", "release_within_s", "translations", "notices",
    }
)  # fmt: skip


class MotifChanged(Refusal):
    """Somebody else wrote the same section meanwhile."""

    code = "motif-modifie-entre-temps"
    sentence = (
        "Quelqu’un d’autre vient de modifier cette rubrique. Votre saisie est gardée ici, mais elle n’est pas "
        "enregistrée. Comparez-la avec ce qui est enregistré, puis enregistrez de nouveau pour la remplacer."
    )


@unit_of_work
def save_motif(slug: str, values: Mapping[str, Any], *, seen: str, by: Actor, now: datetime) -> Motif:
    """`values` are columns and what they become, already read; `seen` is `seen_of` these columns when the form was
    made. What is already so is saved again without a word.

    Times to come are cut from the free-time index when they are asked for: it has nothing to learn. Rdvs already taken
    keep their duration and their buffers; their reminders are planned again.

    Raises Forbidden, NotFound, MotifChanged, MotifRefused.
    """
    if not values.keys() <= SETTABLE:
        raise ValueError(f"not to be set: {sorted(values.keys() - SETTABLE)}")
    motif = locked_motif(slug, by)
    if all(getattr(motif, name) == value for name, value in values.items()):
        return motif
    if seen != seen_of(motif, values):
        raise MotifChanged
    before = copy(motif)
    for name, value in values.items():
        setattr(motif, name, value)
    check_motif(motif, before, now=now)
    motif.save(update_fields=[*values])
    if any(getattr(before, name) != getattr(motif, name) for name in PLANNED):
        replan_later(motif, now=now)
    return motif


def locked_motif(slug: str, by: Actor) -> Motif:
    """For an administrator of its organisation. Raises Forbidden, NotFound."""
    motif = Motif.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if motif is None:
        raise NotFound
    check_may_set(by, motif.organisation_id)
    return motif


def check_may_set(by: Actor, organisation_id: int) -> None:
    """Raises Forbidden."""
    if not may_manage_team(by) or not administers(by.agent_id, organisation_id):
        raise Forbidden
