"""Brevo, transactional SMS (API v3). Credentials: api_key.

It knows no idempotency key: asked again after an answer lost on the way, it sends again. It cannot be told when to
give up: a phone switched off for long may show a message too late.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

import httpx

from foundation.courier.carriers.answers import facts, refused, whole
from foundation.courier.carriers.incoming import first, moment, phone
from foundation.courier.contract import Ask, DeliveryReport, InboundSms, ReportState, Sms, SmsAccount
from foundation.courier.failures import TemporaryFailure
from foundation.courier.gsm import measure

URL = "https://api.brevo.com/v3"
# Of the refusals with status 400, those that speak of the message; the others speak of the account.
ABOUT_THE_MESSAGE = frozenset({"invalid_parameter", "missing_parameter", "out_of_range", "bad_request"})
STATES = {
    "sent": ReportState.SENT,
    "accepted": ReportState.SENT,
    "delivered": ReportState.DELIVERED,
    "soft_bounce": ReportState.FAILED,
    "softbounce": ReportState.FAILED,
    "hard_bounce": ReportState.FAILED,
    "hardbounce": ReportState.FAILED,
    "rejected": ReportState.FAILED,
    "blocked": ReportState.FAILED,
    "blacklisted": ReportState.FAILED,
    "skip": ReportState.FAILED,
    "expired": ReportState.EXPIRED,
}


def ask(sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
    body = {
        "type": "transactional",
        "sender": sms.sender,
        "recipient": sms.to.removeprefix("+"),
        "content": sms.text,
        "tag": reference,
        "unicodeEnabled": measure(sms.text).alphabet == "UCS-2",
    }
    if account.reports:
        body["webUrl"] = account.reports
    return Ask(
        "POST", f"{_base(account)}/transactionalSMS/send", _headers(account), json.dumps(body).encode()
    )


def accepted(answer: httpx.Response, sms: Sms, account: SmsAccount) -> tuple[str, int]:
    told = facts(answer)
    if answer.status_code == 400 and told.get("code") not in ABOUT_THE_MESSAGE:
        raise TemporaryFailure("sms-account")
    if not answer.is_success:
        raise refused(answer.status_code)
    return str(told.get("messageId", "")), whole(told.get("smsCount"))


def report(item: Mapping[str, str]) -> DeliveryReport | None:
    word = first(item, ("msg_status", "event"))
    state = STATES.get(word.lower())
    carrier_id = first(item, ("messageId", "message_id"))
    if state is None or not carrier_id:
        return None
    return DeliveryReport(carrier_id, item.get("tag", ""), state, item.get("error_code") or word)


def inbound(item: Mapping[str, str]) -> InboundSms | None:
    """A reply is told as one more event of the SMS it answers: `to` is still the person."""
    text = first(item, ("reply", "content", "message"))
    if first(item, ("msg_status", "event")).lower() not in {"replied", "reply"} or not text.strip():
        return None
    return InboundSms(
        sender=phone(first(item, ("to", "phoneNumber"))),
        to=phone(item.get("from", "")),
        text=text,
        carrier_id=first(item, ("messageId", "message_id")),
        at=moment(first(item, ("ts_event", "ts"))),
        reference=item.get("tag", ""),
    )


def ask_credit(account: SmsAccount, *, now: datetime) -> Ask | None:
    return Ask("GET", f"{_base(account)}/account", _headers(account))


def credit(answer: httpx.Response) -> Decimal | None:
    plans = facts(answer).get("plan")
    for plan in plans if isinstance(plans, list) else []:
        if isinstance(plan, dict) and plan.get("type") == "sms":
            try:
                return Decimal(str(plan.get("credits")))
            except InvalidOperation:
                return None
    return None


def _base(account: SmsAccount) -> str:
    return account.credentials.get("url", URL).rstrip("/")


def _headers(account: SmsAccount) -> dict[str, str]:
    return {
        "api-key": account.credentials["api_key"],
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
