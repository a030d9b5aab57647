"""Moving by the link: the times, one button, the old time freed only once the new one is taken."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Occupation, PlageOuverture, Rdv
from booking.vocabulary import BookableBy, CreatedBy, Modalite, RdvStatus
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.citizens.conftest import NOW, Office, Visitor, open_mornings, slots, text, value_of
from tests.booking.citizens.test_motifs import queries_of
from tests.makers.office import make_agent, make_lieu, make_motif

TEN = "2026-11-24T09:00:00Z@mairie-centrale"
ALI = Identity(first_name="Ali", last_name="Haddad", phone="+33600000001")


def starts() -> list[datetime]:
    return list(Rdv.objects.order_by("starts_at").values_list("starts_at", flat=True))


def take(office: Office, creneau: str) -> None:
    """Somebody else books it."""
    at = datetime.fromisoformat(creneau.split("@")[0])
    wanted = Wanted(motif=office.motif, lieu_id=office.lieu.pk, starts_at=at)
    book_rdv(wanted, identity=ALI, by=VISITOR, now=NOW)


def test_two_clicks_move_it_and_the_page_says_both_times(office: Office, browser: Visitor) -> None:
    link = browser.book()
    page = browser.get(link)
    assert f'href="{link}deplacer/"' in page.content.decode()
    times = browser.get(f"{link}deplacer/")
    assert "Votre rendez-vous actuel : mardi 24 novembre 2026 à 9 h" in text(times)
    moved = browser.post(f"{link}deplacer/", {"creneau": TEN, "avant": value_of(times, "avant")})
    assert moved.status_code == 303
    page = browser.get(moved["Location"])
    assert "Rendez-vous déplacé" in text(page)
    assert "Il était prévu le mardi 24 novembre 2026 à 9 h." in text(page)
    assert "Mardi 24 novembre 2026 à 10 h" in text(page)
    assert Rdv.objects.get().starts_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert moved["Location"].startswith(link)
    assert "2026-11-24T08:00:00Z@mairie-centrale" in slots(browser.get("/rdv/passeport/"))


def test_its_own_time_is_shown_as_the_current_one(office: Office, browser: Visitor) -> None:
    page = browser.get(f"{browser.book()}deplacer/")
    assert "9 h actuel" in text(page)
    assert "2026-11-24T08:00:00Z@mairie-centrale" not in slots(page)
    assert slots(page)[1:4] == [
        f"2026-11-24T{hour}:00Z@mairie-centrale" for hour in ("08:30", "09:00", "09:30")
    ]


def test_a_colleague_free_at_its_own_time_is_no_other_time(office: Office, browser: Visitor) -> None:
    open_mornings(make_agent(office.organisation), office.lieu, office.motif)
    page = browser.get(f"{browser.book()}deplacer/")
    assert "2026-11-24T08:00:00Z@mairie-centrale" not in slots(page)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("same-origin", "noindex")


def test_looking_changes_nothing(office: Office, browser: Visitor) -> None:
    link = browser.book()
    before = list(Rdv.objects.values())
    for path in ("deplacer/", f"deplacer/?creneau={TEN}", "deplacer/?semaine=2026-W49", "?avant=" + TEN):
        assert browser.get(link + path).status_code == 200
    assert list(Rdv.objects.values()) == before


def test_a_double_click_moves_once_and_is_told_the_same(office: Office, browser: Visitor) -> None:
    link = browser.book()
    answers = [
        browser.post(f"{link}deplacer/", {"creneau": TEN, "avant": "2026-11-24T08:00:00Z@mairie-centrale"})
        for _ in range(2)
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Rdv.objects.get().sequence == 1


def test_a_time_taken_meanwhile_leaves_the_rdv_and_offers_the_nearest(
    office: Office, browser: Visitor
) -> None:
    link = browser.book()
    take(office, TEN)
    answer = browser.post(f"{link}deplacer/", {"creneau": TEN})
    assert answer.status_code == 409
    assert "Ce créneau vient d’être pris" in text(answer)
    assert "Votre rendez-vous n’a pas changé : mardi 24 novembre 2026 à 9 h" in text(answer)
    assert len(slots(answer)) == 3
    assert f'action="{link}deplacer/"' in answer.content.decode()
    assert Rdv.objects.get(status=RdvStatus.SCHEDULED, sequence=0, pk=Rdv.objects.earliest("starts_at").pk)
    assert browser.post(f"{link}deplacer/", {"creneau": slots(answer)[0]}).status_code == 303


def test_another_lieu_may_be_chosen_and_the_page_names_the_one_left(office: Office, browser: Visitor) -> None:
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    open_mornings(make_agent(office.organisation), annexe, office.motif)
    link = browser.book()
    page = browser.get(f"{link}deplacer/")
    assert {each.split("@")[1] for each in slots(page)} == {"mairie-centrale"}
    assert "Annexe" in text(page)
    there = browser.get(f"{link}deplacer/?lieu=annexe")
    choice = "2026-11-24T08:00:00Z@annexe"
    assert choice in slots(there)
    moved = browser.post(f"{link}deplacer/", {"creneau": choice, "avant": value_of(there, "avant")})
    assert "Il était prévu le mardi 24 novembre 2026 à 9 h, à un autre lieu : Mairie centrale" in text(
        browser.get(moved["Location"])
    )
    assert Rdv.objects.get().lieu == annexe


def test_what_an_agent_booked_moves_too(office: Office, browser: Visitor) -> None:
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    wanted = Wanted(
        motif=office.motif,
        lieu_id=office.lieu.pk,
        starts_at=datetime(2026, 11, 24, 8, 10, tzinfo=UTC),
        agenda_ids=[office.agent.agenda.pk],
        free_choice=True,
    )
    booked = book_rdv(wanted, identity=ALI, by=agent, now=NOW)
    assert booked.rdv.created_by == CreatedBy.AGENT
    assert browser.post(f"/r/{booked.link_token}/deplacer/", {"creneau": TEN}).status_code == 303
    assert starts() == [datetime(2026, 11, 24, 9, tzinfo=UTC)]


def test_a_call_moves_without_any_lieu(office: Office, browser: Visitor) -> None:
    motif = make_motif(office.organisation, name="Conseil", slug="conseil", modalite=Modalite.PHONE)
    open_mornings(make_agent(office.organisation), None, motif)
    wanted = Wanted(motif=motif, lieu_id=None, starts_at=datetime(2026, 11, 24, 8, tzinfo=UTC))
    link = f"/r/{book_rdv(wanted, identity=ALI, by=VISITOR, now=NOW).link_token}/"
    page = browser.get(f"{link}deplacer/")
    assert "9 h actuel" in text(page)
    moved = browser.post(f"{link}deplacer/", {"creneau": slots(page)[1], "avant": value_of(page, "avant")})
    assert "Il était prévu le mardi 24 novembre 2026 à 9 h." in text(browser.get(moved["Location"]))


def test_too_late_gives_the_phone_and_keeps_the_rdv(office: Office, browser: Visitor, clock: Any) -> None:
    link = browser.book()
    clock.move_to(NOW + timedelta(days=1) - timedelta(hours=3))
    for answer, status in (
        (browser.get(f"{link}deplacer/"), 200),
        (browser.post(f"{link}deplacer/", {"creneau": "2026-11-25T08:00:00Z@mairie-centrale"}), 409),
    ):
        assert answer.status_code == status
        assert "Il est trop tard pour déplacer en ligne" in text(answer)
        assert "03 21 50 50 50" in text(answer)
        assert not slots(answer)
    assert "Déplacer" not in text(browser.get(link))
    assert Rdv.objects.get().sequence == 0


@pytest.mark.parametrize("change", [{"bookable_by": BookableBy.AGENTS}, {"is_published": False}])
def test_the_times_of_a_motif_for_agents_are_shown_to_nobody(
    office: Office, browser: Visitor, change: dict[str, Any]
) -> None:
    link = browser.book()
    for name, value in change.items():
        setattr(office.motif, name, value)
    office.motif.save()
    assert "Ce rendez-vous ne se déplace pas en ligne" in text(browser.get(f"{link}deplacer/"))
    assert browser.post(f"{link}deplacer/", {"creneau": TEN}).status_code == 409
    assert Rdv.objects.get().sequence == 0


def test_a_cancelled_rdv_moves_no_more(office: Office, browser: Visitor) -> None:
    link = browser.book()
    browser.post(f"{link}annuler/")
    assert "Ce rendez-vous est annulé" in text(browser.get(f"{link}deplacer/"))
    assert browser.post(f"{link}deplacer/", {"creneau": TEN}).status_code == 409
    assert not Occupation.objects.exists()


def test_nothing_else_free_is_said_with_the_phone(office: Office, browser: Visitor) -> None:
    PlageOuverture.objects.all().delete()
    open_mornings(
        office.agent,
        office.lieu,
        office.motif,
        recurrence={},
        periods=[["09:00", "09:30"]],
    )
    page = text(browser.get(f"{browser.book()}deplacer/"))
    assert "Aucun autre créneau n’est libre pour le moment." in page
    assert "03 21 50 50 50" in page


def test_the_number_of_questions_depends_on_nothing(office: Office, browser: Visitor) -> None:
    link = browser.book()
    few = queries_of(browser, f"{link}deplacer/")
    for rank in range(5):
        lieu = make_lieu(office.organisation, name=f"Annexe {rank}", slug=f"annexe-{rank}")
        open_mornings(make_agent(office.organisation), lieu, office.motif)
    assert queries_of(browser, f"{link}deplacer/") == few <= 8
