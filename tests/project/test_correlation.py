"""One id per request, from the proxy to the tasks."""

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from foundation.correlation import accepted_correlation_id, current_correlation_id, use_correlation_id
from project.correlation import CorrelationMiddleware, current_path
from project.log_lines import JsonLine

GIVEN = "3f2b1c4d-1111-4222-8333-123456789abc"


def seen_by(view_log: list[tuple[str, str]]) -> CorrelationMiddleware:
    def view(request: HttpRequest) -> HttpResponse:
        view_log.append((current_correlation_id(), current_path()))
        logging.getLogger("tests.correlation").warning("dans la vue")
        return HttpResponse("bien")

    return CorrelationMiddleware(view)


def test_the_proxys_id_is_kept_through_the_request() -> None:
    seen: list[tuple[str, str]] = []
    request = RequestFactory(HTTP_X_REQUEST_ID=GIVEN).get("/r/aB3dE5fG7hJ9kLmN/?nom=Jeanne")
    response = seen_by(seen)(request)
    assert seen == [(GIVEN, "/r/…/")]
    assert response.headers["X-Request-ID"] == GIVEN
    assert (current_correlation_id(), current_path()) == ("", "")


@pytest.mark.parametrize(
    "proposed", [None, "", "court", "jeanne@ville.example", "0612345678", "f" * 65, f"{GIVEN}\n"]
)
def test_a_missing_or_odd_id_is_replaced(proposed: str | None) -> None:
    taken = accepted_correlation_id(proposed)
    assert taken != proposed
    assert accepted_correlation_id(taken) == taken
    assert taken != accepted_correlation_id(proposed)


def test_the_id_is_forgotten_when_the_view_fails() -> None:
    def fails(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        CorrelationMiddleware(fails)(RequestFactory().get("/"))
    assert current_correlation_id() == ""


def test_a_task_works_under_the_id_of_its_sender() -> None:
    with use_correlation_id(GIVEN) as outer:
        assert outer == current_correlation_id() == GIVEN
        with use_correlation_id(None) as inner:
            assert inner == current_correlation_id() != GIVEN
        assert current_correlation_id() == GIVEN


def test_every_line_of_a_request_carries_its_id(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonLine())
    with caplog.at_level(logging.INFO):
        seen_by([])(RequestFactory(HTTP_X_REQUEST_ID=GIVEN).post("/rdv/?courriel=jeanne@ville.example"))
    inside, access = (json.loads(line) for line in caplog.text.splitlines())
    assert inside["correlation_id"] == access["correlation_id"] == GIVEN
    assert access["message"] == "POST /rdv/ 200"
    assert (access["method"], access["path"], access["status"]) == ("POST", "/rdv/", 200)
    assert access["duration_ms"] >= 0
    assert "jeanne" not in caplog.text
