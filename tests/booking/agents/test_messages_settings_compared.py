"""Two texts compared: who gets which, and what the page dares to say of them."""

from datetime import timedelta
from typing import Any

from booking.models import MessageSettings, Rdv, Receipt
from booking.queries.message_settings import message_settings
from booking.queries.wordings import wording_of
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from booking.wording.assign import variant_of
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


def past_rdvs(office: Office, variant: str, *, absent: int, honoured: int, **receipt: Any) -> None:
    statuses = [RdvStatus.NO_SHOW] * absent + [RdvStatus.HONOURED] * honoured
    rdvs = [
        Rdv(
            organisation=office.agenda.organisation,
            motif=office.motif,
            starts_at=NINE,
            ends_at=NINE + timedelta(minutes=30),
            status=status,
            created_by="usager",
            created_at=NOW,
        )
        for status in statuses
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


def test_the_effect_of_the_trial_is_found_on_the_page(admin: Browser, office: Office) -> None:
    """11.1 % against 8.4 %, 2 500 rdvs each."""
    compare_texts(admin)
    past_rdvs(office, "a", absent=278, honoured=2_222)
    past_rdvs(office, "b", absent=210, honoured=2_290)
    page = text(admin.get(REMINDER))
    assert "Le deuxième texte fait mieux : moins d’absences." in page
    assert "le deuxième texte change le nombre d’absents de −4,4 à −1,1 (intervalle à 95 %)" in page
