"""What the page of an invitation says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from booking.citizens.invited import invited_by
from booking.citizens.shown_motifs import detail_of
from booking.models import Invitation, Motif
from booking.queries.said import as_said
from foundation.tenancy import current


@dataclass(frozen=True, slots=True)
class OpenedMotif:
    slug: str
    name: str
    detail: str


def invitation_context(invitation: Invitation, motifs: Sequence[Motif]) -> dict[str, Any]:
    """`pour` is empty for an open link."""
    invited, organisation = invited_by(invitation), invitation.organisation
    return {
        "pour": invited.name if invited else "",
        "objet": invitation.purpose,
        "jusqu_au": invitation.expires_at.astimezone(ZoneInfo(organisation.time_zone)),
        "organisation": organisation.name,
        "motifs": [OpenedMotif(each.slug, as_said(each).name, detail_of(each)) for each in motifs],
        "telephone": organisation.phone or current().phone,
    }


def over_context(invitation: Invitation | None) -> dict[str, Any]:
    return {"telephone": (invitation.organisation.phone if invitation else "") or current().phone}
