"""E-mail, through Django's mailers."""

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives  # noqa: TID251 (the courier is who sends)

from foundation.courier.failures import FOR_NOW, PermanentFailure, TemporaryFailure


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True, slots=True)
class Email:
    """`html` may be empty; `sender_name` is what the reader's list of messages shows."""

    to: str
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    sender_name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def post_email(email: Email, *, reference: str) -> None:
    """Raises TemporaryFailure or PermanentFailure. Never inside a transaction: it waits for the network.

    `reference` is stable for the message: sent twice, it carries the same Message-ID. Providers repeat it with
    their bounces (foundation.courier.bounces).
    """
    if settings.MAILERS["default"]["BACKEND"].endswith("dummy.EmailBackend"):
        raise PermanentFailure("email-not-configured")
    try:
        _message(email, reference).send(using="default")
    except smtplib.SMTPRecipientsRefused as error:
        raise _by_code(next(iter(error.recipients.values()))[0]) from None
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code) from None
    except AnymailError as error:
        _refuse(error)
    except ValueError:
        # A line break in a header, an address that no encoding can write.
        raise PermanentFailure("email-unreadable") from None
    except (smtplib.SMTPException, OSError) as error:
        raise TemporaryFailure(f"email-{type(error).__name__.lower()}") from None


def _message(email: Email, reference: str) -> EmailMultiAlternatives:
    name, _, domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        from_email=formataddr((email.sender_name, f"{name}@{domain}")) if email.sender_name else None,
        to=[email.to],
        reply_to=[email.reply_to] if email.reply_to else None,
        headers={
            # No out-of-office answer comes back to us.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Message-ID": f"<{reference}@{domain.rstrip('>')}>",
            **email.headers,
        },
    )
    # Read by the APIs of providers only, which may choose a Message-ID of their own.
    message.metadata = {"reference": reference}  # type: ignore[attr-defined]
    if email.html:
        message.attach_alternative(email.html, "text/html")
    for attachment in email.attachments:
        message.attach(attachment.name, attachment.content, attachment.mimetype)
    return message


def _by_code(code: int) -> PermanentFailure | TemporaryFailure:
    """RFC 5321: 5xx for good, 4xx for now. 530 to 538 are about our own sign-in: temporary."""
    if 500 <= code < 600 and not 530 <= code <= 538:
        return PermanentFailure(f"email-{code}")
    return TemporaryFailure(f"email-{code}")


def _refuse(error: AnymailError) -> None:
    """As `_by_code`, in HTTP. A yes is a yes, even unreadable."""
    status = error.status_code
    if isinstance(error, AnymailRecipientsRefused):
        raise PermanentFailure("email-refused") from None
    if isinstance(error.__cause__, OSError) and status is None:
        raise TemporaryFailure(f"email-{type(error.__cause__).__name__.lower()}") from None
    if status is None:
        # What the provider's API has no place for, or an address it cannot write.
        raise PermanentFailure("email-unreadable") from None
    if 400 <= status < 500 and status not in FOR_NOW:
        raise PermanentFailure(f"email-{status}") from None
    if not 200 <= status < 300:
        raise TemporaryFailure(f"email-{status}") from None
