"""The code as an e-mail and as an SMS, and the e-mail to an address that nobody gave us."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.template.loader import render_to_string

from foundation.courier.gsm import measure, normalise
from foundation.courier.mail import Email
from foundation.courier.senders import gsm_only, sender_of
from foundation.courier.sms import Sms
from foundation.tenancy import current
from foundation.web.skins.letters import INLINER, letter_accent
from sso.contacts.codes import code_of


def code_email(challenge_id: UUID, *, to: str, opens_rdvs: bool = True) -> Email:
    """`opens_rdvs`: whoever has the code sees the rdvs of this address."""
    context = {"lettre": _facts(), "code": code_of(challenge_id), "opens_rdvs": opens_rdvs}
    return Email(
        to=to,
        subject=render_to_string("sso/letters/code/subject.txt", context).strip(),
        text=render_to_string("sso/letters/code/body.txt", context).strip() + "\n",
        html=INLINER.inline(render_to_string("sso/letters/code/body.html", context)),
        sender_name=current().name,
    )


def no_rdv_email(*, to: str) -> Email:
    context = {"lettre": _facts()}
    return Email(
        to=to,
        subject=render_to_string("sso/letters/no_rdv/subject.txt", context).strip(),
        text=render_to_string("sso/letters/no_rdv/body.txt", context).strip() + "\n",
        html=INLINER.inline(render_to_string("sso/letters/no_rdv/body.html", context)),
        sender_name=current().name,
    )


def code_sms(challenge_id: UUID, *, to: str) -> Sms:
    """One part when the host is short enough to be said twice; the last line is read by the telephone (WebOTP)."""
    tenant = current()
    context = {
        "administration": gsm_only(tenant.short_name),
        "host": _host(),
        "code": code_of(challenge_id),
    }
    text = _written(context | {"host_said": True})
    if measure(text).parts > 1:
        text = _written(context | {"host_said": False})
    return Sms(to=to, text=text, sender=sender_of(tenant.short_name))


def _written(context: dict[str, Any]) -> str:
    return normalise(render_to_string("sso/letters/code/sms.txt", context).strip())


def _facts() -> dict[str, Any]:
    tenant, host = current(), _host()
    return {
        "administration": tenant.name,
        "phone": tenant.phone,
        "host": host,
        "home": tenant.url("/"),
        "accent": letter_accent(tenant, host),
    }


def _host() -> str:
    return str(urlsplit(current().url("/")).hostname)
