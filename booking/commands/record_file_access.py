"""One line in the access journal for each person whose file was seen."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from booking.vocabulary import SAME_ACCESS, CreatedBy, FileAccess
from foundation.actors import Actor, ActorKind

# Programs have their own journal, and a visitor who proved nothing is shown no file.
KINDS = {ActorKind.AGENT: CreatedBy.AGENT, ActorKind.USAGER: CreatedBy.USAGER}

# A single statement: a page read costs one write at most, and none when it was read just before.
RECORD = """
INSERT INTO booking_accessentry (by, agent_id, usager_id, rdv_id, action, at)
SELECT %(by)s, %(agent)s, usager_id, %(rdv)s, %(action)s, %(now)s FROM unnest(%(usagers)s::uuid[]) AS seen (usager_id)
WHERE NOT EXISTS (
    SELECT FROM booking_accessentry AS before
    WHERE before.usager_id = seen.usager_id AND before.agent_id IS NOT DISTINCT FROM %(agent)s::uuid
      AND before.action = %(action)s AND before.at > %(since)s
)
"""


def record_file_access(
    usager_ids: Collection[UUID], action: FileAccess, *, by: Actor, now: datetime, rdv_id: UUID | None = None
) -> None:
    """By an agent who sees more of somebody than a name in a list, or by the person who takes their file away.
    Again within ten minutes, it is one access.
    """
    kind = KINDS.get(by.kind)
    if kind is None or by.id is None or not usager_ids:
        return
    values = {
        "by": kind.value,
        "agent": by.agent_id,
        "rdv": rdv_id,
        "action": action.value,
        "now": now,
        "since": now - SAME_ACCESS,
        "usagers": sorted(set(usager_ids)),
    }
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values)
