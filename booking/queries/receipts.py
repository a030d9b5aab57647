"""What was told about an rdv, to whom, and what became of it."""

from uuid import UUID

from django.db.models import QuerySet

from booking.models import Receipt
from booking.vocabulary import ReceiptState

# A session of sixty people has many.
SHOWN = 100


def receipts_of(rdv_id: UUID) -> QuerySet[Receipt]:
    """Oldest first, with who reads and who printed: one query. A channel that somebody does not have is no news."""
    rows = Receipt.objects.filter(rdv=rdv_id).exclude(state=ReceiptState.DROPPED, reason="pas-de-contact")
    return rows.select_related("usager", "agent").order_by("created_at", "pk")[:SHOWN]
