"""`rdv machine`, as whoever runs the platform types it."""

import re
from uuid import uuid4

import pytest

from foundation.machines import Scope
from sso.console.machines import main
from tenants.models import Tenant
from tests.sso.machines.conftest import at_sign_in_host

pytestmark = pytest.mark.django_db
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def typed(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    return capsys.readouterr().out


def status(client_id: str, secret: str, tenant: Tenant) -> int:
    said = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return at_sign_in_host("/sso/jetons/", {**said, "resource": tenant.url("/")}).status_code


def test_a_program_from_its_birth_to_its_end(arras: Tenant, capsys: pytest.CaptureFixture[str]) -> None:
    born = typed(capsys, "create", "Logiciel de la mairie", "--scopes", "rdv:read", "rdv:write")
    client_id, first_id = re.findall(UUID, born)
    first = born.split()[-1]
    assert status(client_id, first, arras) == 200

    second = typed(capsys, "secret", client_id).split()[-1]
    assert main(["secret", client_id]) == 1
    assert "déjà deux secrets" in capsys.readouterr().err

    listed = typed(capsys, "list")
    for words in (client_id, "ouvert", "Logiciel de la mairie", "rdv:read rdv:write", "jamais"):
        assert words in listed
    assert first not in listed
    assert second not in listed

    typed(capsys, "revoke", client_id, "--secret", first_id)
    assert (status(client_id, first, arras), status(client_id, second, arras)) == (401, 200)

    assert "Programme fermé" in typed(capsys, "revoke", client_id)
    assert status(client_id, second, arras) == 401
    assert "fermé" in typed(capsys, "list")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["secret", str(uuid4())], "Aucun programme"),
        (["revoke", str(uuid4())], "Aucun programme"),
        (["revoke", str(uuid4()), "--secret", str(uuid4())], "pas de secret valable"),
        (["create", " ", "--scopes", Scope.RDV_READ], "Donnez au programme un nom"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    argv: list[str], sentence: str, arras: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["create", "Logiciel"], "il manque"),
        (["create", "Logiciel", "--scopes", "tout"], "choix inconnu"),
        (["secret", "abc"], "« abc » n’est pas un identifiant"),
        ([], "il manque"),
    ],
)
def test_a_wrong_line_is_explained(
    argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err
