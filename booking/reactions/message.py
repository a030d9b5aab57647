from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from booking.models import Agent, Participation, Rdv
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`extra` is what the templates of this kind read besides the rdv, as `extra`. Two of its keys are read here:
    `household`, the participations whom this one message is for; `also`, others of theirs on the same day.
    `drop_after`: from then on it would say nothing.
    """

    kind: MessageKind
    channel: Channel
    participation: Participation | None = None
    agent: Agent | None = None
    rdv: Rdv | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    drop_after: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """Its own limit, or the start of the rdv; but who has just written to us reads an answer after it, too."""
        asked = self.participation if self.kind != MessageKind.ANSWER_UNDERSTOOD else None
        limits = (self.drop_after, asked and asked.rdv.starts_at)
        return min((each for each in limits if each), default=None)
