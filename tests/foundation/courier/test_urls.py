"""The two addresses whoever runs the service gives: SMS_URL and EMAIL_URL."""

from typing import Any

import pytest
from django.core.mail import mailers

from foundation.courier.mailer_url import mailer_of
from foundation.courier.sms_url import account_of, accounts_of
from project import env
from project.connections import mailer


@pytest.mark.parametrize(
    ("url", "driver", "credentials"),
    [
        ("https://sms.exemple.fr/v1", "http", {"url": "https://sms.exemple.fr/v1"}),
        ("brevo://xkeysib-A%2Fb@", "brevo", {"api_key": "xkeysib-A/b"}),
        ("netsize://rdv:s%40cret@", "netsize", {"username": "rdv", "password": "s@cret"}),
        (
            "ovh://ak:as@sms-ab1-1?consumer_key=ck&replies=1",
            "ovh",
            {
                "application_key": "ak",
                "application_secret": "as",
                "service": "sms-ab1-1",
                "consumer_key": "ck",
                "replies": "1",
            },
        ),
    ],
)
def test_an_address_is_an_account(url: str, driver: str, credentials: dict[str, str]) -> None:
    account = account_of(url)
    assert (account.driver, account.credentials) == (driver, credentials)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a", "brevo://", "ovh://ak:as@sms-1", "netsize://rdv@", "https://", "sms"),
        "brevo://CLE@?alert_below=peu",
    ],
)
def test_an_account_without_what_it_needs_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMS_URL"):
        account_of(url)


def test_several_addresses_are_tried_in_their_order() -> None:
    accounts = accounts_of("https://sms.exemple.fr/v1  brevo://CLE@?alert_below=20000\nnetsize://rdv:secret@")
    assert [each.driver for each in accounts] == ["http", "brevo", "netsize"]
    assert accounts[1].credentials["alert_below"] == "20000"
    assert accounts_of("") == ()


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("brevo://CLE@", "brevo", {"api_key": "CLE"}),
        ("mailjet://CLE:SECRET@", "mailjet", {"api_key": "CLE", "secret_key": "SECRET"}),
        ("scaleway://SECRET@7-8?region=nl-ams", "scaleway", {"project_id": "7-8", "region": "nl-ams"}),
    ],
)
def test_a_provider_s_address_makes_a_mailer(
    url: str, backend: str, options: dict[str, str], settings: Any
) -> None:
    made = mailer_of(url)
    assert made["BACKEND"] == f"anymail.backends.{backend}.EmailBackend"
    assert options.items() <= made["OPTIONS"].items()
    settings.MAILERS = {"default": made}
    mailer: Any = mailers["default"]
    assert mailer.timeout == 10


def test_a_secret_of_smtp_may_hold_any_sign() -> None:
    made = mailer_of("smtp+tls://rdv%40exemple.fr:s%3Acr%2Fet@smtp.exemple.fr:2525")["OPTIONS"]
    assert (made["username"], made["password"], made["port"]) == ("rdv@exemple.fr", "s:cr/et", 2525)
    assert (made["use_tls"], made["use_ssl"]) == (True, False)


@pytest.mark.parametrize(
    "url", ["brevo://", "mailjet://CLE@", "scaleway://SECRET@", "smtp://", "pigeon://x@y"]
)
def test_a_mailer_without_what_it_needs_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mailer_of(url)


def test_whoever_runs_the_service_is_told_in_one_sentence() -> None:
    needed = {"DATABASE_URL": "postgresql://a/b", "REDIS_URL": "redis://a", "SECRET_KEY": "s"}
    two = "brevo://CLE@ https://sms.exemple.fr/v1"
    assert env.read({**needed, "SMS_URL": two}).sms_url == two
    with pytest.raises(env.ConfigurationError, match=r"^SMS_URL doit ressembler à "):
        env.read({**needed, "SMS_URL": "https://sms.exemple.fr/v1 brevo://"})
    with pytest.raises(env.ConfigurationError, match=r"^EMAIL_URL doit ressembler à "):
        mailer("pigeon://x@y")
