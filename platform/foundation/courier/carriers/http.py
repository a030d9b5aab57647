"""Our own small dialect: JSON to one address. A gateway that speaks it sends a reference once, and gives up after
`validity` minutes.
"""

import json
from datetime import datetime

import httpx

from foundation.courier.carriers.answers import facts, refused, whole
from foundation.courier.carriers.generic import inbound, report
from foundation.courier.carriers.untold import ask_credit, credit
from foundation.courier.contract import Ask, Sms, SmsAccount

__all__ = ["accepted", "ask", "ask_credit", "credit", "inbound", "report"]


def ask(sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
    body: dict[str, str | int] = {
        "to": sms.to,
        "text": sms.text,
        "sender": sms.sender,
        "reference": reference,
    }
    body["validity"] = sms.minutes_left(now)
    headers = {"Content-Type": "application/json", "Idempotency-Key": reference}
    if token := account.credentials.get("token"):
        headers["Authorization"] = f"Bearer {token}"
    return Ask("POST", account.credentials["url"], headers, json.dumps(body).encode())


def accepted(answer: httpx.Response, sms: Sms, account: SmsAccount) -> tuple[str, int]:
    if not answer.is_success:
        raise refused(answer.status_code)
    told = facts(answer)
    return str(told.get("id", "")), whole(told.get("parts"))
