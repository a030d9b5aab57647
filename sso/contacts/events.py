"""What this room announces. An id, never a contact."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.courier.channels import Channel
from foundation.languages import Language
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsked(Event):
    """Told for every contact, known or not: who asks learns nothing, the reaction decides."""

    name: ClassVar[str] = "sso.code.asked"
    challenge_id: UUID
    # Of the page that asked: the message is written in it.
    language: Language = Language.FRENCH


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSent(Event):
    """A message left for that challenge. A retry tells it again, with the same id. An e-mail is one part."""

    name: ClassVar[str] = "sso.code.sent"
    challenge_id: UUID
    channel: Channel
    parts: int
