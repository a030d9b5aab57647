"""The form of the waiting list: what was chosen before stands, and one contact is enough."""

from booking.models import FreeTime, Motif, PlageOuverture
from tests.booking.citizens.conftest import SLOTS, Office, Visitor, text
from tests.booking.citizens.waiting import JOIN, join
from tests.makers.office import make_lieu, make_plage


def test_the_link_keeps_how_many_come_and_the_lieu_that_was_looked_at(
    office: Office, browser: Visitor
) -> None:
    office.motif.people = {"unit": "document", "at_most": 3, "minutes_each": 20}
    office.motif.save()
    other = make_lieu(office.organisation, name="Annexe Sud", slug="annexe-sud")
    make_plage(office.agent.agenda, other, office.motif)
    page = browser.get(f"{SLOTS}?personnes=2&lieu=mairie-centrale").content.decode()
    link = f"{JOIN}?personnes=2&amp;lieu=mairie-centrale"
    assert f'href="{link}"' in page
    form = browser.get(link.replace("&amp;", "&"))
    assert 'value="2" selected' in form.content.decode()
    assert f'value="{office.lieu.pk}" checked' in form.content.decode()
    assert f'value="{other.pk}" checked' not in form.content.decode()
    assert f'href="{SLOTS}?personnes=2"' in form.content.decode(), "and back"
    everything = browser.get(f"{JOIN}?lieu=nulle-part").content.decode()
    assert f'value="{other.pk}" checked' in everything


def test_nothing_free_keeps_the_choices_too(office: Office, browser: Visitor) -> None:
    office.motif.people = {"unit": "person", "at_most": 3, "minutes_each": 20}
    office.motif.save()
    PlageOuverture.objects.all().delete()
    FreeTime.objects.all().delete()
    page = browser.get(f"{SLOTS}?personnes=3")
    assert "Aucun créneau pour le moment" in text(page)
    assert f'href="{JOIN}?personnes=3"' in page.content.decode()


def test_one_contact_is_enough_and_the_form_says_so(office: Office, browser: Visitor) -> None:
    form = browser.get(JOIN)
    assert "Un portable ou une adresse électronique suffit." in text(form)
    assert "(facultatif)" not in text(form)
    assert "le créneau gardé pour vous arrive par SMS" in text(form)
    assert join(browser, telephone="", courriel="anna@exemple.fr").status_code == 303


def test_for_a_call_the_number_is_asked(office: Office, browser: Visitor) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(modalite="phone")
    form = browser.get(JOIN)
    assert "suffit" not in text(form)
    assert text(form).count("(facultatif)") == 1
    assert "Donnez un numéro de téléphone" in text(join(browser, telephone="", courriel="anna@exemple.fr"))
