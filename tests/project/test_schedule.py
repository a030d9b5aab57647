"""The timetable: beats ask, heartbeats tell, monitoring reads."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection, transaction
from django.test import RequestFactory

from foundation.courier.breaker import MOST_FAILURES, Breaker, Passage
from foundation.courier.credits import Credit, keep_credit
from foundation.courier.sms import name_of
from foundation.courier.sms_url import accounts_of
from foundation.due.heartbeats import note_end
from foundation.due.models import Dropped
from foundation.due.rows import plan
from foundation.outbox.models import Delivery, DeliveryState, Message
from foundation.tenancy import in_tenant
from project.cli.schedule import main
from project.health import HealthMiddleware
from project.heartbeats import watch
from project.schedule import ASKING, TIMETABLE, every, often
from tenants.models import Tenant
from tests.project.test_health import beyond

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def all_well(now: datetime = NINE) -> None:
    for line in TIMETABLE.values():
        note_end(line["task"], now, now)


def message(*, state: DeliveryState, at: datetime, not_before: datetime | None = None) -> None:
    event = Message.objects.create(id=uuid4(), name="booking.rdv.booked", payload={}, at=at)
    Delivery.objects.create(message=event, reaction="booking.sms", state=state, not_before=not_before or at)


def test_a_rare_job_is_asked_each_minute_so_that_a_restart_delays_it_by_no_more() -> None:
    line = every(86_400, "tests.night")
    assert (line["schedule"], line["kwargs"]) == (ASKING, {"every": 86_400})


def test_an_asking_that_waited_too_long_is_dropped() -> None:
    assert often(10, "tests.often")["options"]["expires"] == 20


def test_a_job_that_never_ran_is_late() -> None:
    assert watch(NINE).late == [line["task"] for line in TIMETABLE.values()]


def test_a_job_is_late_when_its_success_is_three_periods_old() -> None:
    all_well()
    assert watch(NINE + 2 * MINUTE).late == []
    assert watch(NINE + 3 * MINUTE).late == ["foundation.outbox.relay", "foundation.due.run"]
    assert "foundation.outbox.forget" in watch(NINE + timedelta(hours=3, minutes=1)).late


def test_a_job_that_fails_is_late_even_though_it_runs() -> None:
    all_well(NINE - timedelta(hours=1))
    note_end("foundation.due.run", NINE, NINE, error="OSError")
    assert "foundation.due.run" in watch(NINE).late


def test_what_waits_is_counted(arras: Tenant) -> None:
    all_well()
    message(state=DeliveryState.CLAIMED, at=NINE - 30 * MINUTE, not_before=NINE + MINUTE)
    message(state=DeliveryState.PENDING, at=NINE - 7 * MINUTE)
    message(state=DeliveryState.DONE, at=NINE - 60 * MINUTE)
    message(state=DeliveryState.DEAD, at=NINE - 60 * MINUTE)
    with in_tenant(arras), transaction.atomic():
        plan("tests.tea", "late", NINE - 6 * MINUTE)
        plan("tests.tea", "later", NINE + MINUTE)
    Dropped.objects.create(tenant_id=arras.id, kind="tests.tea", day=NINE.date(), rows=3)
    found = watch(NINE)
    events, due = found.events, found.due
    assert (events.pending, events.oldest, events.late_by, events.dead) == (2, 30 * MINUTE, 7 * MINUTE, 1)
    assert (due.rows, due.late_by, due.dropped) == (1, 6 * MINUTE, 3)
    assert found.late == ["evenements", "echeances"]


def test_messages_that_wait_on_purpose_are_not_late() -> None:
    all_well()
    message(state=DeliveryState.PENDING, at=NINE - timedelta(days=2), not_before=NINE + MINUTE)
    assert watch(NINE).late == []


def ask() -> tuple[int, dict[str, object]]:
    response = HealthMiddleware(beyond)(RequestFactory(HTTP_HOST="10.0.0.7").get("/sante/suivi/"))
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, json.loads(response.content)  # type: ignore[attr-defined]


@pytest.fixture
def nine() -> object:
    for each in ("shared", "default"):
        caches[each].clear()
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


def test_monitoring_reads_that_all_is_well(nine: object) -> None:
    all_well()
    status, told = ask()
    assert (status, told["etat"], told["retards"]) == (200, "a_l_heure", [])
    assert told["taches"]["foundation.due.run"] == {  # type: ignore[index]
        "periode_s": 10,
        "debut": "2026-03-02T09:00:00+00:00",
        "succes": "2026-03-02T09:00:00+00:00",
        "erreur": "",
        "en_retard": False,
    }


def test_monitoring_reads_what_is_late_and_the_status_says_so(nine: object) -> None:
    status, told = ask()
    assert (status, told["etat"]) == (503, "en_retard")
    assert "foundation.outbox.relay" in told["retards"]  # type: ignore[operator]


def test_monitoring_reads_what_is_left_to_send_sms_with(nine: object, settings: Any) -> None:
    settings.SMS_URL = "ovh://a:b@sms-1?consumer_key=c&alert_below=1000 https://sms.example/"
    all_well()
    ovh, _ = accounts_of(settings.SMS_URL)
    for left, status, state in (("1000", 200, "a_l_heure"), ("999.5", 503, "degrade")):
        caches["shared"].clear()
        keep_credit(ovh, Credit(Decimal(left), NINE))
        said, told = ask()
        assert (said, told["etat"], told["retards"]) == (status, state, [])
        assert told["comptes_sms"] == [
            {
                "transporteur": "ovh",
                "demande": "2026-03-02T09:00:00+00:00",
                "credit_bas": status == 503,
                "en_panne": False,
            },
            {
                "transporteur": "http",
                "demande": None,
                "credit_bas": False,
                "en_panne": False,
            },
        ]


def test_monitoring_reads_that_an_account_is_down(nine: object, settings: Any) -> None:
    settings.SMS_URL = "https://sms.example/"
    all_well()
    breaker = Breaker(name_of(*accounts_of(settings.SMS_URL)))
    for _ in range(MOST_FAILURES):
        breaker.failed(Passage.CLOSED)
    status, told = ask()
    assert (status, told["etat"]) == (503, "degrade")
    assert told["comptes_sms"][0]["en_panne"]  # type: ignore[index]


def test_monitoring_costs_the_database_nothing_when_asked_again_and_again(
    nine: object, django_assert_num_queries: object
) -> None:
    ask()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert ask()[0] == 503


def test_the_answer_names_no_administration(arras: Tenant, nine: object) -> None:
    with in_tenant(arras), transaction.atomic():
        plan("tests.tea", "reference-42", NINE - MINUTE)
    told = json.dumps(ask()[1])
    assert "reference-42" not in told
    assert arras.slug not in told


def test_without_the_database_the_answer_is_unavailable(nine: object) -> None:
    with connection.execute_wrapper(_refuse):
        assert ask() == (503, {"etat": "indisponible"})


def _refuse(*_: object) -> None:
    raise ConnectionError("postgresql://rdv:motdepasse@base")


def test_the_command_tells_the_timetable_in_french(nine: object, capsys: pytest.CaptureFixture[str]) -> None:
    all_well(NINE - MINUTE)
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "ok     foundation.outbox.forget   toutes les 1 h 00, réussie il y a 1 min 00 s" in said
    assert "échéances   0 en attente" in said


def test_the_command_tells_what_is_left_of_each_account(
    nine: object, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SMS_URL = "ovh://a:b@sms-1?consumer_key=c"
    keep_credit(accounts_of(settings.SMS_URL)[0], Credit(Decimal("39.50"), NINE))
    all_well(NINE - MINUTE)
    assert main([]) == 1
    assert "compte SMS  ovh, crédit restant : 39,5, CRÉDIT BAS" in capsys.readouterr().out


def test_the_command_ends_badly_when_something_is_late(
    nine: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json"]) == 1
    assert json.loads(capsys.readouterr().out)["etat"] == "en_retard"
