"""Who a page of the public host sees behind a session."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor, ActorKind
from sso.accounts.authentication import AccountActor
from sso.accounts.models import Account, PlatformSession
from sso.accounts.platform_sessions import revoke, revoke_account, stands
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import come_back

pytestmark = pytest.mark.django_db


def seen(public: Client) -> Actor | None:
    """What the authentication class answers for this browser's session."""
    django_request: Any = RequestFactory().get("/")
    django_request.session = session = public.session
    mark = session.get("_auth_user_id")
    django_request.user = Account.objects.get(pk=mark) if mark else AnonymousUser()
    found = AccountActor().authenticate(Request(django_request))
    session.save()
    return found[0] if found else None


def test_a_signed_in_account_is_a_professional(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    account = Account.objects.get()
    assert seen(public) == Actor(ActorKind.PROFESSIONAL, id=account.pk, name="Camille Durand")


def test_a_member_of_the_programme_is_known_as_such(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    Account.objects.update(is_programme=True)
    actor = seen(public)
    assert actor is not None
    assert actor.kind is ActorKind.PROGRAMME


def test_nobody_is_nobody(public: Client) -> None:
    assert seen(public) is None


def test_a_revoked_sign_in_is_over_here_too(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    revoke(PlatformSession.objects.get().pk, now=clock.now())
    assert seen(public) is None
    assert "_auth_user_id" not in public.session


def test_an_account_can_be_signed_out_everywhere(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    come_back(public)
    revoke_account(Account.objects.get().pk, now=clock.now())
    assert not any(stands(each.pk) for each in PlatformSession.objects.all())
    assert not PlatformSession.objects.exclude(id_token="").exists()
    assert seen(public) is None


def test_a_sign_in_ends_twelve_hours_after_it_was_proved(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    session = PlatformSession.objects.get()
    with time_machine.travel(session.auth_time + timedelta(hours=12, seconds=1)):
        assert not stands(session.pk)


@pytest.mark.parametrize(("is_programme", "minutes"), [(True, 20), (False, 120)])
def test_a_session_left_idle_is_closed(
    is_programme: bool, minutes: int, public: Client, identity: IdentityServer
) -> None:
    come_back(public)
    Account.objects.update(is_programme=is_programme)
    now = clock.now()
    with time_machine.travel(now + timedelta(minutes=minutes - 1)):
        assert seen(public) is not None
    with time_machine.travel(now + timedelta(minutes=2 * minutes - 3)):
        assert seen(public) is not None
    with time_machine.travel(now + timedelta(minutes=3 * minutes)):
        assert seen(public) is None
        assert "_auth_user_id" not in public.session


def test_a_login_that_no_platform_session_backs_is_nobody(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    session = public.session
    del session["platform_session"]
    session.save()
    assert seen(public) is None
