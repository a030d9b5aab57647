"""The platform's own account: reports and answers find their administration, and nothing of a person enters public."""

from datetime import timedelta

import pytest
import time_machine
from django.db import ProgrammingError

from booking.models import Receipt, Usager
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.courier.models import Posted
from foundation.courier.posted import forget
from foundation.tenancy import in_public, in_tenant
from tenants.commands.suspend_tenant import reopen_tenant, suspend_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import answers, booked, post, reminded, said, status
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sms(office: Office, arras: Tenant) -> Receipt:
    with in_tenant(arras):
        return reminded(office)


def state(receipt: Receipt, tenant: Tenant) -> str:
    with in_tenant(tenant):
        return Receipt.objects.get(pk=receipt.pk).state


def test_what_is_kept_in_public_says_nothing_of_the_person(sms: Receipt) -> None:
    with in_public():
        row = Posted.objects.values().get()
    assert (row["reference"], row["tenant_id"] > 0, len(row["phone_hash"])) == (sms.pk, True, 64)
    assert "612345678" not in str(row)


def test_a_report_finds_its_message_by_reference_or_by_the_carrier_s_id(sms: Receipt, arras: Tenant) -> None:
    post("http/accuses", {"id": sms.carrier_id, "state": "failed"})
    assert state(sms, arras) == ReceiptState.FAILED
    post("http/accuses", {"id": "9", "reference": str(sms.pk), "state": "delivered"})
    assert state(sms, arras) == ReceiptState.DELIVERED


def test_no_cancels_in_the_administration_that_wrote(
    sms: Receipt, arras: Tenant, neighbour: Office, pas_de_calais: Tenant
) -> None:
    with in_tenant(pas_de_calais):
        booked(neighbour)
    post("http/reponses", said("NON"))
    relay_all()
    assert (status(arras), status(pas_de_calais)) == ("cancelled_by_usager", "scheduled")
    assert answers(pas_de_calais) == []


def test_when_two_administrations_wrote_lately_nothing_is_guessed(
    sms: Receipt,
    arras: Tenant,
    neighbour: Office,
    pas_de_calais: Tenant,
    mailbox: Mailbox,
    monday: time_machine.Traveller,
) -> None:
    monday.shift(timedelta(minutes=1))
    with in_tenant(pas_de_calais):
        other = reminded(neighbour)
    post("http/reponses", said("NON"))
    relay_all()
    assert (status(arras), status(pas_de_calais)) == ("scheduled", "scheduled")
    assert (answers(arras), answers(pas_de_calais)) == ([], ["NON"])
    assert any("Message d’un usager" in letter["subject"] for letter in mailbox.messages())
    post("http/reponses", said("NON", id="4002", reference=str(other.pk)))
    relay_all()
    assert (status(arras), status(pas_de_calais)) == ("scheduled", "cancelled_by_usager")


def test_stop_is_for_every_administration_that_writes_from_that_number(
    sms: Receipt, arras: Tenant, neighbour: Office, pas_de_calais: Tenant
) -> None:
    with in_tenant(pas_de_calais):
        reminded(neighbour)
    post("http/reponses", said("STOP"))
    relay_all()
    for tenant in (arras, pas_de_calais):
        with in_tenant(tenant):
            assert not Usager.objects.get(phone=ZOE.phone).accepts_sms


def test_an_unknown_number_is_kept_nowhere(sms: Receipt, arras: Tenant) -> None:
    answer = post("http/reponses", said("NON", **{"from": "+33698765432"}))
    assert answer.status_code == 200
    assert answers(arras) == []


def test_a_reference_that_was_guessed_opens_no_other_s_rdv(sms: Receipt, arras: Tenant) -> None:
    post("http/reponses", said("NON", **{"from": "+33698765432", "reference": str(sms.pk)}))
    assert answers(arras) == []


def test_a_closed_administration_is_told_nothing(sms: Receipt, arras: Tenant) -> None:
    suspend_tenant(arras.slug)
    try:
        assert post("http/reponses", said("NON")).status_code == 200
    finally:
        reopen_tenant(arras.slug)
    assert answers(arras) == []


def test_after_two_months_nobody_knows_whose_it_was(sms: Receipt) -> None:
    assert forget(clock.now() + timedelta(days=59)) == 0
    assert forget(clock.now() + timedelta(days=61)) == 1


def test_stop_is_heard_weeks_after_the_last_sms(
    sms: Receipt, arras: Tenant, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(days=50))
    forget(clock.now())
    post("http/reponses", said("STOP"))
    relay_all()
    with in_tenant(arras):
        assert not Usager.objects.get(phone=ZOE.phone).accepts_sms


def test_an_administration_that_wrote_long_ago_leaves_no_doubt(
    sms: Receipt,
    arras: Tenant,
    neighbour: Office,
    pas_de_calais: Tenant,
    monday: time_machine.Traveller,
) -> None:
    with in_public():
        Posted.objects.update(posted_at=clock.now() - timedelta(days=8))
    with in_tenant(pas_de_calais):
        reminded(neighbour)
    post("http/reponses", said("NON"))
    relay_all()
    assert (status(arras), status(pas_de_calais)) == ("scheduled", "cancelled_by_usager")


@pytest.mark.parametrize("key", ["cle-d-arras", "x"])
def test_a_forged_key_opens_nothing(key: str, sms: Receipt) -> None:
    for path in ("http/reponses", "http/accuses", "courriel/brevo/rebonds", "courriel/mime/reponses"):
        assert post(path, said("NON"), key=key).status_code == 401


def test_an_administration_may_not_read_who_wrote_to_whom(sms: Receipt, pas_de_calais: Tenant) -> None:
    with in_tenant(pas_de_calais), pytest.raises(ProgrammingError, match="permission denied"):
        Posted.objects.count()
