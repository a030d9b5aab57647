"""Errors reach those who repair, people's data does not: checked against a real receiver on the loopback."""

import json
import logging
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from project.log_lines import JsonLine, TextLine
from project.observability import start_sentry
from tests.project import observed_site, somebody
from tests.project.fresh_process import run_python
from tests.project.sentry_receiver import Receiver, listening

RELEASE = "2026.11.22"


@pytest.fixture(scope="module")
def observed() -> Iterator[tuple[Receiver, list[str]]]:
    """What the receiver got and what the process printed while pages failed with a person's data in hand."""
    with listening() as receiver:
        program = "from tests.project.observed_site import main; main()"
        printed = run_python(program, SENTRY_DSN=receiver.dsn, RDV_RELEASE=RELEASE)
        yield receiver, printed.splitlines()


def reports(observed: tuple[Receiver, list[str]]) -> list[dict[str, Any]]:
    return observed[0].events


def lines(observed: tuple[Receiver, list[str]]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in observed[1] if line.startswith("{")]


def test_nothing_of_the_person_reaches_the_receiver(observed: tuple[Receiver, list[str]]) -> None:
    received = observed[0].text.lower()
    for value in somebody.EVERYTHING:
        for written in {value, quote(value), quote_plus(value), json.dumps(value)[1:-1]}:
            assert written.lower() not in received


def test_each_report_says_where_and_which_request(observed: tuple[Receiver, list[str]]) -> None:
    assert len(reports(observed)) == 4
    for report in reports(observed):
        assert report["tags"] == {"tenant": "arras", "correlation_id": observed_site.CORRELATION}
        assert report["release"] == RELEASE


def test_refusals_and_missing_pages_are_never_reported(observed: tuple[Receiver, list[str]]) -> None:
    types = {
        each["type"] for report in reports(observed) for each in report.get("exception", {}).get("values", [])
    }
    assert {"ValueError", "RuntimeError", "LookupError"} <= types
    assert not types & {"NotFound", "Http404"}
    assert "réponse 404" in observed[1]


def test_a_report_keeps_what_is_needed_to_repair(observed: tuple[Receiver, list[str]]) -> None:
    logged, booking, link, task = reports(observed)
    assert logged["logentry"]["message"] == "le courriel de %s est perdu"
    assert booking["request"]["method"] == "POST"
    assert booking["request"]["url"] == "http://arras.rdv.example/rdv/"
    last = booking["exception"]["values"][-1]
    assert last["value"] == "refusé : « … », [courriel], [téléphone], jeton=[jeton]"
    assert last["stacktrace"]["frames"][-1]["function"] == "book"
    assert link["request"]["url"] == "http://arras.rdv.example/r/…/"
    assert task["transaction"] == "tests.observed.remind"


def test_a_report_has_no_place_for_a_person(observed: tuple[Receiver, list[str]]) -> None:
    for report in reports(observed):
        assert not {"user", "extra", "threads", "spans"} & set(report)
        request = report.get("request", {})
        assert set(request) <= {"method", "url", "headers"}
        assert {name.lower() for name in request.get("headers", {})} <= {
            "host",
            "accept",
            "content-type",
            "content-length",
        }
        for crumb in report["breadcrumbs"]["values"]:
            assert "data" not in crumb
        for error in report.get("exception", {}).get("values", []):
            assert not any("vars" in frame for frame in error["stacktrace"]["frames"])


def test_each_request_has_one_access_line(observed: tuple[Receiver, list[str]]) -> None:
    access = [line for line in lines(observed) if line["logger"] == "project.access"]
    assert [line["message"] for line in access] == [
        "POST /rdv/ 500",
        "GET /r/…/ 500",
        "GET /refus/ 500",
        "GET /perdu/ 404",
    ]


def test_every_line_says_the_tenant_and_the_request(observed: tuple[Receiver, list[str]]) -> None:
    for line in lines(observed):
        assert line["correlation_id"] == observed_site.CORRELATION
        assert line["tenant"] == "arras"
        assert {"time", "level", "logger", "message"} <= set(line)


def test_no_contact_nor_token_is_logged(observed: tuple[Receiver, list[str]]) -> None:
    printed = "\n".join(observed[1])
    for value in (*somebody.CONTACTS, somebody.CODE, somebody.AGENT):
        assert value not in printed


def test_a_logged_exception_hides_the_values_it_quotes(observed: tuple[Receiver, list[str]]) -> None:
    failed = next(line for line in lines(observed) if line["message"] == "Internal Server Error: /rdv/")
    assert [each["type"] for each in failed["errors"]][-2:] == ["ConnectionError", "ValueError"]
    assert somebody.NAME not in json.dumps(failed, ensure_ascii=False)


def test_without_an_address_nothing_is_started() -> None:
    assert start_sentry(SimpleNamespace(SENTRY_DSN="", RELEASE="")) is False


def test_a_plain_extra_is_a_field_and_an_object_is_not() -> None:
    record = logging.makeLogRecord(
        {"msg": "fait", "tache": "relance", "essai": 2, "usager": SimpleNamespace(nom="Jeanne")}
    )
    line = json.loads(JsonLine().format(record))
    assert (line["tache"], line["essai"]) == ("relance", 2)
    assert "usager" not in line


def test_a_message_with_the_wrong_arguments_is_still_a_line() -> None:
    record = logging.makeLogRecord({"msg": "%s et %s", "args": ("un",)})
    assert json.loads(JsonLine().format(record))["message"] == "%s et %s"


def test_the_readable_form_is_masked_too() -> None:
    try:
        int(somebody.NAME)
    except ValueError:
        record = logging.makeLogRecord(
            {"name": "essai", "msg": "raté pour %s", "args": (somebody.EMAIL,), "exc_info": sys.exc_info()}
        )
    text = TextLine().format(record)
    assert "essai raté pour [courriel]" in text
    assert "ValueError: invalid literal for int() with base 10: « … »" in text
    assert somebody.NAME not in text


def test_the_servers_own_messages_are_lines_of_ours() -> None:
    program = (
        "from gunicorn.config import Config\n"
        "from project.server_log import ServerLog\n"
        "log = ServerLog(Config())\n"
        "log.error('Error handling request %s', '/r/aB3dE5fG7hJ9kLmN/?nom=Jeanne')\n"
    )
    line = json.loads(run_python(program, DJANGO_SETTINGS_MODULE=""))
    assert (line["logger"], line["message"]) == ("gunicorn.error", "Error handling request /r/…/")
