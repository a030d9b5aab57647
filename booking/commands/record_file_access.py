"""One line in the access journal for each person whose file was seen."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from booking.vocabulary import SAME_ACCESS, FileAccess
from foundation.actors import Actor

# A single statement: a page read costs one write at most, and none when it was read just before.
RECORD = """
INSERT INTO booking_accessentry (agent_id, usager_id, rdv_id, action, at)
SELECT %(agent)s, usager_id, %(rdv)s, %(action)s, %(now)s FROM unnest(%(usagers)s::uuid[]) AS seen (usager_id)
WHERE NOT EXISTS (
    SELECT FROM booking_accessentry AS before
    WHERE before.usager_id = seen.usager_id AND before.agent_id = %(agent)s AND before.action = %(action)s
      AND before.at > %(since)s
)
"""


def record_file_access(
    usager_ids: Collection[UUID], action: FileAccess, *, by: Actor, now: datetime, rdv_id: UUID | None = None
) -> None:
    """By an agent who sees more of somebody than a name in a list. Again within ten minutes, it is one access."""
    if not by.is_agent or by.id is None or not usager_ids:
        return
    values = {
        "agent": by.id,
        "rdv": rdv_id,
        "action": action.value,
        "now": now,
        "since": now - SAME_ACCESS,
        "usagers": sorted(set(usager_ids)),
    }
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values)
