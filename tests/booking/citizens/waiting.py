"""Somebody on the waiting list, and the time kept for them."""

from datetime import timedelta
from typing import Any

from booking.commands.cancel_rdv import cancel_by_usager
from booking.models import Participation
from foundation.actors import VISITOR
from tests.booking.citizens.conftest import NOW, ZOE, Visitor, value_of
from tests.booking.commands.waiting import run_until

JOIN = "/rdv/passeport/liste-attente/"
WEEK = {"matin": ["1", "2", "3", "4", "5", "6"], "apres_midi": ["1", "2", "3", "4", "5", "6"]}
TEN_MINUTES = timedelta(minutes=10)
ANNA = {"prenom": "Anna", "nom": "Petit", "telephone": "06 98 76 54 32", "courriel": ""}


def join(browser: Visitor, **said: Any) -> Any:
    return browser.post(JOIN, {**WEEK, **ANNA, **said})


def free_nine(clock: Any) -> None:
    """Zoé had nine o'clock on Tuesday and cancelled; ten minutes later, who waits is offered it."""
    other = Visitor()
    other.hold()
    other.confirm(**ZOE)
    zoe = Participation.objects.select_related("rdv").get(usager__first_name="Zoé", status="scheduled")
    cancel_by_usager(zoe, by=VISITOR, now=NOW)
    clock.move_to(NOW + TEN_MINUTES)
    run_until(NOW + TEN_MINUTES)


def answer(browser: Visitor, page: str, gesture: str, **said: str) -> Any:
    offer = value_of(browser.get(page), "offre")
    return browser.post(page, {"geste": gesture, "offre": offer} | said)
