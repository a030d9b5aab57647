"""A motif that writes nothing of itself plans nothing, and forgets what was planned."""

from booking.models import Motif
from booking.vocabulary import MotifNotices
from foundation.actors import Actor
from tests.booking.commands.conftest import Office
from tests.booking.commands.planned import DAY, THEN, TO_CONFIRM, booked, planned, reminders
from tests.booking.commands.test_replan_motif import catch_up
from tests.booking.commands.test_save_motif import chief, save

__all__ = ["chief"]


def test_who_books_a_silent_motif_is_neither_reminded_nor_asked(office: Office) -> None:
    Motif.objects.update(presence=TO_CONFIRM, notices=MotifNotices.NONE)
    office.motif.refresh_from_db()
    booked(office)
    assert (reminders(), planned("booking.presence")) == ([], [])


def test_a_motif_that_falls_silent_forgets_its_reminders_and_takes_nobodys_time(
    office: Office, chief: Actor
) -> None:
    Motif.objects.update(presence=TO_CONFIRM)
    office.motif.refresh_from_db()
    booked(office)
    asked = THEN - 3 * DAY
    save(office, chief, now=asked, notices=MotifNotices.NONE)
    catch_up(asked)
    assert (reminders(), planned("booking.presence")) == ([], [])


def test_one_that_speaks_again_plans_them_again(office: Office, chief: Actor) -> None:
    booked(office)
    before = reminders()
    for notices in (MotifNotices.NONE, MotifNotices.DISCREET):
        save(office, chief, notices=notices)
        catch_up()
    assert reminders() == before
