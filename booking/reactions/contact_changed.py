"""Who reads a former address or number learns that messages go elsewhere, and what to do if they did not ask for it."""

from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from booking.commands.keep_receipt import note_sent
from booking.events.people import ContactChanged
from booking.models import Receipt
from booking.queries.message_settings import message_settings, sms_accounts
from booking.reactions.by_sms import leave_written
from booking.reactions.kept_message import post_kept
from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.gsm import normalise
from foundation.courier.mail import Email, post_email
from foundation.courier.posted import remember
from foundation.courier.senders import gsm_only, sender_of
from foundation.courier.sms import Sms
from foundation.languages import speaking
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current
from foundation.web.components.typography import date_heure
from foundation.web.skins.letters import INLINER, letter_accent

FOLDER = "booking/letters/contact_changed"


def warn_former_contact(event: ContactChanged, envelope: Envelope) -> None:
    post_kept(event.receipt_id, lambda receipt: _post(receipt, event.changed))


def _post(receipt: Receipt, changed: Channel) -> None:
    if receipt.usager is None or not receipt.contact:
        return
    with speaking(receipt.usager.language):
        context = _context(receipt, changed)
        if receipt.channel == Channel.EMAIL:
            # Before: a bounce may come back at once.
            remember(receipt.pk, now=clock.now())
            post_email(_email(receipt.contact, context), reference=str(receipt.pk))
            note_sent(receipt, now=clock.now(), parts=1)
            return
        settings = message_settings()
        text = normalise(render_to_string(f"{FOLDER}/sms.txt", context).strip())
    sms = Sms(to=receipt.contact, text=text, sender=settings.sender or sender_of(current().short_name))
    leave_written(sms, receipt, accounts=sms_accounts(settings), now=clock.now())


def _email(to: str, context: dict[str, Any]) -> Email:
    return Email(
        to=to,
        subject=render_to_string(f"{FOLDER}/subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/body.txt", context).strip() + "\n",
        html=INLINER.inline(render_to_string(f"{FOLDER}/body.html", context)),
        sender_name=current().name,
    )


def _context(receipt: Receipt, changed: Channel) -> dict[str, Any]:
    """Of the person, what a passer-by could not use: the former number may be somebody else's by now."""
    tenant, usager = current(), receipt.usager
    host = str(urlsplit(tenant.url("/")).hostname)
    lettre = {
        "administration": tenant.name,
        "phone": tenant.phone,
        "host": host,
        "accent": letter_accent(tenant, host),
    }
    return {
        "lettre": lettre,
        "court": gsm_only(tenant.short_name),
        "prenom": usager.first_name if usager else "",
        "adresse": changed == Channel.EMAIL,
        "quand": date_heure(receipt.created_at, ZoneInfo(tenant.time_zone)),
    }
