"""What the sections of a motif keep: reminders, presence, delays, translations."""

from booking.commands.replan_motif import REPLAN
from booking.models import Motif
from booking.vocabulary import DEFAULT_REMINDERS
from foundation.due.models import DueRow
from tests.booking.agents.conftest import Browser, text
from tests.booking.agents.test_motif_settings import motif, page, send
from tests.booking.agents.test_motif_settings_rows import kept

__all__ = ["motif"]


def test_reminders_are_ones_own_then_the_usual_again(admin: Browser, motif: Motif) -> None:
    send(admin, motif, "rappels", rappels="propres")
    assert kept(motif).reminders == DEFAULT_REMINDERS, "the usual ones are what one starts from"
    send(admin, motif, "rappels", rappel_1="0", rappel_3="0", rappel_2="86400", rappel_2_par="sms")
    assert kept(motif).reminders == [{"before_s": 86_400, "channels": ["sms"], "booked_before_s": 259_200}]
    send(admin, motif, "rappels", rappels="aucun")
    assert kept(motif).reminders == []
    send(admin, motif, "rappels", rappels="habituels")
    assert kept(motif).reminders is None


def test_presence_people_and_rules_are_kept_as_the_office_reads_them(admin: Browser, motif: Motif) -> None:
    send(
        admin, motif, "presence", presence="259200", presence_sans="release", absences="2", absences_mois="6"
    )
    send(admin, motif, "plusieurs", unite="document", au_plus="3", minutes="10")
    send(admin, motif, "regles", tension="on", etale="86400", secteur="agent", titre="CNI", suivi="on")
    assert kept(motif).presence == {
        "confirm_before_s": 259_200,
        "unconfirmed": "release",
        "after_no_shows": {"count": 2, "months": 6, "ask": "code"},
    }
    assert motif.people == {"unit": "document", "at_most": 3, "minutes_each": 10}
    assert motif.asked_for(3).total_min == 50
    assert (motif.under_pressure, motif.release_within_s, motif.papers) == (True, 86_400, "CNI")
    assert (motif.sector_level, motif.follow_up) == ("agent", True)
    shown = text(admin.get(page(motif)))
    for word in ("Jusqu’à 3 documents", "Venue à confirmer 3 jours avant", "Sous tension, remise en ligne"):
        assert word in shown


def test_a_delay_set_elsewhere_is_shown_in_words(admin: Browser, motif: Motif) -> None:
    Motif.objects.filter(pk=motif.pk).update(min_delay_s=5_400, max_delay_s=45 * 86_400)
    shown = text(admin.get(page(motif)))
    assert "90 minutes avant" in shown
    assert "45 jours avant" in shown
    assert send(admin, motif, "delais", annuler="0").status_code == 303
    assert (kept(motif).cancel_limit_s, motif.min_delay_s) == (0, 5_400)


def test_each_language_has_its_texts(admin: Browser, motif: Motif) -> None:
    translations = {"en": {"name": "Passport", "other": "kept"}}
    Motif.objects.filter(pk=motif.pk).update(to_bring="Photo", translations=translations)
    send(admin, motif, "traductions", ar_name="جواز سفر", en_name="", en_to_bring="Photograph")
    assert kept(motif).translations == {
        "ar": {"name": "جواز سفر"},
        "en": {"other": "kept", "to_bring": "Photograph"},
    }


def test_a_motif_writes_all_its_messages_or_without_its_name_or_none(admin: Browser, motif: Motif) -> None:
    assert "Tous les messages" in text(admin.get(page(motif)))
    for said, words in (("discreet", "Les messages, sans le nom du motif"), ("none", "Aucun message")):
        assert send(admin, motif, "messages", messages=said).status_code == 303
        assert kept(motif).notices == said
        assert f'<p class="ag-discret">{words}</p>' in text(admin.get(page(motif)))
    assert send(admin, motif, "messages", messages="parfois").status_code == 422
    assert kept(motif).notices == "none"


def test_a_motif_that_falls_silent_plans_its_reminders_again(admin: Browser, motif: Motif) -> None:
    send(admin, motif, "messages", messages="none")
    assert DueRow.objects.filter(kind=REPLAN, ref=f"{motif.pk}:").exists()
