"""A message whose receipt was written with what it tells: where it goes is kept by the administration alone."""

from collections.abc import Callable
from uuid import UUID

from booking.commands.keep_receipt import note_dropped, note_failed
from booking.models import Receipt
from booking.reactions.sending import BY_CARRIER, GIVEN_UP, NO_BUDGET
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.courier.failures import PermanentFailure
from foundation.outbox.turn import is_last_turn
from foundation.ports import may_send


def post_kept(receipt_id: UUID, post: Callable[[Receipt], None]) -> None:
    """Once: `post` sends it and says so. Raises TemporaryFailure: ask again later."""
    waiting = Receipt.objects.select_related("usager").filter(state=ReceiptState.QUEUED)
    receipt = waiting.filter(pk=receipt_id).first()
    if receipt is None:
        return
    now = clock.now()
    if not may_send(receipt.channel):
        note_dropped(receipt, reason=NO_BUDGET, now=now)
        return
    try:
        post(receipt)
    except PermanentFailure as failure:
        note_failed(receipt, reason=f"{BY_CARRIER}{failure.code}", now=now)
    except Exception:
        if is_last_turn():
            note_failed(receipt, reason=GIVEN_UP, now=now)
        raise
