"""Each dialect, spoken to a gateway that checks access, signatures and forms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.courier.failures import PermanentFailure, TemporaryFailure, TooLate
from foundation.courier.sms import Sms, SmsAccepted, SmsAccount, post_sms
from tests.counterparts.sms_gateway.client import SmsGateway

DRIVERS = ("http", "brevo", "ovh", "netsize", "template")
REMINDER = Sms("+33612345678", 'Mairie d’Arras : RDV mardi 24/11 à 9 h 20, "Pièces" & plus.', "Arras")
TWO_DAYS = 2 * 24 * 60
EVERY = pytest.mark.parametrize("driver", DRIVERS)

type Account = Callable[[str], SmsAccount]


@EVERY
def test_every_carrier_takes_a_message(gateway: SmsGateway, account: Account, driver: str) -> None:
    taken = post_sms(REMINDER, reference="41-7", accounts=[account(driver)])
    (sent,) = gateway.sent()
    assert taken == SmsAccepted(driver, sent["id"], 1)
    assert (sent["dialect"], sent["to"], sent["sender"]) == (driver, "+33612345678", "Arras")
    assert sent["text"] == 'Mairie d\'Arras : RDV mardi 24/11 à 9 h 20, "Pièces" & plus.'
    assert sent["reference"] == ("" if driver == "netsize" else "41-7")


@EVERY
def test_a_long_message_is_counted_in_parts(gateway: SmsGateway, account: Account, driver: str) -> None:
    assert post_sms(replace(REMINDER, text="a" * 300), reference="1", accounts=[account(driver)]).parts == 2


@pytest.mark.parametrize("driver", [each for each in DRIVERS if each != "brevo"])
def test_a_carrier_is_told_when_to_give_up(gateway: SmsGateway, account: Account, driver: str) -> None:
    """Whole minutes, rounded down: never after."""
    for left in (timedelta(minutes=45, seconds=30), timedelta(days=9)):
        timely = replace(REMINDER, until=clock.now() + left)
        post_sms(timely, reference=str(left), accounts=[account(driver)])
    post_sms(REMINDER, reference="without limit", accounts=[account(driver)])
    assert [sent["minutes"] for sent in gateway.sent()] == [45, TWO_DAYS, TWO_DAYS]


def test_a_message_that_could_come_too_late_is_not_posted(gateway: SmsGateway, account: Account) -> None:
    late = replace(REMINDER, until=clock.now() + timedelta(seconds=59))
    with pytest.raises(TooLate):
        post_sms(late, reference="1", accounts=[account("http"), account("brevo")])
    assert gateway.asked() == 0


def test_brevo_is_told_with_each_message_where_to_report(gateway: SmsGateway, account: Account) -> None:
    told = replace(account("brevo"), reports="https://arras.example/retours/cle/brevo/accuses/")
    post_sms(REMINDER, reference="1", accounts=[told])
    assert gateway.sent()[0]["reports"] == told.reports


@EVERY
def test_a_refused_message_is_given_up(gateway: SmsGateway, account: Account, driver: str) -> None:
    gateway.set_faults("refuse")
    with pytest.raises(PermanentFailure):
        post_sms(REMINDER, reference="1", accounts=[account(driver)])
    assert gateway.asked() == 1


@EVERY
@pytest.mark.parametrize("fault", ["error-500", "error-503", "too-many", "no-credit"])
def test_what_speaks_of_the_moment_or_of_the_account_is_tried_again(
    gateway: SmsGateway, account: Account, driver: str, fault: str
) -> None:
    gateway.set_faults(fault)
    with pytest.raises(TemporaryFailure):
        post_sms(REMINDER, reference="1", accounts=[account(driver)])
    assert gateway.sent() == []


@pytest.mark.parametrize(
    ("driver", "wrong"), [("brevo", "api_key"), ("ovh", "application_secret"), ("netsize", "password")]
)
def test_a_wrong_key_is_ours_to_repair(
    gateway: SmsGateway, account: Account, driver: str, wrong: str
) -> None:
    own = {**account(driver).credentials, wrong: "another"}
    with pytest.raises(TemporaryFailure, match=r"^sms-40[13]$"):
        post_sms(REMINDER, reference="1", accounts=[SmsAccount(driver, own)])


@pytest.mark.parametrize("missing", [SmsAccount("brevo", {}), SmsAccount("inconnu", {})])
def test_an_account_that_lacks_something_is_ours_to_repair(missing: SmsAccount) -> None:
    with pytest.raises(TemporaryFailure, match=r"^sms-account$"):
        post_sms(REMINDER, reference="1", accounts=[missing])


def test_the_account_may_impose_its_sender(gateway: SmsGateway, account: Account) -> None:
    post_sms(REMINDER, reference="1", accounts=[replace(account("brevo"), sender="Prefecture")])
    assert gateway.sent()[0]["sender"] == "Prefecture"


def test_an_ovh_account_may_ask_for_replies(gateway: SmsGateway, account: Account) -> None:
    own = {**account("ovh").credentials, "replies": "1"}
    post_sms(REMINDER, reference="1", accounts=[SmsAccount("ovh", own)])
    assert gateway.sent()[0]["sender"] == ""


def test_an_account_is_never_shown_with_its_secrets(account: Account) -> None:
    assert "xkeysib" not in repr(account("brevo"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"to":"{to}","text":"{text}","sender":"{sender}","reference":"{reference}"}'),
        ("application/x-www-form-urlencoded", "to={to}&text={text}&sender={sender}&reference={reference}"),
    ],
)
def test_a_template_writes_each_value_as_its_place_wants(
    gateway: SmsGateway, account: Account, kind: str, body: str
) -> None:
    own = {**account("template").credentials, "headers": f"Content-Type: {kind}", "body": body}
    tricky = replace(REMINDER, text='Accueil "B" & {reference}\n100 % à l\'heure')
    post_sms(tricky, reference="41/7", accounts=[SmsAccount("template", own)])
    (sent,) = gateway.sent()
    assert (sent["text"], sent["reference"]) == (tricky.text, "41/7")


def test_a_template_may_write_in_its_address(gateway: SmsGateway, account: Account) -> None:
    own = {
        **account("template").credentials,
        "url": f"{gateway.url}/template?to={{to}}&text={{text}}&sender={{sender}}&reference={{reference}}",
        "body": "",
    }
    post_sms(replace(REMINDER, text="A&B=C"), reference="1", accounts=[SmsAccount("template", own)])
    assert gateway.sent()[0]["text"] == "A&B=C"


def test_a_template_cannot_smuggle_a_header(gateway: SmsGateway, account: Account) -> None:
    own = {
        **account("template").credentials,
        "headers": "Content-Type: application/json\nHost: ailleurs\nContent-Length: 1\nX-Texte: {text}",
    }
    post_sms(replace(REMINDER, text="un\r\nX: 1"), reference="1", accounts=[SmsAccount("template", own)])
    assert len(gateway.sent()) == 1


def test_an_answer_that_says_nothing_readable_is_a_yes(gateway: SmsGateway, account: Account) -> None:
    own = {**account("template").credentials, "id_path": "nulle.part.3"}
    assert post_sms(REMINDER, reference="1", accounts=[SmsAccount("template", own)]).carrier_id == ""


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest", "https://10.0.0.7/sms", "https://localhost/sms"]
)
def test_an_administration_s_gateway_must_be_outside(settings: Any, url: str) -> None:
    with pytest.raises(TemporaryFailure, match=r"^sms-address-(scheme|private)$"):
        post_sms(REMINDER, reference="1", accounts=[SmsAccount("template", {"url": url})])
