"""Who is of the programme's team: named by whoever runs the service, never by a sign-in."""

from datetime import datetime
from uuid import UUID

from foundation.errors import Refusal
from foundation.tenancy import in_public
from sso.accounts.models import Account
from sso.accounts.platform_sessions import revoke_account
from sso.accounts.second_factor import forget_factors


class AccountUnknown(Refusal):
    code = "compte-inconnu"
    sentence = "Aucun compte ne correspond. La personne doit d’abord s’identifier une fois avec ProConnect."
    status = 404


class AccountAmbiguous(Refusal):
    code = "compte-ambigu"
    sentence = "Plusieurs comptes ont cette adresse. Désignez le bon par son identifiant :"


def enlist(who: str) -> Account:
    """Raises AccountUnknown, AccountAmbiguous."""
    account = _find(who)
    account.is_programme = True
    account.save(update_fields=["is_programme"])
    return account


def dismiss(who: str, *, now: datetime) -> Account:
    """Out at once: every sign-in is revoked and the second factor forgotten. Raises as `enlist`."""
    account = _find(who)
    account.is_programme = False
    account.save(update_fields=["is_programme"])
    forget_factors(account)
    revoke_account(account.pk, now=now)
    return account


def team() -> list[Account]:
    with in_public():
        return list(Account.objects.filter(is_programme=True).order_by("usual_name", "given_name", "email"))


def _find(who: str) -> Account:
    """By id, or by an e-mail that only one account has: it is no key, people share addresses."""
    try:
        found = list(Account.objects.filter(pk=UUID(who)))
    except ValueError:
        found = list(Account.objects.filter(email__iexact=who).order_by("pk"))
    if not found:
        raise AccountUnknown
    if len(found) > 1:
        known = ", ".join(f"{each.pk} ({each})" for each in found)
        raise AccountAmbiguous(f"{AccountAmbiguous.sentence} {known}.")
    return found[0]
