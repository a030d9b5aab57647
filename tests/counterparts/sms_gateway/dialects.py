"""The five ways to be asked an SMS, as the carriers' documentation tells them."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.counterparts.sms_gateway.messages import Asked, Reply, Request, Sent, json_reply

E164 = re.compile(r"^\+?[1-9][0-9]{6,14}$")
SENDER = re.compile(r"^[A-Za-z][A-Za-z0-9 ]{0,10}$")
# The only accounts there are.
BREVO_KEY = "xkeysib-1"
OVH = {"application_key": "ak", "application_secret": "as", "consumer_key": "ck", "service": "sms-ab1-1"}
NETSIZE = ("rdv", "secret")


@dataclass(frozen=True)
class Dialect:
    """`read` raises Refused when access is; `answer` says it was taken; `refuse` says it never will be."""

    read: Callable[[Request], Asked]
    answer: Callable[[Sent, int], Reply]
    refuse: Callable[[], Reply]


class Refused(Exception):
    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__()


def is_valid(asked: Asked) -> bool:
    return bool(E164.match(asked.to) and asked.text.strip() and SENDER.match(asked.sender or "A"))


def _http(request: Request) -> Asked:
    own = request.json()
    key, minutes = request.headers.get("idempotency-key", ""), own.get("validity", 0)
    return Asked("http", own["to"], own["text"], own["sender"], own.get("reference", ""), key, minutes)


def _brevo(request: Request) -> Asked:
    if request.headers.get("api-key") != BREVO_KEY:
        raise Refused(json_reply(401, {"code": "unauthorized", "message": "Key not found"}))
    own = request.json()
    to, reports = f"+{own['recipient']}", own.get("webUrl", "")
    return Asked("brevo", to, own["content"], own["sender"], own.get("tag", ""), reports=reports)


def _ovh(request: Request) -> Asked:
    check_ovh(request)
    own = request.json()
    (receiver,) = own["receivers"]
    if not own["senderForResponse"] and not own["noStopClause"]:
        raise Refused(json_reply(400, {"message": "a commercial message waits for the morning"}))
    sender = "" if own["senderForResponse"] else own["sender"]
    minutes = own["validityPeriod"]
    return Asked("ovh", receiver, own["message"], sender, own.get("tag", ""), minutes=minutes)


def check_ovh(request: Request) -> None:
    """The signature covers the whole address: what was asked is rebuilt from the request."""
    url = f"http://{request.headers['host']}{request.path}"
    at = request.headers.get("x-ovh-timestamp", "")
    signed = "+".join(
        (OVH["application_secret"], OVH["consumer_key"], request.method, url, request.body.decode(), at)
    )
    wanted = "$1$" + hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
    access = (request.headers.get("x-ovh-application"), request.headers.get("x-ovh-consumer"))
    if access != (OVH["application_key"], OVH["consumer_key"]) or wanted != request.headers.get(
        "x-ovh-signature"
    ):
        raise Refused(json_reply(403, {"class": "Client::Forbidden", "message": "Invalid signature"}))


def _netsize(request: Request) -> Asked:
    access = base64.b64encode(":".join(NETSIZE).encode()).decode()
    if request.headers.get("authorization") != f"Basic {access}":
        raise Refused(
            json_reply(401, {"responseCode": 1, "responseMessage": "Incorrect username or password"})
        )
    own = request.form()
    to, minutes = f"+{own['destinationAddress']}", int(own.get("relativeValidityTime", 0)) // 60
    return Asked("netsize", to, own["messageText"], own["originatingAddress"], minutes=minutes)


def _template(request: Request) -> Asked:
    """JSON, form or XML: whatever the template under test was written for."""
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        own: dict[str, Any] = request.json()
    elif "form" in kind:
        own = request.form()
    else:
        own = dict(re.findall(r"<(to|text|sender|reference|minutes)>([^<]*)</", request.body.decode()))
    own = {**request.query, **own}
    reference, minutes = own["reference"], int(own.get("minutes", 0))
    return Asked("template", own["to"], own["text"], own["sender"], reference, reference, minutes)


def _brevo_answer(sent: Sent, parts: int) -> Reply:
    return json_reply(201, {"messageId": int(sent.id)})


def _ovh_answer(sent: Sent, parts: int) -> Reply:
    told = {"totalCreditsRemoved": parts, "invalidReceivers": [], "ids": [int(sent.id)]}
    return json_reply(200, {**told, "validReceivers": [sent.asked.to]})


def _netsize_answer(sent: Sent, parts: int) -> Reply:
    ids = [sent.id] + [f"{sent.id}-{part}" for part in range(2, parts + 1)]
    return json_reply(200, {"responseCode": 0, "responseMessage": "Success", "messageIds": ids})


DIALECTS = {
    "/http": Dialect(
        _http,
        lambda sent, parts: json_reply(202, {"id": sent.id, "parts": parts}),
        lambda: json_reply(422, {"error": "number, text or sender is not valid"}),
    ),
    "/brevo/transactionalSMS/send": Dialect(
        _brevo,
        _brevo_answer,
        lambda: json_reply(400, {"code": "invalid_parameter", "message": "Invalid phone number"}),
    ),
    f"/ovh/sms/{OVH['service']}/jobs": Dialect(
        _ovh,
        _ovh_answer,
        lambda: json_reply(200, {"ids": [], "validReceivers": [], "invalidReceivers": ["?"]}),
    ),
    "/netsize": Dialect(
        _netsize,
        _netsize_answer,
        lambda: json_reply(200, {"responseCode": 103, "responseMessage": "Invalid destination"}),
    ),
    "/template": Dialect(
        _template,
        lambda sent, parts: json_reply(200, {"messages": [{"id": sent.id}]}),
        lambda: Reply(400, json.dumps({"error": "refused"}).encode()),
    ),
}
