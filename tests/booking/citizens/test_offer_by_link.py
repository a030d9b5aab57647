"""Who waits by a link given to them: waiting lasts longer than most links."""

from datetime import timedelta
from typing import Any

import pytest

from booking.commands.cancel_rdv import cancel_by_usager
from booking.models import CreneauOffer, FileAttente, Invitation, Participation
from booking.vocabulary import BookableBy
from foundation.actors import VISITOR
from tests.booking.citizens.conftest import NOW, ZOE, Office, Visitor, text
from tests.booking.citizens.test_invitation import enter, make_invitation
from tests.booking.citizens.waiting import TEN_MINUTES, answer, free_nine, join
from tests.booking.commands.waiting import run_until

pytestmark = pytest.mark.django_db
OVER = [{"uses": 1}, {"revoked_at": NOW}, {"expires_at": NOW - timedelta(days=1)}]
REFUSED = "Cette invitation ne peut plus servir"


def open_to(office: Office, who: BookableBy) -> None:
    office.motif.bookable_by = who
    office.motif.save()


@pytest.fixture
def waiting(office: Office, browser: Visitor) -> str:
    """For a motif reserved to invited people, by a link for one rdv."""
    open_to(office, BookableBy.INVITED)
    enter(browser, make_invitation(office, None))
    return str(join(browser)["Location"])


def free_reserved(office: Office, clock: Any) -> None:
    """As `free_nine`, the motif being reserved again by the time the freed one is offered."""
    open_to(office, BookableBy.EVERYONE)
    other = Visitor()
    other.hold()
    other.confirm(**ZOE)
    open_to(office, BookableBy.INVITED)
    zoe = Participation.objects.select_related("rdv").get(usager__first_name="Zoé")
    cancel_by_usager(zoe, by=VISITOR, now=NOW)
    clock.move_to(NOW + TEN_MINUTES)
    run_until(NOW + TEN_MINUTES)


@pytest.mark.parametrize("over", OVER)
def test_a_motif_of_everybody_needs_no_link(
    office: Office, browser: Visitor, clock: Any, over: dict[str, Any]
) -> None:
    enter(browser, make_invitation(office, None))
    page = str(join(browser)["Location"])
    assert FileAttente.objects.get().invitation is None
    Invitation.objects.update(**over)
    free_nine(clock)
    assert answer(browser, page, "prendre").status_code == 303


def test_the_link_of_a_motif_that_everybody_may_book_by_now_is_not_used(
    office: Office, waiting: str, browser: Visitor, clock: Any
) -> None:
    open_to(office, BookableBy.EVERYONE)
    Invitation.objects.update(revoked_at=NOW)
    free_nine(clock)
    assert answer(browser, waiting, "prendre").status_code == 303


def test_the_rdv_taken_uses_the_link(office: Office, waiting: str, browser: Visitor, clock: Any) -> None:
    free_reserved(office, clock)
    assert answer(browser, waiting, "prendre").status_code == 303
    assert Participation.objects.get(status="scheduled").invitation == Invitation.objects.get()
    assert Invitation.objects.get().uses == 1


def test_a_link_expired_since_they_wait_is_not_refused(
    office: Office, waiting: str, browser: Visitor, clock: Any
) -> None:
    Invitation.objects.update(expires_at=NOW + timedelta(minutes=1))
    free_reserved(office, clock)
    assert answer(browser, waiting, "prendre").status_code == 303
    assert Invitation.objects.get().uses == 1


@pytest.mark.parametrize("over", OVER[:2])
def test_who_could_not_take_it_is_offered_nothing(
    office: Office, waiting: str, clock: Any, over: dict[str, Any]
) -> None:
    Invitation.objects.update(**over)
    free_reserved(office, clock)
    assert not CreneauOffer.objects.exists()


@pytest.mark.parametrize("over", OVER[:2])
def test_a_link_used_or_revoked_since_the_offer_gives_no_rdv(
    office: Office, waiting: str, browser: Visitor, clock: Any, over: dict[str, Any]
) -> None:
    free_reserved(office, clock)
    Invitation.objects.update(**over)
    refused = answer(browser, waiting, "prendre")
    assert refused.status_code == 409
    assert REFUSED in text(refused)
