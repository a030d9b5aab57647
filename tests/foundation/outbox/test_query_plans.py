"""What was delivered costs nothing: the partial indexes hold what is on its way only."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from foundation.due.claim import CLAIM as CLAIM_DUE
from foundation.outbox.claim import CLAIM

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FILL = (
    "INSERT INTO foundation_outbox_message (id, name, payload, subject, at, correlation_id)"
    " SELECT md5(n::text)::uuid, 'tests.step', '{}', 'walk-' || n %% 5000, %(now)s, ''"
    " FROM generate_series(1, %(rows)s) AS n",
    "INSERT INTO foundation_outbox_delivery (message_id, reaction, subject, state, attempts, not_before, error)"
    " SELECT md5(n::text)::uuid, 'tests.journal', 'walk-' || n %% 5000,"
    " CASE WHEN n > %(rows)s - 200 THEN 'pending' ELSE 'done' END, 0, %(now)s, ''"
    " FROM generate_series(1, %(rows)s) AS n",
    "INSERT INTO foundation_due_duerow (tenant_id, kind, ref, due_at, attempts)"
    " SELECT n %% 1000, 'tests.tea', n, %(now)s + (n - 200) * interval '1 second', 0"
    " FROM generate_series(1, %(rows)s) AS n",
    "ANALYZE foundation_outbox_message",
    "ANALYZE foundation_outbox_delivery",
    "ANALYZE foundation_due_duerow",
)


@pytest.fixture(params=[20_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def a_month(request: pytest.FixtureRequest, db: None) -> None:
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, {"now": NOW, "rows": request.param})


@pytest.mark.usefixtures("a_month")
@pytest.mark.parametrize(
    ("claim", "asked", "indexes"),
    [
        (CLAIM, [NOW, 50, NOW, NOW], {"outbox_delivery_next", "outbox_delivery_in_turn"}),
        (
            CLAIM_DUE,
            {"now": NOW, "until": NOW, "limit": 200},
            {"due_row_next", "due_row_together"},
        ),
    ],
    ids=["deliveries", "due rows"],
)
def test_claiming_reads_what_waits_through_its_index(claim: str, asked: Any, indexes: set[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {claim}", asked)
        plan: Any = cursor.fetchone()[0]
    told = plan if isinstance(plan, str) else json.dumps(plan)
    scanned = re.findall(r'"Node Type": "Seq Scan"[^{}]*?"Relation Name": "(\w+)"', told)
    assert scanned == []
    assert indexes & set(re.findall(r'"Index Name": "(\w+)"', told))
