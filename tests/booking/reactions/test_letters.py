"""The two e-mails as documents."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import html5lib
import pytest
from django.urls import resolve

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Participation
from booking.queries.short_links import short_link
from booking.vocabulary import Modalite
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.gsm import measure
from foundation.tenancy import in_tenant
from foundation.web.skins.letters import STATE_ACCENT
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, Office, make_office
from tests.booking.reactions.letterbox import ZOE, bodies, dress, kinds, link_of, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]


@pytest.fixture(params=["booked", "cancelled"])
def letter(request: pytest.FixtureRequest, book: Book, mailbox: Mailbox, office: Office) -> dict[str, Any]:
    """Names are what people type."""
    office.motif.to_bring = "<script>alert(1)</script>\nUne photo & un timbre"
    office.motif.name, office.lieu.name = "Carte <b>d’identité</b>", "Annexe « Ouest »"
    office.motif.save()
    office.lieu.save()
    participation = book()
    if request.param == "cancelled":
        agent = Actor(ActorKind.AGENT, id=uuid4(), name="Amina Benali")
        cancel_by_service(participation.rdv, by=agent, now=clock.now())
    relay_all()
    return only(mailbox, "email")


def elements(letter: dict[str, Any]) -> Iterator[Any]:
    """Raises on the first error of syntax."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    yield from parser.parse(letter["html"]).iter()


def test_the_html_is_valid_says_its_language_and_has_one_title(letter: dict[str, Any]) -> None:
    found = list(elements(letter))
    assert [each.get("lang") for each in found if each.tag == "html"] == ["fr"]
    assert len([each for each in found if each.tag == "h1"]) == 1


def test_nothing_is_fetched_to_read_it(letter: dict[str, Any]) -> None:
    assert {each.tag for each in elements(letter)} & {"img", "link", "script", "iframe", "object"} == set()
    assert "url(" not in letter["html"]
    assert "@import" not in letter["html"]


def test_layout_tables_say_so_and_facts_have_row_headers(letter: dict[str, Any]) -> None:
    tables = [each for each in elements(letter) if each.tag == "table"]
    data = [table for table in tables if table.get("role") != "presentation"]
    assert len(data) == 1
    assert [cell.text for cell in data[0].iter("th") if cell.get("scope") == "row"] == [
        "Motif",
        "Lieu",
        "Pour",
    ]


def test_the_button_is_44_pixels_high_and_styles_are_inlined(letter: dict[str, Any]) -> None:
    (button,) = [each for each in elements(letter) if each.tag == "a"]
    assert "padding: 12px 24px" in button.get("style")
    assert "line-height: 20px" in button.get("style")


def test_dark_rooms_keep_their_rules_and_the_accent_is_the_computed_one(letter: dict[str, Any]) -> None:
    assert "@media (prefers-color-scheme:dark)" in letter["html"]
    assert "#0b6e4f" in letter["html"]


def test_what_people_typed_is_text_in_html_and_plain_in_text(letter: dict[str, Any]) -> None:
    assert "Carte &lt;b&gt;d’identité&lt;/b&gt;" in letter["html"]
    assert "Carte <b>d’identité</b>" in letter["text"]
    assert "Annexe «\u00a0Ouest\u00a0»" in letter["text"]
    assert "&amp;" not in letter["text"]


def test_the_subject_is_one_line_with_the_facts(letter: dict[str, Any]) -> None:
    assert "mardi 24 novembre à 9\u00a0h" in letter["subject"]
    assert "\n" not in letter["subject"]


def test_very_long_names_stay_in_two_parts(book: Book, mailbox: Mailbox, office: Office) -> None:
    office.motif.name, office.lieu.name = "Renouvellement de titre " * 5, "Maison des solidarités " * 6
    office.motif.save()
    office.lieu.save()
    participation = book()
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    text = only(mailbox, "sms")["text"]
    assert measure(text).parts <= 2
    assert text.endswith(short_link(participation))


def test_an_rdv_by_telephone_tells_the_masked_number_we_call(
    book: Book, mailbox: Mailbox, office: Office
) -> None:
    participation = book()
    office.motif.modalite = Modalite.PHONE
    office.motif.save()
    participation.rdv.lieu = None
    participation.rdv.save()
    relay_all()
    for body in bodies(only(mailbox, "email")):
        assert "Nous vous appellerons au 06\u00a0••\u00a0••\u00a056\u00a078." in body
        assert "place des Héros" not in body
    assert "à 9h, par téléphone." in only(mailbox, "sms")["text"]


def test_a_state_service_writes_in_its_own_name_from_its_own_host(
    transactional_db: None, prefecture: Tenant, monday: object, mailbox: Mailbox
) -> None:
    with in_tenant(prefecture):
        participation = book_rdv(dress(make_office()).wanted(NINE), identity=ZOE, by=VISITOR, now=clock.now())
        link = link_of(participation)
    relay_all()
    email = only(mailbox, "email")
    assert link.startswith("http://prefecture-62.rdv.gouv.localhost/r/")
    assert email["sender"].startswith("Préfecture du Pas-de-Calais <")
    assert STATE_ACCENT in email["html"]
    for body in bodies(email):
        assert link in body
        assert "République" not in body


def test_every_link_leads_to_a_page_of_the_administration(letter: dict[str, Any]) -> None:
    (link,) = letter["links"]
    parts = urlsplit(link)
    assert parts.netloc == "arras.rdv.localhost"
    assert resolve(parts.path, urlconf="project.urls_tenant").url_name in {"rdv", "creneaux"}
