"""What told a command which agendas to lock may no longer be true under the lock: then it begins again."""

from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError

from booking.commands.refusals import CreneauTaken
from booking.models import Rdv
from booking.models.occupation import ONE_AT_A_TIME
from foundation.database.errors import breaks

ATTEMPTS = 6
# Broken by nobody but who was a moment too late.
RACES = (ONE_AT_A_TIME, "hold_one_per_visitor")


class Meanwhile(Exception):
    """Somebody was faster. Raised inside a unit of work, never seen by a caller."""


def begin_again[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Round a unit of work. Raises CreneauTaken when others are always faster."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(ATTEMPTS):
            try:
                return work(*args, **kwargs)
            except Meanwhile:
                continue
            except IntegrityError as error:
                if not any(breaks(error, race) for race in RACES):
                    raise
        raise CreneauTaken

    return run


def lock_as_seen(seen: Rdv) -> Rdv:
    """Its row, after its agendas. Raises Meanwhile when it changed since it was read."""
    rows = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif__organisation")
    rdv = rows.get(pk=seen.pk)
    if rdv.sequence != seen.sequence:
        raise Meanwhile
    return rdv
