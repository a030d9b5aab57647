"""OVHcloud SMS (API 1.0, signed). Credentials: application_key, application_secret, consumer_key, service;
replies=1 to send from a short number that can be answered (the sender's name is then not shown).

It knows no idempotency key: asked again after an answer lost on the way, it sends again.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

import httpx

from foundation.courier.carriers.answers import facts, refused
from foundation.courier.carriers.incoming import moment, phone
from foundation.courier.contract import Ask, DeliveryReport, InboundSms, ReportState, Sms, SmsAccount
from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.courier.gsm import measure

URL = "https://eu.api.ovh.com/1.0"
# The bits of a delivery receipt, as in Kannel.
STATES = {
    "1": ReportState.DELIVERED,
    "2": ReportState.FAILED,
    "4": ReportState.SENT,
    "8": ReportState.SENT,
    "16": ReportState.FAILED,
}


def ask(sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
    replies = account.credentials.get("replies") == "1"
    body = {
        "message": sms.text,
        "receivers": [sms.to],
        "charset": "UTF-8",
        "coding": "8bit" if measure(sms.text).alphabet == "UCS-2" else "7bit",
        "priority": "high",
        # A service message: no mention of STOP is added, and it leaves at once.
        "noStopClause": True,
        "senderForResponse": replies,
        "tag": reference,
        "validityPeriod": sms.minutes_left(now),
    }
    if not replies:
        body["sender"] = sms.sender
    return _signed(account, "POST", "/jobs", json.dumps(body), now)


def accepted(answer: httpx.Response, sms: Sms, account: SmsAccount) -> tuple[str, int]:
    told = facts(answer)
    if answer.status_code == 400 and "credit" in str(told.get("message", "")).lower():
        raise TemporaryFailure("sms-credit")
    if not answer.is_success:
        raise refused(answer.status_code)
    if told.get("invalidReceivers") and not told.get("validReceivers"):
        raise PermanentFailure("sms-receiver")
    ids = told.get("ids")
    # Credits are not parts: overseas, a part costs more than one.
    return (str(ids[0]) if isinstance(ids, list) and ids else ""), 0


def report(item: Mapping[str, str]) -> DeliveryReport | None:
    state = STATES.get(item.get("dlr", ""))
    if state is None or not item.get("id"):
        return None
    return DeliveryReport(item["id"], item.get("tag", ""), state, item.get("ptt") or item["dlr"])


def inbound(item: Mapping[str, str]) -> InboundSms | None:
    """`tag` is that of the SMS it answers."""
    if not item.get("senderid") or not item.get("message", "").strip():
        return None
    return InboundSms(
        sender=phone(item["senderid"]),
        to=phone(item.get("shortcode", "")),
        text=item["message"],
        carrier_id=item.get("id", ""),
        at=moment(item.get("date", "")),
        reference=item.get("tag", ""),
    )


def ask_credit(account: SmsAccount, *, now: datetime) -> Ask | None:
    return _signed(account, "GET", "", "", now)


def credit(answer: httpx.Response) -> Decimal | None:
    try:
        return Decimal(str(facts(answer)["creditsLeft"]))
    except (KeyError, InvalidOperation):
        return None


def _signed(account: SmsAccount, method: str, path: str, body: str, now: datetime) -> Ask:
    """Our clock must be right within seconds, as everywhere else in the house."""
    own = account.credentials
    url = f"{own.get('url', URL).rstrip('/')}/sms/{quote(own['service'], safe='')}{path}"
    at = str(int(now.timestamp()))
    signed = "+".join((own["application_secret"], own["consumer_key"], method, url, body, at))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Ovh-Application": own["application_key"],
        "X-Ovh-Consumer": own["consumer_key"],
        "X-Ovh-Timestamp": at,
        # SHA-1 is what the carrier asks for.
        "X-Ovh-Signature": "$1$" + hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest(),
    }
    return Ask(method, url, headers, body.encode())
