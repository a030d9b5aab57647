"""The administrators learn that an SMS account of theirs is nearly empty, before their usagers do."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from booking.commands.watch_credit import watch_again
from booking.models import Agent, Receipt
from booking.queries.agents import administrators
from booking.queries.message_settings import message_settings, sms_accounts
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import Credit, CreditLevel, keep_credit
from foundation.courier.failures import TemporaryFailure
from foundation.courier.sms import credit, name_of
from foundation.sealing import Unsealable
from foundation.web.components.typography import NO_BREAK

LINK = "/agent/parametres/messages/"
# Those that tell what is left.
CARRIERS = {"brevo": "Brevo", "ovh": "OVHcloud"}

logger = logging.getLogger(__name__)


def watch_credit(refs: Sequence[str], now: datetime) -> None:
    """Due: once a day. An account that does not answer is asked again tomorrow."""
    for account in _accounts():
        found = _asked(account, now)
        if found:
            keep_credit(account, found)
            if found.level() is not CreditLevel.ENOUGH:
                to_each(administrators(), partial(_tell, account, found))
    watch_again(now=now)


def _accounts() -> Sequence[SmsAccount]:
    try:
        return sms_accounts(message_settings())
    except Unsealable:
        # The page of the accounts says so, and what cannot be read cannot be asked.
        return []


def _asked(account: SmsAccount, now: datetime) -> Credit | None:
    try:
        left = credit(account)
    except TemporaryFailure as failure:
        logger.warning("sms credit not told", extra={"carrier": account.driver, "code": failure.code})
        return None
    return None if left is None else Credit(left, now)


def _tell(account: SmsAccount, found: Credit, reader: Agent) -> Receipt:
    """Once a week at each level: an account that stays low is not forgotten, nor a nuisance."""
    week = f"{found.at:%G-%V}"
    return send(
        kind=MessageKind.AGENT_NOTICE,
        channel=Channel.EMAIL,
        key=f"credit:{name_of(account)[:16]}:{found.level()}:{week}:{reader.pk}",
        now=found.at,
        agent=reader,
        extra=_notice(CARRIERS.get(account.driver, account.driver), found),
    )


def _notice(carrier: str, found: Credit) -> dict[str, str]:
    empty = found.level() is CreditLevel.EMPTY
    left = f"Crédit restant{NO_BREAK}: {found.shown}."
    follows = (
        "Les SMS ne partent plus par ce compte."
        if empty
        else "Sans crédit, les SMS ne partiront plus par ce compte."
    )
    return {
        "title": f"Compte SMS {carrier}{NO_BREAK}: {'crédit épuisé' if empty else 'crédit bientôt épuisé'}",
        "text": f"{left} {follows} Rechargez-le auprès de {carrier}.",
        "link": LINK,
        "label": "Voir les comptes SMS",
    }
