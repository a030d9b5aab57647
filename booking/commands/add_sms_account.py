from datetime import datetime

from booking.commands.message_settings_row import lock_message_settings, renew_key, write_accounts
from booking.commands.watch_credit import begin_credit_watch
from booking.queries.message_settings import sms_accounts
from foundation.actors import Actor
from foundation.courier.contract import SmsAccount
from foundation.courier.sms import name_of
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal

# Each is asked in turn while a message waits.
MOST_ACCOUNTS = 4


class TooManyAccounts(Refusal):
    code = "trop-de-comptes"
    sentence = "Quatre comptes suffisent. Retirez-en un pour en ajouter un autre."


@unit_of_work
def add_sms_account(account: SmsAccount, *, by: Actor, now: datetime) -> None:
    """Last to be tried, its credit watched, and with somewhere to report. The same account again only takes its new
    sender. Raises Forbidden, TooManyAccounts.
    """
    settings = lock_message_settings(by)
    accounts = {name_of(each): each for each in sms_accounts(settings)} | {name_of(account): account}
    if len(accounts) > MOST_ACCOUNTS:
        raise TooManyAccounts
    write_accounts(settings, list(accounts.values()))
    if not settings.inbound_key:
        renew_key(settings)
    begin_credit_watch(now)
