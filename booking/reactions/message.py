from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from booking.models import Agent, Participation, Rdv
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`extra` is what the templates of this kind read besides the rdv, as `extra`. Two of its keys are read here:
    `household`, the participations whom this one message is for; `also`, others of theirs on the same day.
    """

    kind: MessageKind
    channel: Channel
    participation: Participation | None = None
    agent: Agent | None = None
    rdv: Rdv | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
