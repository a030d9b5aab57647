from dataclasses import replace

import pytest

from tenants.commands.open_tenant import NameMissing, SirenUnfit, SlugTaken, SlugUnfit, open_tenant
from tenants.console.tenant import main
from tenants.models import Tenant
from tests.conftest import ARRAS, BEGINNING

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "slug",
    [
        *("Béthune !", "BAPAUME_", "", "-lens", "lens-", "a" * 64, "a.b", "x\0"),
        *("www", "wpad", "franceconnect", "xn--rras-7cd"),
    ],
)
def test_an_address_that_no_host_can_bear_is_refused(slug: str) -> None:
    with pytest.raises(SlugUnfit):
        open_tenant(replace(ARRAS, slug=slug), now=BEGINNING)


def test_an_address_is_given_once(arras: Tenant) -> None:
    with pytest.raises(SlugTaken):
        open_tenant(ARRAS, now=BEGINNING)


@pytest.mark.parametrize("siren", ["12", "216200411", "vingt"])
def test_a_siren_that_does_not_exist_is_called_so(siren: str) -> None:
    with pytest.raises(SirenUnfit):
        open_tenant(replace(ARRAS, slug="lens", siren=siren), now=BEGINNING)


def test_an_administration_has_a_name() -> None:
    with pytest.raises(NameMissing):
        open_tenant(replace(ARRAS, slug="lens", name="  "), now=BEGINNING)


def test_the_command_opens_lists_suspends_and_says_no_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (
        main(["create", "lens", "--nom", "Ville de Lens", "--type", "commune", "--siren", "216 204 982"]) == 0
    )
    assert "lens.rdv.localhost" in capsys.readouterr().out
    assert main(["create", "lens", "--nom", "Lens", "--type", "commune"]) == 1
    assert "déjà prise" in capsys.readouterr().err
    assert main(["suspend", "lens"]) == 0
    assert main(["list"]) == 0
    assert "Suspendue" in capsys.readouterr().out
    assert Tenant.objects.get(slug="lens").departement_code == "62"
    with pytest.raises(SystemExit) as left:
        main(["create", "lens"])
    assert left.value.code == 2
    assert "il manque" in capsys.readouterr().err
