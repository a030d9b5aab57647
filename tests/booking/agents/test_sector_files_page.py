"""Zones by file: shown first, then confirmed; and out again."""

import re
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.exceptions import RedisError

from booking.models import Agent, Sector, SectorZone
from booking.vocabulary import AgentRole
from tests.booking.agents.conftest import Browser, text
from tests.booking.commands.conftest import Office
from tests.makers.office import make_agent
from tests.makers.sectors import ARRAS, make_sector

IMPORT = "/agent/parametres/secteurs/importer/"
CONFIRM = f"{IMPORT}confirmer/"
GOOD = (
    "secteur;commune;code_insee;voie\nNord;Arras;62041;Av. du Gal Leclerc\nSud;Lens;62498;\nSud;Lens;62498;\n"
)


def send(browser: Browser, content: str | bytes, name: str = "zones.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return browser.post(IMPORT, fichier=SimpleUploadedFile(name, data))


def token(response: Any) -> str:
    (found,) = re.findall(r'name="jeton" value="([^"]+)"', response.content.decode())
    return str(found)


def test_nothing_is_written_before_the_confirmation(admin: Browser) -> None:
    shown = send(admin, GOOD)
    assert shown.status_code == 200
    for said in (
        "2 zones nouvelles",
        "1 ligne est déjà connue ou en double",
        "2 secteurs seront créés",
        "Nord",
    ):
        assert said in text(shown)
    assert not Sector.objects.exists()
    answer = admin.post(CONFIRM, jeton=token(shown))
    assert answer.status_code == 303
    assert "Les zones du fichier sont enregistrées." in text(admin.get(answer["Location"]))
    assert set(SectorZone.objects.values_list("sector__code", "commune_code", "street")) == {
        ("nord", "62041", "avenue du general leclerc"),
        ("sud", "62498", ""),
    }


def test_confirmed_twice_or_sent_again_it_adds_nothing(admin: Browser) -> None:
    shown = send(admin, GOOD)
    for _ in range(2):
        assert admin.post(CONFIRM, jeton=token(shown)).status_code == 303
    assert SectorZone.objects.count() == 2
    assert "déjà enregistrées" in text(send(admin, GOOD))
    # The back button, then the address of the confirmation.
    assert admin.get(CONFIRM).status_code == 303


def test_errors_are_told_line_by_line_and_nothing_can_be_confirmed(admin: Browser) -> None:
    wrong = "secteur;code_insee\nNord;99999\nNord;62041\n;62041\n"
    answer = send(admin, wrong)
    assert answer.status_code == 422
    assert "Ligne 2 : Le code 99999 n’est celui d’aucune commune." in text(answer)
    assert "Ligne 4 : Le nom du secteur manque." in text(answer)
    assert "jeton" not in answer.content.decode()
    many = send(admin, "secteur;code_insee\n" + "Nord;99999\n" * 80)
    assert "Et 30 autres lignes." in text(many)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Choisissez un fichier."), (b"a;b\n1;2", "secteur, code_insee"), (b"x" * 2_000_001, "2 Mo")],
)
def test_a_file_that_cannot_serve_is_refused(admin: Browser, content: bytes, sentence: str) -> None:
    answer = send(admin, content)
    assert answer.status_code == 422
    assert sentence in text(answer) or "vide" in text(answer)


def test_no_file_is_refused_with_a_sentence(admin: Browser) -> None:
    answer = admin.post(IMPORT, fichier="texte")
    assert answer.status_code == 422
    assert "Choisissez un fichier." in text(answer)


def test_what_is_shown_is_written_as_text(admin: Browser) -> None:
    answer = send(admin, "secteur;code_insee\n<script>alert(1)</script>;62041\n")
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("forged", ["", "x", "é", "a" * 100_000, "../../x"])
def test_a_token_that_is_not_ours_confirms_nothing(admin: Browser, forged: str) -> None:
    answer = admin.post(CONFIRM, jeton=forged)
    assert answer.status_code == 422
    assert "Le fichier n’est plus en mémoire." in text(answer)


def test_what_another_administrator_sent_is_not_mine_to_confirm(office: Office, admin: Browser) -> None:
    shown = send(admin, GOOD)
    other: Agent = make_agent(office.motif.organisation, level=AgentRole.ADMIN)
    assert Browser().sign_in(other).post(CONFIRM, jeton=token(shown)).status_code == 422
    cache.clear()
    assert admin.post(CONFIRM, jeton=token(shown)).status_code == 422
    assert not SectorZone.objects.exists()


def test_what_is_exported_is_imported_back(admin: Browser) -> None:
    make_sector("Arras Nord", ARRAS, (*ARRAS, "Rue de l’Église"))
    answer = admin.get("/agent/parametres/secteurs/secteurs.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    Sector.objects.all().delete()
    admin.post(CONFIRM, jeton=token(send(admin, answer.content)))
    assert set(SectorZone.objects.values_list("sector__name", "street")) == {
        ("Arras Nord", ""),
        ("Arras Nord", "rue de l eglise"),
    }
    assert admin.get("/agent/parametres/secteurs/exemple.csv").status_code == 200


def test_a_long_file_asks_no_more_of_the_database(admin: Browser) -> None:
    def queries(lines: int) -> int:
        rows = "".join(f"Nord;62041;Rue {number} bis\n" for number in range(lines))
        with CaptureQueriesContext(connection) as captured:
            assert send(admin, f"secteur;code_insee;voie\n{rows}").status_code == 200
        return len(captured)

    queries(1)
    assert queries(1) == queries(3_000)


def test_a_cache_that_is_down_forgets_the_file_and_says_so(
    admin: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise RedisError("down")

    for gesture in ("get", "set"):
        monkeypatch.setattr(type(caches["default"]), gesture, down)
    shown = send(admin, GOOD)
    assert shown.status_code == 200
    answer = admin.post(CONFIRM, jeton=token(shown))
    assert answer.status_code == 422
    assert "Le fichier n’est plus en mémoire." in text(answer)
    assert not Sector.objects.exists()
