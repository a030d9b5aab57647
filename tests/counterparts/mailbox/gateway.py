"""The SMS side: what a carrier's HTTP gateway answers."""

import json
import re
from http import HTTPStatus
from typing import Any

from tests.counterparts.mailbox.store import Store

E164 = re.compile(r"^\+[1-9][0-9]{6,14}$")
SENDER = re.compile(r"^[A-Za-z][A-Za-z0-9 ]{0,10}$")
# Never attributed: the gateway answers that it is too busy.
BUSY = "+33600000503"


def accept(store: Store, body: bytes, key: str) -> tuple[HTTPStatus, dict[str, Any]]:
    try:
        asked = json.loads(body)
        to, text, sender = str(asked["to"]), str(asked["text"]), str(asked["sender"])
    except (ValueError, KeyError, TypeError):
        return HTTPStatus.BAD_REQUEST, {"error": "to, text and sender are wanted, in JSON"}
    if to == BUSY:
        return HTTPStatus.SERVICE_UNAVAILABLE, {"error": "busy"}
    if not E164.match(to) or not text.strip() or not SENDER.match(sender):
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": "number, text or sender is not valid"}
    letter = store.add(kind="sms", to=to, subject="", text=text, sender=sender, key=key)
    return HTTPStatus.ACCEPTED, {"id": f"sms-{letter.id}"}
