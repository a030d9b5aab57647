"""What the guide says to whoever writes a program is true."""

import json
from html import unescape

import pytest
import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

from booking.agents.webhook_guide import AT, BODY, example
from booking.queries.agent_rdvs import rdv_by_id
from booking.queries.rdv_facts import rdv_facts
from booking.vocabulary import OFFERED_EVENTS
from foundation import clock
from tests.booking.agents.conftest import Browser, booked, text
from tests.booking.commands.conftest import Office

PAGE = "/agent/parametres/webhooks/guide/"


def headers() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in example().headers.splitlines())


def test_the_example_is_on_the_page_and_the_library_verifies_it(admin: Browser) -> None:
    page, shown = unescape(admin.get(PAGE).content.decode()), example()
    for said in (shown.key, shown.headers, shown.body, shown.code):
        assert said in page
    with time_machine.travel(AT):
        assert Webhook(shown.key).verify(shown.body, headers()) == BODY
        with pytest.raises(WebhookVerificationError):
            Webhook(shown.key).verify(shown.body.replace("Passeport", "CNI"), headers())


def test_the_code_of_the_page_runs_as_it_is() -> None:
    shown = example()
    known = {"cle": shown.key, "corps": shown.body, "en_tetes": headers()}
    with time_machine.travel(AT):
        exec(shown.code, known)  # noqa: S102 (the page's own words)
    assert known["evenement"] == json.loads(shown.body)


def test_the_example_has_the_very_fields_of_an_rdv(office: Office) -> None:
    rdv = rdv_by_id(booked(office).pk)
    assert rdv is not None
    told = rdv_facts(rdv, clock.now())
    assert set(BODY["data"]) == {*told, "object", "sequence"}


def test_every_type_and_every_pause_is_told(admin: Browser) -> None:
    page = text(admin.get(PAGE))
    for each in OFFERED_EVENTS:
        assert f"<code>{each.value}</code> : {each.label}" in page
    assert "après 10 secondes, 1 minute, 5 minutes, 30 minutes, 2 heures, 6 heures, puis 24 heures." in page
    assert "Au bout de 3 jours" in page


def test_the_list_leads_there(admin: Browser) -> None:
    assert f'href="{PAGE}"' in text(admin.get("/agent/parametres/webhooks/"))
