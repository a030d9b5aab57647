"""Worker killed between claim and mark, gateway that fails, Valkey emptied, PostgreSQL stopped at once.

Each reminder arrives: none is lost, none leaves twice beyond the gateway's own key, none after the start.
"""

from collections import Counter

import pytest

from tests.chaos.house import House, house
from tests.counterparts.sms_gateway.client import SmsGateway
from tests.project.launcher.running import until


@pytest.mark.parametrize(
    ("reminders", "begun", "faults"),
    [
        pytest.param(60, 5, {"error_500": 1, "lose_answer": 1}, id="short"),
        pytest.param(
            1_000,
            40,
            # Fewer than make the breaker open: its minute is a real one.
            {"error_500": 2, "lose_answer": 1, "answer_late": 1, "report_twice": 50},
            id="full",
            marks=pytest.mark.long,
        ),
    ],
)
def test_each_reminder_leaves_once_whatever_is_killed(
    reminders: int, begun: int, faults: dict[str, int]
) -> None:
    with SmsGateway.start() as gateway, house() as home:
        wanted, too_late = home.furnish(reminders, begun, sms_url=gateway.sms_url)
        gateway.configure(latency_seconds=0.03)
        home.start_beat()
        home.start_worker()
        _after(home, gateway, reminders // 10)
        home.kill_worker()
        cut = home.ask("SELECT count(*) FROM foundation_outbox_delivery WHERE state = 'claimed'")
        home.a_minute_passes()
        gateway.set_faults(**faults)
        home.start_worker()
        _after(home, gateway, 3 * reminders // 10)
        home.restart_valkey_empty()
        _after(home, gateway, 5 * reminders // 10)
        home.restart_postgres()
        assert home.finish(seconds=60), home.story()
        _check(home, gateway, wanted, too_late)
        assert cut > 0


def _after(home: House, gateway: SmsGateway, count: int) -> None:
    assert until(lambda: len(gateway.sent()) >= count or not home.stands, 60), home.story()
    assert home.stands, home.story()


def _check(home: House, gateway: SmsGateway, wanted: set[str], too_late: set[str]) -> None:
    left = Counter(sms["reference"].removeprefix("reminder-") for sms in gateway.sent())
    assert set(left) == wanted
    assert set(left.values()) == {1}
    assert not too_late & set(left)
    assert home.ask("SELECT sum(rows) FROM foundation_due_dropped") == len(too_late)
    assert home.ask("SELECT count(*) FROM foundation_outbox_delivery WHERE state = 'dead'") == 0
    assert home.ask("SELECT count(*) FROM foundation_due_heartbeat WHERE succeeded_at IS NOT NULL") >= 2
