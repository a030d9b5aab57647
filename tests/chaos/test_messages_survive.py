"""Worker killed between claim and mark, gateway that fails, Valkey emptied, PostgreSQL stopped at once.

Each reminder arrives: none is lost, none leaves twice beyond the gateway's own key, none after the start. A second
account takes over what the first refuses, and nothing else.
"""

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.chaos.house import House, Wanted, house
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway
from tests.project.launcher.running import until


@pytest.mark.parametrize(
    ("people", "begun", "faults"),
    [
        pytest.param(40, 5, {"error_500": 1, "lose_answer": 1, "report_twice": 10}, id="short"),
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
    people: int, begun: int, faults: dict[str, int]
) -> None:
    with (
        SmsGateway.start() as gateway,
        SmsGateway.start() as second,
        Mailbox.start() as mailbox,
        house() as home,
    ):
        both = (gateway, second)
        sms_url = " ".join(each.sms_url for each in both)
        wanted = home.furnish(people, begun, sms_url=sms_url, email_url=mailbox.email_url)
        returns = home.start_web()
        for each in both:
            each.configure(latency_seconds=0.03, callback=returns)
        home.start_beat()
        home.start_worker()
        _after(home, both, people // 10)
        home.kill_worker()
        cut = home.ask("SELECT count(*) FROM foundation_outbox_delivery WHERE state = 'claimed'")
        home.a_minute_passes()
        gateway.set_faults(**faults)
        home.start_worker()
        _after(home, both, 3 * people // 10)
        home.restart_valkey_empty()
        _after(home, both, 5 * people // 10)
        home.restart_postgres()
        assert home.finish(seconds=240), home.story()
        _check(home, wanted)
        _check_sms(home, both, wanted)
        _check_emails(mailbox, wanted)
        assert cut > 0
        assert len(second.sent()) == faults["error_500"]


def _after(home: House, both: Sequence[SmsGateway], count: int) -> None:
    assert until(lambda: len(_sent(both)) >= count or not home.stands, 60), home.story()
    assert home.stands, home.story()


def _sent(both: Sequence[SmsGateway]) -> list[str]:
    """To whom, oldest first at each carrier."""
    return [sms["to"] for each in both for sms in each.sent()]


def _check(home: House, wanted: Wanted) -> None:
    """Everything that the office keeps says the same."""
    found, people = home.receipts(wanted.schemas), len(wanted.due)
    late = {("sms", "dropped", "trop-tard"), ("email", "dropped", "trop-tard")}
    assert {each for each in found if each[1] == "dropped"} == late
    assert {found[each] for each in late} == {len(wanted.begun)}
    assert found["email", "sent", ""] == people
    # A report told while the database was down is one that the carrier gave up telling.
    assert found["sms", "sent", ""] + found["sms", "delivered", ""] == people
    assert found["sms", "delivered", ""] > people // 2
    assert sum(found.values()) == 2 * (people + len(wanted.begun))
    assert home.ask("SELECT sum(rows) FROM foundation_due_dropped") == len(wanted.begun)
    assert home.ask("SELECT count(*) FROM foundation_outbox_delivery WHERE state = 'dead'") == 0
    assert home.ask("SELECT count(*) FROM foundation_due_heartbeat WHERE succeeded_at IS NOT NULL") >= 2


def _check_sms(home: House, both: Sequence[SmsGateway], wanted: Wanted) -> None:
    sent = Counter(_sent(both))
    assert set(sent) == wanted.due
    assert set(sent.values()) == {1}
    # Each is counted once by the meter, however often it was asked.
    assert home.ask("SELECT count(*) FROM billing_usage_usagefact WHERE kind = 'sms'") == len(wanted.due)


def _check_emails(mailbox: Mailbox, wanted: Wanted) -> None:
    """SMTP knows no key: a letter cut between the post and the mark comes again under the same Message-ID."""
    letters = {(each["to"], each["headers"]["Message-ID"]) for each in mailbox.messages()}
    assert {to for to, _ in letters} == {f"zoe{phone[1:]}@courriel.example" for phone in wanted.due}
    assert len(letters) == len(wanted.due)
