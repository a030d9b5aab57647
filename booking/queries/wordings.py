"""Which words a message takes: the administration's own, one of two that it compares, or the national ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.models import MessageSettings
from booking.queries.message_settings import message_settings
from booking.wording.assign import variant_of
from booking.wording.catalogue import FALLBACK
from foundation.courier.channels import Channel
from foundation.languages import spoken

EMAIL_PARTS = ("subject", "intro", "note")


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` is an SMS's; `subject`, `intro` and `note` an e-mail's. None: the national one, or nothing for the
    note. `variant` is for the receipt: "" when nothing is compared.
    """

    text: str | None = None
    subject: str | None = None
    intro: str | None = None
    note: str | None = None
    variant: str = ""


def wording_of(
    kind: str,
    channel: Channel,
    language: str,
    rdv_id: UUID | None = None,
    *,
    settings: MessageSettings | None = None,
) -> Wording:
    """In `language`, or in French, where two may be compared. One query, or none when the settings are given."""
    settings = settings or message_settings()
    if channel == Channel.EMAIL:
        said = email_parts(settings, kind, language)
        return Wording(
            subject=said.get("subject") or None,
            intro=said.get("intro") or None,
            note=said.get("note") or None,
        )
    if channel != Channel.SMS:
        return Wording()
    texts = sms_texts(settings, kind, language)
    if rdv_id is None or compared_since(settings, kind) is None or not _reads_french(language):
        return Wording(text=texts.get("a") or None)
    variant = variant_of(rdv_id, kind)
    return Wording(text=texts.get(variant) or None, variant=variant)


def sms_texts(settings: MessageSettings, kind: str, language: str) -> Mapping[str, str]:
    """Of "a" and "b", those that are not the national text."""
    return _worded(settings, kind, Channel.SMS, language)


def email_parts(settings: MessageSettings, kind: str, language: str) -> Mapping[str, str]:
    return _worded(settings, kind, Channel.EMAIL, language)


def compared_since(settings: MessageSettings, kind: str) -> datetime | None:
    """When the present comparison began; None when the second wording is not in use."""
    known: Any = next((each for each in settings.comparing if each["kind"] == kind), None)
    return datetime.fromisoformat(known["since"]) if known else None


def _worded(settings: MessageSettings, kind: str, channel: Channel, language: str) -> Mapping[str, str]:
    languages: Mapping[str, Any] = settings.wordings.get(kind, {}).get(channel.value, {})
    if language not in languages and not _reads_french(language):
        # The national text says it in the person's language; what the administration adds, nobody else says.
        return {name: said for name, said in languages.get(FALLBACK, {}).items() if name == "note"}
    return languages.get(language) or languages.get(FALLBACK) or {}


def _reads_french(language: str) -> bool:
    return spoken(language).startswith(FALLBACK)
