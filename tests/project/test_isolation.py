"""A second administration looks in: cache, files, sessions and links are another's."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from booking.commands.book_rdv import book_rdv
from foundation.actors import VISITOR
from foundation.tenancy import NoTenant, current, in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, ZOE, make_office
from tests.makers.office import make_agent, make_organisation
from tests.makers.sessions import sign_in

pytestmark = pytest.mark.django_db

ARRAS, NEIGHBOUR = "arras.rdv.localhost", "pas-de-calais.rdv.localhost"


def test_a_cached_value_is_one_administration_s(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        cache.set("motifs", "ceux d’Arras")
    with in_tenant(pas_de_calais):
        assert cache.get("motifs") is None
        cache.clear()
    with in_tenant(arras):
        cache.set("motifs", "ceux d’Arras")
        assert cache.get("motifs") == "ceux d’Arras"


def test_a_file_is_one_administration_s(
    arras: Tenant, pas_de_calais: Tenant, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    with in_tenant(arras):
        name = default_storage.save("arrete.txt", ContentFile(b"Arras"))
        path = default_storage.path(name)
    with in_tenant(pas_de_calais):
        assert not default_storage.exists(name)
        with pytest.raises(SuspiciousFileOperation):
            default_storage.open(f"../{arras.schema_name}/{name}")
    assert arras.schema_name in path


def test_an_agent_s_cookie_opens_nothing_next_door(arras: Tenant, pas_de_calais: Tenant) -> None:
    client = Client(HTTP_HOST=ARRAS)
    with in_tenant(arras):
        agent = make_agent(make_organisation())
        sign_in(client, agent, host=ARRAS)
    assert client.get("/agent/agenda/", secure=True).status_code == 200
    assert client.get("/agent/agenda/", secure=True, headers={"host": NEIGHBOUR}).status_code == 302


def test_a_session_copied_next_door_names_nobody_there(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        agent = make_agent(make_organisation(), account_id=uuid4())
    client = Client(HTTP_HOST=NEIGHBOUR)
    with in_tenant(pas_de_calais):
        sign_in(client, agent, host=NEIGHBOUR)
    assert client.get("/agent/agenda/", secure=True).status_code == 302


def test_a_usager_s_link_leads_nowhere_next_door(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        token = book_rdv(make_office().wanted(), identity=ZOE, by=VISITOR, now=NOW).link_token
    assert Client(HTTP_HOST=ARRAS).get(f"/r/{token}/", secure=True).status_code == 200
    for path in (f"/r/{token}/", f"/r/{token}/annuler/", f"/r/{token}/agenda.ics"):
        assert Client(HTTP_HOST=NEIGHBOUR).get(path, secure=True).status_code == 404


def test_a_removed_agent_is_out_at_the_next_page(arras: Tenant) -> None:
    client = Client(HTTP_HOST=ARRAS)
    with in_tenant(arras):
        agent = make_agent(make_organisation())
        sign_in(client, agent, host=ARRAS)
        agent.is_active = False
        agent.save()
    assert client.get("/agent/agenda/", secure=True).status_code == 302


def test_work_for_an_administration_needs_one(db: None) -> None:
    with pytest.raises(NoTenant):
        current()


def test_cookies_belong_to_one_host_only() -> None:
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert name.startswith("__Host-")
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None
