"""What an administration takes from « Site public »: a frame for its own site, links, a poster."""

import html
import re
from typing import Any

import pytest

from booking.agents.embedding_sites import SITES_AT_MOST
from booking.models import SiteSettings
from booking.queries.poster import qr_code
from foundation.tenancy import current
from tests.booking.agents.test_site import EMBED, SITE, admin, kept
from tests.booking.citizens.conftest import Office, Visitor, clock, office, text
from tests.makers.office import make_motif

__all__ = ["admin", "clock", "office"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.arras.fr", "https://www.arras.fr"),
        (" https://WWW.Arras.fr/ ", "https://www.arras.fr"),
        ("https://www.arras.fr:8443", "https://www.arras.fr:8443"),
        ("https://www.arras.fr:443", "https://www.arras.fr"),
        ("https://ville-évry.fr", "https://xn--ville-vry-g4a.fr"),
    ],
)
def test_a_site_is_kept_as_an_origin(admin: Visitor, typed: str, origin: str) -> None:
    admin.post(EMBED, {"hosts": f"{typed}\n\n{typed}"})
    (only,) = kept().embed_hosts
    assert only == origin


@pytest.mark.parametrize(
    "typed",
    [
        "http://www.arras.fr",
        "www.arras.fr",
        "https://*.arras.fr",
        "https://*",
        "*",
        "'self'",
        "https:",
        "https://localhost",
        "https://192.0.2.1",
        "https://[2001:db8::1]",
        "https://www.arras.fr/page",
        "https://www.arras.fr?x=1",
        "https://moi:secret@www.arras.fr",
        "https://www.arras.fr; script-src *",
        "https://www.arras.fr https://evil.example",
        "https://www.arras.fr:99999",
        "https://\u202earras.fr",
        "https://" + "a" * 300 + ".fr",
        "javascript:alert(1)",
    ],
)
def test_anything_else_is_refused_and_stays_typed(admin: Visitor, typed: str) -> None:
    answer = admin.post(EMBED, {"hosts": typed})
    assert answer.status_code == 422
    assert "n’est pas l’adresse d’un site" in text(answer)
    assert not SiteSettings.objects.exists()


def test_there_is_a_ceiling_of_sites(admin: Visitor) -> None:
    many = "\n".join(f"https://site{each}.example" for each in range(SITES_AT_MOST + 1))
    assert "20 sites au plus" in text(admin.post(EMBED, {"hosts": many}))


def test_the_code_to_copy_is_that_of_the_motif_chosen(admin: Visitor, office: Office) -> None:
    page = admin.get(f"{EMBED}?motif=passeport")
    frame = current().url("/integrer/passeport/")
    assert f'<iframe src="{frame}" title="Prochains créneaux – Passeport"' in text_of_code(page)
    assert f"{current().url('/rdv/passeport/')}?lieu=mairie-centrale" in page.content.decode()


def text_of_code(page: Any) -> str:
    """As it is copied: twice escaped in the page, once in the field."""
    found = re.search(r'<textarea[^>]*name="code"[^>]*>(.*?)</textarea>', page.content.decode(), re.S)
    assert found
    return html.unescape(found[1])


def test_a_motif_s_name_does_not_break_the_code(admin: Visitor, office: Office) -> None:
    office.motif.name = 'Passeport "urgent" <b>'
    office.motif.save()
    code = text_of_code(admin.get(f"{EMBED}?motif=passeport"))
    assert 'title="Prochains créneaux – Passeport &quot;urgent&quot; &lt;b&gt;"' in code


@pytest.mark.parametrize("asked", ["", "?motif=passeport"])
def test_the_poster_is_a_tagged_pdf(admin: Visitor, asked: str) -> None:
    answer = admin.get(f"{SITE}affiche.pdf{asked}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content
    assert answer["Cache-Control"] == "private, no-store"


def test_a_poster_is_of_a_motif_online(admin: Visitor, office: Office) -> None:
    make_motif(office.organisation, slug="interne", bookable_by="agents")
    for asked in ("interne", "inconnu", "%00", "a" * 5_000):
        assert admin.get(f"{SITE}affiche.pdf?motif={asked}").status_code == 404


def test_markup_in_a_name_stays_words_on_the_poster(admin: Visitor, office: Office) -> None:
    office.motif.name = '#panic("x") *gras* $1$ <étiquette> أهلا'
    office.motif.save()
    assert admin.get(f"{SITE}affiche.pdf?motif=passeport").status_code == 200


def test_the_code_is_drawn_as_vectors() -> None:
    drawn = qr_code("https://arras.rdv.example/rdv/passeport/")
    assert drawn.startswith("<svg")
    assert "<path" in drawn
