"""What a hold keeps becomes what an rdv takes, in one statement."""

from uuid import UUID

from django.db import connection

from booking.models import Hold, Occupation

HAND_OVER = f"""
WITH handed AS (
    UPDATE {Occupation._meta.db_table} SET hold_id = NULL, rdv_id = %(id)s WHERE hold_id = %(id)s RETURNING id
), gone AS (
    DELETE FROM {Hold._meta.db_table} WHERE id = %(id)s
)
SELECT count(*) FROM handed
"""  # noqa: S608


def hand_over(hold_id: UUID) -> int:
    """How many occupations went from the hold to the rdv of the same id; the hold goes with the same statement."""
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, {"id": hold_id})
        row: tuple[int] = cursor.fetchone()
    return row[0]
