"""The code that gives an account back: once, in ten minutes, in the browser that asked, after five tries at most."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from foundation import clock
from sso.accounts.models import RelinkCode
from sso.contacts import limits
from sso.contacts.counters import Limit
from tests.counterparts.identity.client import IdentityServer
from tests.sso.accounts.relinking import (
    ASK,
    CODE,
    DONE,
    a_wrong_one,
    asking,
    check_untouched,
    give,
    last_code,
    relay_all,
    subs,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("camille")]


def test_the_sixth_try_is_refused_even_when_right(identity: IdentityServer) -> None:
    visitor = asking(identity)
    answers = [give(visitor, a_wrong_one()) for _ in range(5)]
    assert [each.status_code for each in answers] == [422] * 5
    assert "n’est plus valable" in answers[-1].content.decode()
    assert give(visitor, last_code()).status_code == 422
    check_untouched()


def test_an_address_whose_codes_were_guessed_wrong_too_often_gets_no_more(
    identity: IdentityServer, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FAILED", Limit("failed", 1, 60))
    visitor = asking(identity)
    for _ in range(5):
        give(visitor, a_wrong_one())
    refused = visitor.post(ASK)
    assert refused.status_code == 429
    assert "Réessayez demain" in refused.content.decode()


def test_codes_are_counted_like_all_others(identity: IdentityServer) -> None:
    visitor = asking(identity)
    refused = visitor.post(ASK)
    assert refused.status_code == 429
    assert "Attendez une minute" in refused.content.decode()
    assert f'href="{CODE}"' in refused.content.decode()
    assert give(visitor, last_code()).status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "\0\0\0"])
def test_what_is_no_code_costs_no_try(typed: str, identity: IdentityServer) -> None:
    assert give(asking(identity), typed).status_code == 422
    assert RelinkCode.objects.get().attempts == 0


def test_the_code_opens_nothing_in_another_browser(identity: IdentityServer, hurried: None) -> None:
    stranger, hers = asking(identity), asking(identity)
    assert give(stranger, last_code()).status_code == 422
    assert give(Client(HTTP_HOST=django_settings.SIGN_IN_HOST), last_code()).status_code == 400
    check_untouched()
    assert give(hers, last_code()).status_code == 303


def test_somebody_else_s_demand_opens_nothing_even_with_its_code(identity: IdentityServer) -> None:
    visitor = asking(identity)
    session = visitor.session
    session["relink_asked"] = [session["relink_asked"][0], "a guess"]
    session.save()
    assert give(visitor, last_code()).status_code == 422
    check_untouched()


def test_a_code_lives_ten_minutes(identity: IdentityServer) -> None:
    visitor, code = asking(identity), last_code()
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert give(visitor, code).status_code == 422
        assert "n’est plus valable" in visitor.get(CODE).content.decode()
    check_untouched()


def test_a_form_sent_twice_is_done_once(identity: IdentityServer) -> None:
    visitor, code = asking(identity), last_code()
    before = dict(visitor.session.items())
    assert give(visitor, code).headers["Location"] == DONE
    assert give(visitor, code).headers["Location"] == DONE
    # As if both had left before the first answer.
    session = visitor.session
    session.update(before)
    session.save()
    assert give(visitor, code).headers["Location"] == DONE
    assert subs() == ["autre"]
    mail.outbox.clear()
    relay_all()
    assert len(mail.outbox) == 1


def test_a_new_code_ends_the_former_one(identity: IdentityServer, hurried: None) -> None:
    visitor = asking(identity)
    old = last_code()
    visitor.post(ASK)
    assert give(visitor, old).status_code == 422
    assert give(visitor, last_code()).status_code == 303


def test_the_code_is_kept_nowhere(identity: IdentityServer) -> None:
    visitor = asking(identity)
    assert last_code() not in str(list(RelinkCode.objects.values()))
    assert last_code() not in str(dict(visitor.session.items()))
