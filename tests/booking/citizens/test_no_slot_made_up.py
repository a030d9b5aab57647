"""What a made up form, a made up reference or a robot does to the proofs."""

import pytest

from booking.citizens.throttles import ReceiptsByAddress
from booking.models import UnmetDemand
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor
from tests.booking.citizens.test_no_slot import EMPTY, PROOF, prove


@pytest.mark.parametrize(
    "said", [{}, {"demande": "x"}, {"demande": "\0", "lieu": "\0"}, {"lieu": "x" * 100_000}]
)
def test_a_form_made_up_is_a_demand_like_any(office: Office, browser: Visitor, said: dict[str, str]) -> None:
    assert browser.post(PROOF, said).status_code == 303
    assert UnmetDemand.objects.get().lieu is None


@pytest.mark.parametrize("reference", ["inconnu", "0", "x" * 300, "2222-2222"])
def test_an_unknown_reference_is_not_found(office: Office, browser: Visitor, reference: str) -> None:
    for page in ("", "recepisse.pdf"):
        assert browser.get(f"/recepisse/{reference}/{page}").status_code == 404


def test_looking_counts_nothing(office: Office, browser: Visitor) -> None:
    browser.get(EMPTY)
    assert browser.get(PROOF)["Location"] == EMPTY
    assert browser.post("/rdv/inconnu/recepisse/").status_code == 404
    assert not UnmetDemand.objects.exists()


def test_a_robot_does_not_swell_the_count(
    office: Office, browser: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReceiptsByAddress, "rate", "2/hour")
    assert [browser.post(PROOF).status_code for _ in range(3)] == [303, 303, 429]
    assert UnmetDemand.objects.count() == 2


def test_a_reference_of_another_administration_proves_nothing_here(
    pas_de_calais: Tenant, office: Office, browser: Visitor
) -> None:
    receipt = prove(browser)
    assert Visitor(host="pas-de-calais.rdv.localhost").get(receipt).status_code == 404
    assert browser.get(receipt).status_code == 200
