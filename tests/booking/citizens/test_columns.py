"""On a wide screen, a week reads down the same columns from one lieu to the next."""

import re
from datetime import date

from tests.booking.citizens.conftest import SLOTS, Office, Visitor
from tests.booking.citizens.test_creneaux import add_lieu


def test_a_day_stands_in_the_same_column_in_every_lieu(office: Office, browser: Visitor) -> None:
    add_lieu(office, "Annexe", date(2026, 11, 27))
    page = browser.get(SLOTS).content.decode()
    annexe = re.sub(r"<[^>]+>", " ", page.partition(">Annexe<")[2])
    assert " ".join(annexe.split()).count(" – ") == 3
    assert page.count("24 novembre</span>") == page.count("27 novembre</span>") == 2
