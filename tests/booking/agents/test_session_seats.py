"""Who is in a session: entered at the desk, beyond the seats, present or absent, taken out."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine

from booking.commands.join_session import join
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from tests.booking.agents.conftest import Browser, text
from tests.booking.agents.test_sessions import LIST, PAUL, opened, url
from tests.booking.commands.conftest import NOW, ZOE, Office
from tests.booking.commands.test_one_time_one_rdv import person

__all__ = ["opened"]


def test_a_form_sent_again_with_another_name_enters_somebody_else(agent: Browser, opened: Rdv) -> None:
    key = str(uuid4())
    for first_name in ("Paul", "Paul", "Anna"):
        enter(agent, opened, cle=key, prenom=first_name)
    assert sorted(Usager.objects.values_list("first_name", flat=True)) == ["Anna", "Paul"]
    paul = Participation.objects.get(usager__first_name="Paul")
    agent.post(url(opened, f"retirer/{paul.pk}/"))
    assert enter(agent, opened, cle=key).status_code == 303, "taken out, then entered from the same page"
    assert Participation.objects.filter(status=RdvStatus.SCHEDULED).count() == 2


def enter(agent: Browser, rdv: Rdv, **more: str) -> Any:
    return agent.post(url(rdv, "inscrire/"), **{"cle": str(uuid4())} | PAUL | more)


def test_somebody_is_entered_at_the_desk_once(agent: Browser, opened: Rdv) -> None:
    key = str(uuid4())
    for _ in range(2):
        answer = agent.post(url(opened, "inscrire/"), **PAUL, cle=key)
        assert answer["Location"] == url(opened) + "?fait=inscrit"
    assert opened.participations.count() == 1
    assert "La personne est inscrite." in text(agent.get(answer["Location"]))
    again = enter(agent, opened, telephone="06 12 34 56 78")
    assert again.status_code == 303


def test_beyond_the_seats_the_agent_is_warned_then_heard(agent: Browser, opened: Rdv) -> None:
    for number in range(2):
        join(opened, identity=person(number), by=VISITOR, now=NOW)
    warned = enter(agent, opened)
    assert (warned.status_code, "au-delà des places" in text(warned)) == (409, True)
    assert 'value="Petit"' in text(warned)
    assert enter(agent, opened, surbooking="1").status_code == 303
    assert "Surbooking : 1 personne de plus que de places." in text(agent.get(url(opened)))
    assert "surbooking" in text(agent.get(LIST))


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("prenom", "", "Saisissez le prénom."),
        ("nom", "n" * 100_000, "trop longue"),
        ("nom", "Pe\0tit", "caractère invisible"),
        ("telephone", "12", "n’existe pas"),
        ("courriel", "moi", "pas complète"),
    ],
)
def test_each_field_is_answered_by_a_sentence(
    agent: Browser, opened: Rdv, field: str, wrong: str, said: str
) -> None:
    answer = enter(agent, opened, **{field: wrong})
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert opened.participations.count() == 0


def test_right_to_left_names_are_taken_as_they_are(agent: Browser, opened: Rdv) -> None:
    enter(agent, opened, prenom="فاطمة", nom="حداد")
    assert "فاطمة حداد" in text(agent.get(url(opened)))


def test_seats_are_changed_and_never_below_who_is_in(agent: Browser, opened: Rdv) -> None:
    assert agent.post(url(opened, "places/"), places="30").status_code == 303
    for number in range(2):
        join(opened, identity=person(number), by=VISITOR, now=NOW)
    refused = agent.post(url(opened, "places/"), places="1")
    assert (refused.status_code, "Retirez quelqu’un" in text(refused)) == (422, True)
    for wrong in ("", "abc", "0", "9" * 100_000):
        assert agent.post(url(opened, "places/"), places=wrong).status_code == 422
    opened.refresh_from_db()
    assert opened.seats == 30


def test_who_came_is_noted_person_by_person(agent: Browser, office: Office, opened: Rdv) -> None:
    place = join(opened, identity=ZOE, by=VISITOR, now=NOW)
    early = agent.post(url(opened, "presence/"), personne=place.pk, statut="no_show")
    assert early.status_code == 409
    with time_machine.travel(opened.ends_at, tick=False):
        agent.sign_in(office.agent)
        assert "À renseigner" in text(agent.get(url(opened)))
        answer = agent.post(url(opened, "presence/"), personne=place.pk, statut="honoured")
        assert answer["Location"] == f"{url(opened)}#personne-{place.pk}"
        assert "Effacer ce choix" in text(agent.get(url(opened)))
    assert Participation.objects.get().status == RdvStatus.HONOURED
    for wrong in (
        {"personne": str(uuid4()), "statut": "honoured"},
        {"personne": place.pk, "statut": "x"},
        {},
    ):
        assert agent.post(url(opened, "presence/"), **wrong).status_code == 404


def test_somebody_is_taken_out_after_a_question(agent: Browser, opened: Rdv) -> None:
    place = join(opened, identity=ZOE, by=VISITOR, now=NOW)
    out = url(opened, f"retirer/{place.pk}/")
    assert "Retirer Zoé Martin de cette séance ?" in text(agent.get(out))
    assert Participation.objects.get().status == RdvStatus.SCHEDULED
    for _ in range(2):
        assert agent.post(out)["Location"] == url(opened) + "?fait=retire"
    assert Participation.objects.get().status == RdvStatus.CANCELLED_BY_SERVICE
