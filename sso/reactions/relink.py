"""What leaves when somebody asks for an account back, and when they got it."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from foundation import clock
from foundation.correlation import current_correlation_id
from foundation.courier.mail import Email, post_email
from foundation.outbox.wiring import Envelope
from foundation.ports import review_memberships
from sso.accounts.events import AccountRelinked, RelinkAsked
from sso.accounts.models import Account, RelinkCode
from sso.accounts.relink_codes import code_of, live


def send_relink_code(event: RelinkAsked, envelope: Envelope) -> None:
    """To the address the account already had. Nothing once the demand is over: a late code would only puzzle."""
    asked = live(event.code_id, now=clock.now())
    if asked is None:
        return
    letter = _letter("relink_code", asked.account.email, asked.account, code=code_of(asked.pk))
    post_email(letter, reference=f"{asked.pk}")


def tell_relinked(event: AccountRelinked, envelope: Envelope) -> None:
    """The account's address and the new identity's: one mailbox, unless their spelling says otherwise."""
    account = Account.objects.filter(pk=event.account_id).first()
    if account is None:
        return
    asked = RelinkCode.objects.filter(pk=event.code_id).first()
    addresses = dict.fromkeys([account.email, asked.email] if asked else [account.email])
    for number, address in enumerate(addresses):
        letter = _letter("relinked", address, account, reference=current_correlation_id())
        post_email(letter, reference=f"{envelope.delivery_id}-{number}")


def restrict_memberships(event: AccountRelinked, envelope: Envelope) -> None:
    """The page asked already, at once; this is for the day it could not."""
    review_memberships(event.account_id, event.at)


def _letter(name: str, to: str, account: Account, **more: Any) -> Email:
    context = {"compte": account, "site": settings.SIGN_IN_HOST, **more}
    folder = f"sso/letters/{name}"
    return Email(
        to=to,
        subject=render_to_string(f"{folder}/subject.txt", context).strip(),
        text=render_to_string(f"{folder}/body.txt", context).strip() + "\n",
        sender_name="RDV Service Public",
    )
