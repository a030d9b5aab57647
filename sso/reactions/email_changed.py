"""The former address of an account learns that it is no longer the account's."""

from django.conf import settings
from django.template.loader import render_to_string

from foundation.courier.mail import Email, post_email
from foundation.outbox.wiring import Envelope
from sso.accounts.events import AccountEmailChanged
from sso.accounts.models import Account


def warn_former_address(event: AccountEmailChanged, envelope: Envelope) -> None:
    """In the public schema. The address is forgotten once it has been told."""
    account = Account.objects.filter(pk=event.account_id).exclude(previous_email="").first()
    if account is None:
        return
    former = account.previous_email
    post_email(_letter(former, account), reference=f"{envelope.delivery_id}")
    Account.objects.filter(pk=account.pk, previous_email=former).update(previous_email="")


def _letter(to: str, account: Account) -> Email:
    context = {"compte": account, "site": settings.SIGN_IN_HOST}
    return Email(
        to=to,
        subject=render_to_string("sso/letters/email_changed/subject.txt", context).strip(),
        text=render_to_string("sso/letters/email_changed/body.txt", context).strip() + "\n",
        sender_name="RDV Service Public",
    )
