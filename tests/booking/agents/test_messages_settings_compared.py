"""Two texts compared: who gets which, and what the page dares to say of them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.models import MessageSettings, Rdv, Receipt
from booking.queries.message_settings import message_settings
from booking.queries.wording_results import results
from booking.queries.wordings import wording_of
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from booking.wording.assign import variant_of
from booking.wording.compare import Verdict
from foundation.courier.channels import Channel
from tests.booking.agents.conftest import MONDAY_859, Browser, text
from tests.booking.agents.test_messages_settings_wording import OTHER, OWN, REMINDER, save
from tests.booking.commands.conftest import NINE, NOW, Office


def compare_texts(admin: Browser) -> None:
    assert save(admin, a=OWN, b=OTHER, compared="on").status_code == 303


def test_each_rdv_gets_one_of_the_two_texts(admin: Browser, office: Office) -> None:
    compare_texts(admin)
    found = {}
    for _ in range(20):
        rdv_id = Rdv().pk
        wording = wording_of(MessageKind.REMINDER, Channel.SMS, "fr", rdv_id)
        assert wording.variant == variant_of(rdv_id, MessageKind.REMINDER)
        found[wording.variant] = wording.text
    assert found == {"a": OWN, "b": OTHER}
    assert "SMS : deux textes comparés" in text(admin.get("/agent/parametres/messages/"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_who_reads_another_language_is_in_no_arm(admin: Browser, office: Office, language: str) -> None:
    """They read the national text in their own."""
    compare_texts(admin)
    for _ in range(20):
        wording = wording_of(MessageKind.REMINDER, Channel.SMS, language, Rdv().pk)
        assert (wording.text, wording.variant) == (None, "")


def test_the_second_text_waits_while_nothing_is_compared(admin: Browser, office: Office) -> None:
    save(admin, a=OWN, b=OTHER)
    assert {wording_of(MessageKind.REMINDER, Channel.SMS, "fr", Rdv().pk).text for _ in range(20)} == {OWN}


def test_changing_a_text_begins_the_comparison_again_and_saving_the_rest_does_not(
    admin: Browser, office: Office
) -> None:
    compare_texts(admin)
    MessageSettings.objects.update(comparing=[{"kind": "rdv_reminder", "since": NOW.isoformat()}])
    save(admin, a=OWN, b=OTHER, compared="on", note="Parking gratuit.")
    assert message_settings().comparing[0]["since"] == NOW.isoformat()
    save(admin, a=OWN, b=f"Bonjour. {OTHER}", compared="on")
    assert message_settings().comparing[0]["since"] == MONDAY_859.isoformat()
    save(admin, a=OWN, b=OTHER)
    assert message_settings().comparing == []


def past_rdvs(
    office: Office, variant: str, *, absent: int, honoured: int, after: int = 0, **receipt: Any
) -> None:
    """The absences evenly spread in time."""
    total = absent + honoured
    missing = [number * absent // total != (number + 1) * absent // total for number in range(total)]
    rdvs = [
        Rdv(
            organisation=office.agenda.organisation,
            motif=office.motif,
            starts_at=NINE + number * timedelta(minutes=1),
            ends_at=NINE + timedelta(minutes=30 + number),
            status=RdvStatus.NO_SHOW if missed else RdvStatus.HONOURED,
            created_by="usager",
            created_at=NOW,
        )
        for number, missed in enumerate(missing, after)
    ]
    Rdv.objects.bulk_create(rdvs)
    values = {"kind": MessageKind.REMINDER, "state": ReceiptState.DELIVERED, "sent_at": MONDAY_859} | receipt
    Receipt.objects.bulk_create(
        Receipt(
            key=f"{rdv.pk}:{step}", rdv=rdv, channel="sms", variant=variant, created_at=MONDAY_859, **values
        )
        for rdv in rdvs
        for step in (1, 2)
    )


def test_the_result_tells_shares_intervals_and_what_cannot_be_said_yet(
    admin: Browser, office: Office
) -> None:
    compare_texts(admin)
    past_rdvs(office, "a", absent=15, honoured=133)
    past_rdvs(office, "b", absent=9, honoured=141)
    # Not counted: cancelled, another message, before the comparison, never sent.
    past_rdvs(office, "b", absent=3, honoured=0, kind=MessageKind.RDV_BOOKED)
    past_rdvs(office, "b", absent=3, honoured=0, sent_at=MONDAY_859 - timedelta(days=1))
    past_rdvs(office, "b", absent=3, honoured=0, sent_at=None, state=ReceiptState.DROPPED)
    page = text(admin.get(REMINDER))
    assert "On ne peut pas encore conclure." in page
    for cell in ("148", "15", "10,1 %", "de 6,2 % à 16,0 %", "150", "9", "6,0 %"):
        assert f'<td class="ag-nombre">{cell}</td>' in page
    assert "Il faut environ" in page
    assert "le résultat ne change plus" not in page


def test_the_effect_of_the_trial_is_found_on_the_page(admin: Browser, office: Office) -> None:
    """11.1 % against 8.4 %: the first 2 100 rdvs of each text are enough."""
    compare_texts(admin)
    past_rdvs(office, "a", absent=278, honoured=2_222)
    past_rdvs(office, "b", absent=210, honoured=2_290)
    page = text(admin.get(REMINDER))
    assert "Le deuxième texte fait mieux : moins d’absences." in page
    assert "le résultat ne change plus" in page
    assert "le deuxième texte change le nombre d’absents de −4,5 à −0,9 (intervalle à 95 %)" in page


def test_once_there_are_enough_rdvs_the_result_moves_no_more(admin: Browser, office: Office) -> None:
    """Half of them absent: three hundred of each are enough. What comes later would change everything."""
    compare_texts(admin)
    for variant in "ab":
        past_rdvs(office, variant, absent=150, honoured=150)
    since = message_settings().comparing[0]["since"]
    seen = results(MessageKind.REMINDER, datetime.fromisoformat(since))
    past_rdvs(office, "a", after=300, absent=200, honoured=0)
    past_rdvs(office, "b", after=300, absent=0, honoured=200)
    assert seen.verdict == Verdict.NONE_SEEN
    assert results(MessageKind.REMINDER, datetime.fromisoformat(since)) == seen
