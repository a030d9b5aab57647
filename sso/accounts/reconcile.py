"""An account follows the person ProConnect describes. The e-mail is never a key: it is only what a conflict shows."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from foundation.outbox.events import publish
from foundation.tenancy import in_public
from sso.accounts.events import AccountEmailChanged
from sso.accounts.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    email: str
    given_name: str
    usual_name: str
    siret: str


def is_known(email: str) -> bool:
    """Whatever the case, and open or closed."""
    with in_public():
        return Account.objects.filter(email__iexact=email).exists()


def described(snapshot: Snapshot) -> Account:
    """A new account, not saved."""
    account = Account(**asdict(snapshot))
    account.set_unusable_password()
    return account


def refresh(account_id: UUID, snapshot: Snapshot) -> None:
    """The names, e-mail and SIRET of this sign-in. The former address is told that it is no longer the account's."""
    with in_public(), transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if account.email.casefold() != snapshot.email.casefold():
            # Two changes before the first letter: the oldest address is the one to warn.
            account.previous_email = account.previous_email or account.email
            publish(AccountEmailChanged(account_id=account.pk))
        for name, value in asdict(snapshot).items():
            setattr(account, name, value)
        account.save(update_fields=[*asdict(snapshot), "previous_email"])
