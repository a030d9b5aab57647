"""Finding a collective session, and joining it, alone or with one's family."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import BookableBy, RdvStatus
from foundation.actors import Actor, ActorKind
from foundation.web.components.typography import NO_BREAK
from tests.booking.citizens.conftest import Office, Visitor, text, value_of
from tests.booking.citizens.sessions import AT_TWO, make_session, make_workshop, proches, send
from tests.makers.office import make_lieu

DAY = timedelta(days=1)


@pytest.fixture
def session(office: Office) -> Rdv:
    return make_session(office, make_workshop(office))


def names() -> list[str]:
    return sorted(str(each.usager) for each in Participation.objects.select_related("usager"))


def test_the_list_says_what_when_where_and_how_many_seats(browser: Visitor, session: Rdv) -> None:
    page = text(browser.get("/ateliers/"))
    for word in (
        "Écrire son CV",
        "Atelier CV",
        "Mairie centrale",
        "1 h",
        "Jeudi 26 novembre 2026 à 14 h",
        "6 places",
    ):
        assert word in page


def test_sessions_of_every_week_are_listed_within_the_delays(browser: Visitor, office: Office) -> None:
    motif = make_workshop(office, max_delay_s=40 * 86_400, min_delay_s=2 * 86_400)
    for days, title in ((-2, "Trop tôt"), (7, "Semaine suivante"), (28, "Décembre"), (56, "Trop loin")):
        make_session(office, motif, starts_at=AT_TWO + days * DAY, title=title)
    page = text(browser.get("/ateliers/"))
    assert ("Semaine suivante" in page, "Décembre" in page) == (True, True)
    assert ("Trop tôt" in page, "Trop loin" in page) == (False, False)


def test_the_list_is_filtered_by_lieu_and_by_motif(browser: Visitor, office: Office, session: Rdv) -> None:
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    make_session(office, session.motif, starts_at=AT_TWO + DAY, title="Ailleurs", lieu_id=annexe.pk)
    other = make_workshop(office, name="Réunion", slug="reunion")
    make_session(office, other, starts_at=AT_TWO + 2 * DAY, title="Réunion d’accueil")
    assert "Écrire" not in text(browser.get("/ateliers/?lieu=annexe"))
    only = text(browser.get("/ateliers/?motif=reunion"))
    assert ("Réunion d’accueil" in only, "Ailleurs" in only) == (True, False)
    assert "Ailleurs" in text(browser.get("/ateliers/?lieu=nulle-part&motif=%00"))


@pytest.mark.parametrize("sessions", [1, 12])
def test_the_number_of_queries_does_not_grow(
    browser: Visitor, office: Office, sessions: int, django_assert_max_num_queries: Any
) -> None:
    motif = make_workshop(office)
    found = [make_session(office, motif, starts_at=AT_TWO + each * DAY) for each in range(sessions)]
    browser.get("/ateliers/")
    with django_assert_max_num_queries(3):
        browser.get("/ateliers/")
    with django_assert_max_num_queries(5):
        browser.get(f"/ateliers/{found[0].pk}/")


def test_the_first_page_leads_to_the_sessions_of_a_collective_motif(browser: Visitor, session: Rdv) -> None:
    page = browser.get("/")
    assert 'href="/ateliers/?motif=atelier-cv"' in page.content.decode()
    assert "Prochaine séance : jeudi 26 novembre" in text(page)


def test_one_seat_is_taken_and_the_rdv_page_follows(browser: Visitor, session: Rdv) -> None:
    page = browser.get(f"/ateliers/{session.pk}/")
    assert "Places libres : 6" in text(page)
    answer = send(browser, session, inscription=value_of(page, "inscription"))
    place = Participation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/r/{place.link_token}/")
    assert "Rendez-vous confirmé" in text(browser.get(answer["Location"]))
    assert "5 places" in text(browser.get("/ateliers/"))


def test_a_family_joins_together_line_by_line(browser: Visitor, session: Rdv) -> None:
    more = send(browser, session, ajouter="1", lignes="0")
    assert more.status_code == 200
    assert 'name="proche_prenom_1"' in more.content.decode()
    assert value_of(more, "prenom") == "Zoé"
    answer = send(browser, session, **proches("Léo Martin", " ", "Ana Haddad"))
    assert "Zoé M., Ana H., Léo M." in text(browser.get(answer["Location"])).replace(NO_BREAK, " ")
    assert names() == ["Ana Haddad", "Léo Martin", "Zoé Martin"]
    zoe = Usager.objects.get(first_name="Zoé")
    assert set(zoe.proches.values_list("first_name", flat=True)) == {"Léo", "Ana"}
    assert len(set(Participation.objects.values_list("link_token", flat=True))) == 3


def test_no_more_lines_than_seats_nor_than_six_people(browser: Visitor, office: Office, session: Rdv) -> None:
    small = make_session(office, session.motif, 2, starts_at=AT_TWO + DAY)
    assert 'name="ajouter"' not in send(browser, small, ajouter="1", lignes="0").content.decode()
    full = send(browser, session, ajouter="1", lignes="9").content.decode()
    assert ("proche_prenom_5" in full, "proche_prenom_6" in full, 'name="ajouter"' in full) == (
        True,
        False,
        False,
    )


def test_all_or_nobody_when_seats_lack(browser: Visitor, office: Office, session: Rdv) -> None:
    small = make_session(office, session.motif, 2, starts_at=AT_TWO + DAY)
    answer = send(browser, small, **proches("Léo Martin", "Ana Martin"))
    assert answer.status_code == 409
    assert "Il ne reste pas assez de places" in text(answer)
    assert value_of(answer, "proche_prenom_2") == "Ana"
    assert Participation.objects.count() == 0


def test_a_full_session_leads_to_the_next_ones_with_what_was_typed(
    browser: Visitor, office: Office, session: Rdv
) -> None:
    full = make_session(office, session.motif, 1, starts_at=AT_TWO + DAY, title="Complète")
    send(Visitor(), full, prenom="Paul")
    seen = text(browser.get(f"/ateliers/{full.pk}/"))
    assert "Cette séance est complète." in seen
    assert "Écrire son CV" in seen
    answer = send(browser, full, **proches("Léo Martin"))
    assert answer.status_code == 409
    assert value_of(answer, "prenom") == "Zoé"
    again = send(browser, session, reprendre="1", **proches("Léo Martin"))
    assert (again.status_code, value_of(again, "proche_prenom_1")) == (200, "Léo")


def test_the_same_form_sent_twice_gives_one_place(browser: Visitor, session: Rdv) -> None:
    key = str(uuid4())
    first, second = (send(browser, session, inscription=key, **proches("Léo Martin")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Participation.objects.count() == 2
    # The key of somebody else's form opens nothing.
    stolen = send(Visitor(), session, inscription=key, prenom="Eve", telephone="06 99 99 99 99")
    assert stolen["Location"] != first["Location"]


def test_who_is_in_already_is_told_so(browser: Visitor, session: Rdv) -> None:
    send(browser, session)
    again = send(browser, session)
    assert (again.status_code, Participation.objects.count()) == (409, 1)
    assert "déjà inscrite à cette séance" in text(again)
    family = send(browser, session, **proches("Léo Martin"))
    assert "Déjà inscrit à cette séance : Zoé Martin" in text(family)
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("bookable_by", [BookableBy.AGENTS, BookableBy.PRESCRIBERS, BookableBy.INVITED])
def test_what_is_not_open_to_everyone_is_unknown(browser: Visitor, office: Office, bookable_by: str) -> None:
    hidden = make_session(office, make_workshop(office, bookable_by=bookable_by))
    assert "Écrire" not in text(browser.get("/ateliers/"))
    assert browser.get(f"/ateliers/{hidden.pk}/").status_code == 404
    assert send(browser, hidden).status_code == 404


def test_outside_the_delays_or_cancelled_nobody_joins(browser: Visitor, office: Office, session: Rdv) -> None:
    far = make_session(office, session.motif, starts_at=AT_TWO + 200 * DAY)
    assert "pas encore ouvertes" in text(browser.get(f"/ateliers/{far.pk}/"))
    assert send(browser, far).status_code == 409
    cancel_by_service(session, by=Actor(ActorKind.AGENT, id=office.agent.pk), now=AT_TWO - 3 * DAY)
    assert "Cette séance est annulée." in text(browser.get(f"/ateliers/{session.pk}/"))
    assert send(browser, session).status_code == 409
    assert Participation.objects.count() == 0


def test_the_quota_binds_a_family(browser: Visitor, office: Office) -> None:
    session = make_session(office, make_workshop(office, quota_per_person={"count": 2}))
    refused = send(browser, session, **proches("Léo Martin", "Ana Martin"))
    assert refused.status_code == 409
    assert value_of(refused, "proche_nom_1") == "Martin"
    assert Participation.objects.count() == 0
    assert send(browser, session, **proches("Léo Martin")).status_code == 303


def test_a_motif_with_nothing_but_sessions_leads_to_them(
    office: Office, browser: Visitor, session: Rdv
) -> None:
    answer = browser.get("/rdv/atelier-cv/")
    assert (answer.status_code, answer["Location"]) == (303, "/ateliers/?motif=atelier-cv")
    Rdv.objects.filter(pk=session.pk).update(status=RdvStatus.CANCELLED_BY_SERVICE)
    assert browser.get("/rdv/atelier-cv/").status_code == 200, "and says that nothing is free"
