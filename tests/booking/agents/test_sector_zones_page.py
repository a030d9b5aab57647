"""What a sector covers, and who receives there."""

import pytest

from booking.models import Sector
from tests.booking.agents.conftest import Browser, text
from tests.booking.agents.test_sectors_page import page, sector
from tests.booking.commands.conftest import Office

__all__ = ["sector"]


def test_a_zone_is_a_commune_or_one_of_its_streets(admin: Browser, sector: Sector) -> None:
    assert admin.post(page(sector, "zones/"), commune="62300").status_code == 422, "several communes have it"
    assert admin.post(page(sector, "zones/"), commune="lens", voie="").status_code == 303
    answer = admin.post(page(sector, "zones/"), commune="Arras", voie="Av. du Gal Leclerc")
    assert answer["Location"] == f"{page(sector)}?fait=zone"
    zone = sector.zones.exclude(street="").get()
    assert (zone.commune_code, zone.street) == ("62041", "avenue du general leclerc")
    shown = text(admin.get(page(sector)))
    assert "Av. du Gal Leclerc" in shown
    assert "Toute la commune" in shown
    admin.post(page(sector, "zones/retirer/"), zone=[zone.pk, "x", "9" * 30])
    assert not sector.zones.exclude(street="").exists()


def test_a_commune_that_may_be_several_is_chosen(admin: Browser, sector: Sector) -> None:
    asked = admin.post(page(sector, "zones/"), commune="Sainte-Colombe", voie="rue du Bac")
    assert asked.status_code == 422
    assert "Plusieurs communes correspondent." in text(asked)
    assert 'value="rue du Bac"' in text(asked)
    assert 'name="code" value="05135"' in text(asked)
    admin.post(page(sector, "zones/"), commune="Sainte-Colombe", code="05135", voie="rue du Bac")
    assert sector.zones.get(street="rue du bac").commune_code == "05135"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"commune": ""}, "Indiquez une commune."),
        ({"commune": "Atlantide"}, "Nous ne connaissons pas cette commune."),
        ({"commune": "a" * 100_000}, "trop longue"),
        ({"commune": "\0"}, "invisible"),
        ({"commune": "Arras", "voie": "12"}, "Écrivez le nom d’une voie"),
        ({"commune": "Arras", "voie": "r" * 100_000}, "trop longue"),
    ],
)
def test_what_is_no_place_is_refused_with_a_sentence(
    admin: Browser, sector: Sector, typed: dict[str, str], sentence: str
) -> None:
    answer = admin.post(page(sector, "zones/"), **typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert sector.zones.count() == 1
    assert admin.get(page(sector, "zones/")).status_code == 303


def test_who_receives_is_added_and_removed(admin: Browser, office: Office, sector: Sector) -> None:
    organisation = office.motif.organisation
    for who in (str(organisation.pk), f"{organisation.pk}:{office.agent.pk}"):
        assert f'value="{who}"' in text(admin.get(page(sector)))
        for _ in range(2):
            assert admin.post(page(sector, "attributions/"), qui=who).status_code == 303
    assert sector.served.count() == 2
    served = sector.served.get(agent=None)
    admin.post(page(sector, "attributions/retirer/"), qui=str(served.pk))
    assert [row.agent for row in sector.served.all()] == [office.agent]


@pytest.mark.parametrize("who", ["", "x", "1:x", "²", "9" * 30, "\0"])
def test_nobody_in_particular_cannot_receive(admin: Browser, sector: Sector, who: str) -> None:
    answer = admin.post(page(sector, "attributions/"), qui=who)
    assert answer.status_code == 422
    assert "Choisissez une organisation ou un agent dans la liste." in text(answer)
