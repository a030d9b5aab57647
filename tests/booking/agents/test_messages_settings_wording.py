"""The administrator's page about one message: texts, preview, price, trial and comparison."""

from html import unescape
from typing import Any

import pytest

from booking.models import MessageSettings, Motif, Receipt
from booking.queries.message_settings import message_settings
from booking.queries.wordings import wording_of
from booking.vocabulary import MessageKind
from booking.wording.catalogue import CATALOGUE
from foundation.courier.channels import Channel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import Office

REMINDER = "/agent/parametres/messages/rappel/"
OWN = "{administration} : à {jour} {heure}, {lieu}. Un empêchement ? {lien}"
OTHER = "Nous vous attendons {jour} à {heure}, {lieu}. Prévenez-nous sinon : {lien}"


def save(admin: Browser, **typed: str) -> Any:
    return admin.post(REMINDER, geste="enregistrer", **typed)


def test_one_starts_from_the_national_text_and_sees_what_it_costs(admin: Browser, office: Office) -> None:
    page = text(admin.get("/agent/parametres/messages/confirmation/"))
    assert "{administration} : RDV {motif} {jour} à {heure}, {lieu}." in page
    assert "{lien}</textarea>" in page
    assert "Avec les noms les plus longs" in page
    assert "1 SMS (alphabet des SMS)" in page
    assert "Objet national : Rendez-vous confirmé : {jour} à {heure}" in page


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_text_one_starts_from_may_be_saved_and_stays_the_national_one(
    admin: Browser, office: Office, slug: str
) -> None:
    assert CATALOGUE[slug].kind in MessageKind
    url = f"/agent/parametres/messages/{slug}/"
    national = unescape(text(admin.get(url)).split("</textarea>")[0].split(">")[-1].strip())
    assert "{jour} à {heure}" in national
    assert admin.post(url, geste="enregistrer", a=national).status_code == 303
    assert message_settings().wordings == {}


def test_an_own_text_is_kept_and_used(admin: Browser, office: Office) -> None:
    answer = save(admin, a=OWN, subject="Rappel : {jour}", intro="Bonjour {prenom},", note="Parking gratuit.")
    assert (answer.status_code, answer["Location"]) == (303, f"{REMINDER}?fait=enregistre")
    sms = wording_of(MessageKind.REMINDER, Channel.SMS, "fr")
    email = wording_of(MessageKind.REMINDER, Channel.EMAIL, "fr")
    assert (sms.text, sms.variant) == (OWN, "")
    assert (email.subject, email.intro, email.note) == (
        "Rappel : {jour}",
        "Bonjour {prenom},",
        "Parking gratuit.",
    )
    assert "SMS : votre texte, e-mail : votre texte" in text(admin.get("/agent/parametres/messages/"))


def test_a_french_text_of_one_s_own_is_not_sent_in_another_language(admin: Browser, office: Office) -> None:
    """Better the national text in the person's language; in one that nobody speaks here, French."""
    save(admin, a=OWN)
    assert wording_of(MessageKind.REMINDER, Channel.SMS, "uk").text is None
    assert wording_of(MessageKind.REMINDER, Channel.SMS, "de").text == OWN
    assert wording_of(MessageKind.RDV_BOOKED, Channel.SMS, "de").text is None


def test_an_emptied_text_goes_back_to_the_national_one(admin: Browser, office: Office) -> None:
    save(admin, a=OWN)
    save(admin, a="")
    assert message_settings().wordings == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Saisissez le numéro qui recevra l’essai."),
        ("03 21 50 50 50", "L’essai part seulement vers un mobile français."),
        ("+49 1512 3456789", "L’essai part seulement vers un mobile français."),
        ("12", "Ce numéro de téléphone n’existe pas."),
    ],
)
def test_a_trial_leaves_only_for_a_french_mobile(
    admin: Browser, office: Office, typed: str, sentence: str
) -> None:
    answer = admin.post(REMINDER, geste="essai-sms:a", a=OWN, essai=typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Receipt.objects.exists()


def test_five_trials_then_the_preview_only(admin: Browser, office: Office) -> None:
    for _ in range(4):
        assert admin.post(REMINDER, geste="essai-courriel", a=OWN).status_code == 200
    page = text(admin.post(REMINDER, geste="essai-sms:a", a=OWN, essai="06 39 98 00 12"))
    assert "Le SMS arrive dans quelques instants." in page
    answer = admin.post(REMINDER, geste="essai-courriel", a=OWN)
    assert answer.status_code == 429
    assert "cinq essais en 24 heures" in text(answer)
    assert Receipt.objects.filter(kind=MessageKind.TEST).count() == 5


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"a": "RDV {jour} à {heure}"}, "Ajoutez {lien} :"),
        ({"a": f"{OWN} {{nom}}"}, "« {nom} » n’existe pas."),
        ({"a": f"{OWN} https://mechant.example"}, "est lu comme l’adresse d’un site."),
        ({"a": f"{OWN} {'x' * 260}"}, "Ce SMS coûterait 3 SMS avec les noms les plus longs. Retirez"),
        ({"a": f"{OWN} ☎ {'x' * 40}"}, "ou ces signes qui doublent le prix : « ☎ »"),
        ({"a": "x" * 401}, "trop long de 1 caractère"),
        ({"a": "x" * 4_001}, "beaucoup trop long"),
        ({"intro": "<script>alert(1)</script>"}, "est du code HTML."),
        ({"subject": "Deux\nlignes"}, "L’objet tient sur une seule ligne"),
        ({"subject": "Apportez {pieces}"}, "L’objet tient sur une seule ligne"),
        ({"a": OWN, "compared": "on"}, "Écrivez le deuxième texte"),
        ({"a": OWN, "b": OWN, "compared": "on"}, "Les deux textes sont identiques"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(
    admin: Browser, office: Office, typed: dict[str, str], sentence: str
) -> None:
    answer = save(admin, **typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not MessageSettings.objects.exclude(wordings={}).exists()


def test_a_preview_saves_nothing_and_tells_what_is_written_otherwise(admin: Browser, office: Office) -> None:
    Motif.objects.update(name="Renouvellement d’un titre de séjour pour étudiant étranger")
    page = text(admin.post(REMINDER, geste="apercu", a=f"Nœud « {OWN} »", note="Entrée {lieu}"))
    assert "« œ » devient « oe »" in page
    assert "Rien n’est encore enregistré." in page
    assert f"Entrée {office.lieu.name}" in page
    assert not MessageSettings.objects.exists()


def test_what_was_typed_is_never_read_as_a_page(admin: Browser, office: Office) -> None:
    page = admin.post(REMINDER, geste="apercu", a="{{ request }} {% now 'Y' %} <b>gras</b>").content.decode()
    assert "<b>gras</b>" not in page
    assert "{% now &#x27;Y&#x27; %}" in page


def test_another_administration_keeps_its_own_words(
    pas_de_calais: Tenant, admin: Browser, office: Office
) -> None:
    save(admin, a=OWN)
    with in_tenant(pas_de_calais):
        assert wording_of(MessageKind.REMINDER, Channel.SMS, "fr").text is None
    here = Browser(PAS_DE_CALAIS)
    here.client.cookies = admin.client.cookies
    assert here.get(REMINDER).status_code == 302
