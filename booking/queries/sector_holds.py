from datetime import datetime
from uuid import UUID

from booking.models import Hold, Motif


def is_kept_by_another(hold_id: UUID, motif: Motif, *, now: datetime) -> bool:
    """Whether this hold is over, or of an agenda that no longer may receive: the address changed meanwhile.

    No query for a motif that anybody receives.
    """
    if motif.among is None:
        return False
    return Hold.objects.filter(pk=hold_id).exclude(agenda__in=motif.among, expires_at__gt=now).exists()
