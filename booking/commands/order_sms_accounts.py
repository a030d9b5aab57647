"""Which SMS accounts are tried, and in which order. An account is named by `foundation.courier.sms.name_of`."""

from booking.commands.message_settings_row import lock_message_settings, write_accounts
from booking.queries.message_settings import sms_accounts
from foundation.actors import Actor
from foundation.courier.sms import name_of
from foundation.database.unit import unit_of_work


@unit_of_work
def try_first(name: str, *, by: Actor) -> None:
    """One that is gone changes nothing. Raises Forbidden."""
    settings = lock_message_settings(by)
    write_accounts(settings, sorted(sms_accounts(settings), key=lambda each: name_of(each) != name))


@unit_of_work
def remove_sms_account(name: str, *, by: Actor) -> None:
    """Without any left, the platform's account is used. Raises Forbidden."""
    settings = lock_message_settings(by)
    write_accounts(settings, [each for each in sms_accounts(settings) if name_of(each) != name])
