"""Netsize, now LINK Mobility (REST, form). Credentials: username, password.

It knows no idempotency key and repeats no reference: its reports are matched by its own id.
"""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from foundation.courier.carriers.answers import facts, refused
from foundation.courier.carriers.incoming import first, moment, phone
from foundation.courier.carriers.untold import ask_credit, credit
from foundation.courier.contract import Ask, DeliveryReport, InboundSms, ReportState, Sms, SmsAccount
from foundation.courier.failures import PermanentFailure, TemporaryFailure

__all__ = ["accepted", "ask", "ask_credit", "credit", "inbound", "report"]

URL = "https://europe.ipx.com/restapi/v1/sms/send"
# Its answer is 200 whatever happened; these three codes speak of the number or of the text.
FOR_GOOD = frozenset({15, 103, 117})
MOST_PARTS = "10"
ALPHANUMERIC = "1"
DELIVERED = "0"
EXPIRED = "100"


def ask(sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
    own = account.credentials
    form = {
        "destinationAddress": sms.to.removeprefix("+"),
        "originatingAddress": sms.sender,
        "originatorTON": ALPHANUMERIC,
        "messageText": sms.text,
        # In seconds.
        "relativeValidityTime": str(60 * sms.minutes_left(now)),
        "maxConcatenatedMessages": MOST_PARTS,
        "statusReportFlags": "1",
    }
    access = base64.b64encode(f"{own['username']}:{own['password']}".encode()).decode()
    headers = {
        "Authorization": f"Basic {access}",
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }
    return Ask("POST", own.get("url", URL), headers, urlencode(form).encode())


def accepted(answer: httpx.Response, sms: Sms, account: SmsAccount) -> tuple[str, int]:
    if not answer.is_success:
        raise refused(answer.status_code)
    told = facts(answer)
    # Without a readable code it was taken: asking again could send it twice.
    code = _number(told.get("responseCode", 0))
    if code in FOR_GOOD:
        raise PermanentFailure(f"sms-netsize-{code}")
    if code != 0:
        raise TemporaryFailure(f"sms-netsize-{code}")
    ids = told.get("messageIds")
    return (str(ids[0]), len(ids)) if isinstance(ids, list) and ids else ("", 0)


def report(item: Mapping[str, str]) -> DeliveryReport | None:
    status, reason = item.get("StatusCode", ""), item.get("ReasonCode", "")
    if not status or not item.get("MessageId"):
        return None
    state = ReportState.FAILED
    if status == DELIVERED:
        state = ReportState.DELIVERED
    elif reason == EXPIRED:
        state = ReportState.EXPIRED
    return DeliveryReport(item["MessageId"], "", state, reason or status)


def inbound(item: Mapping[str, str]) -> InboundSms | None:
    sender = first(item, ("OriginatorAddress", "OriginatingAddress"))
    text = first(item, ("Message", "MessageText"))
    if not sender or not text.strip():
        return None
    return InboundSms(
        sender=phone(sender),
        to=phone(item.get("DestinationAddress", "")),
        text=text,
        carrier_id=item.get("MessageId", ""),
        at=moment(item.get("TimeStamp", "")),
    )


def _number(code: Any) -> int:
    return int(code) if str(code).isdecimal() else -1
