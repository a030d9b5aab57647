import pytest
from django.test import Client

from booking.citizens.pages.aide import Aide

pytestmark = pytest.mark.django_db


def test_an_error_nobody_foresaw_gets_a_page_in_the_face_of_the_administration(
    arras: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("secret of the machine")

    monkeypatch.setattr(Aide, "get", broken)
    answer = Client(HTTP_HOST="arras.rdv.localhost", raise_request_exception=False).get("/aide/", secure=True)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Ville d’Arras" in page
    assert "secret" not in page
