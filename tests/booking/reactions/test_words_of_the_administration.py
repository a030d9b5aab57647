"""In a message, what the administration typed says the language it is written in, and goes its own way."""

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.models import Motif
from foundation import clock
from foundation.actors import VISITOR
from project.translating.compiling import compile_catalogues
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, bodies, relay_all
from tests.counterparts.mailbox.client import Mailbox


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


def test_an_arabic_letter_marks_every_french_text(office: Office, mailbox: Mailbox) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(
        translations={"ar": {"name": "جواز سفر"}},
        instructions="Venez en avance.\n\nSonnez.",
        to_bring="Ordonnance",
    )
    office.motif.refresh_from_db()
    wanted = office.wanted(NINE)
    book_rdv(wanted, identity=ZOE, by=VISITOR, now=clock.now(), details=Details(language="ar"))
    relay_all()
    (email,) = [each for each in mailbox.messages() if each["kind"] == "email"]
    _, html = bodies(email)
    assert '<bdi lang="ar">جواز سفر</bdi>' in html
    for said in ("Ordonnance", office.lieu.name):
        assert f'<bdi lang="fr" dir="ltr">{said}</bdi>' in html
    typed = html.split('<div lang="fr" dir="ltr">')[1].split("</div>")[0]
    assert "Venez en avance." in typed
    assert "Sonnez." in typed
