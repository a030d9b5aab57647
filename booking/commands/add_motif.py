"""A new motif. Its slug, which links and posters bear, is made from its name, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from booking.commands.motif_rules import check_motif
from booking.commands.save_motif import check_may_set
from booking.models import Motif
from foundation.actors import Actor
from foundation.database.unit import unit_of_work

# Words of our own addresses, beside which a motif's page would be out of reach.
TAKEN_BY_PAGES = frozenset({"retrouver", "ajouter"})
LONGEST = 70
ATTEMPTS = 5


@unit_of_work
def add_motif(values: Mapping[str, Any], *, organisation_id: int, by: Actor, now: datetime) -> Motif:
    """`values`: columns, already read. Raises Forbidden, MotifRefused."""
    check_may_set(by, organisation_id)
    motif = Motif(organisation_id=organisation_id, **values)
    check_motif(motif, None, now=now)
    for attempt in range(1, ATTEMPTS + 1):
        motif.slug = free_slug(motif.name)
        try:
            with transaction.atomic():
                motif.save(force_insert=True)
        except IntegrityError:
            # Somebody took the same words a moment ago.
            if attempt == ATTEMPTS:
                raise
        else:
            break
    return motif


def free_slug(name: str) -> str:
    """A name that no letter of the Latin alphabet spells gives « motif »."""
    base = slugify(name.replace("’", " ").replace("'", " "))[:LONGEST].strip("-") or "motif"
    taken = set(Motif.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | TAKEN_BY_PAGES
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
