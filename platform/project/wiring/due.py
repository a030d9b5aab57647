"""Due rows and who serves them."""

from booking.commands.end_files_attente import ATTENTE_OVER
from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.keep_for_waiting import OFFER
from booking.commands.plan_digest import DIGEST
from booking.commands.plan_messages import PRESENCE, REMINDER
from booking.commands.prove_index import INDEX_PROOF
from booking.commands.queue_webhooks import WEBHOOK
from booking.commands.replan_motif import REPLAN
from booking.commands.tell_opening import OPENING
from booking.commands.watch_credit import CREDIT
from booking.reactions.digest import send_digests
from booking.reactions.file_attente import end_places, go_on, serve_opening
from booking.reactions.holds import free_holds
from booking.reactions.index_proof import prove
from booking.reactions.presence import keep_presence
from booking.reactions.reminders import announce, note_missed
from booking.reactions.replan import replan
from booking.reactions.sms_credit import watch_credit
from booking.reactions.webhooks import send_webhooks
from foundation.due.handlers import handle
from sso.contacts.ask_code import CHALLENGE_OVER
from sso.contacts.erase import erase_contacts


def join_due() -> None:
    handle(HOLD_EXPIRED, free_holds)
    handle(OFFER, go_on)
    handle(OPENING, serve_opening)
    handle(ATTENTE_OVER, end_places)
    handle(REMINDER, announce, dropped=note_missed)
    handle(REPLAN, replan)
    handle(PRESENCE, keep_presence)
    handle(INDEX_PROOF, prove)
    handle(DIGEST, send_digests)
    handle(CREDIT, watch_credit)
    handle(CHALLENGE_OVER, erase_contacts)
    handle(WEBHOOK, send_webhooks)
