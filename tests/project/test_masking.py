"""What never leaves in a line of log or in an error report."""

import pytest

from foundation.refs import new_token
from project.masking import mask, mask_path, mask_quoted


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("envoi à jeanne.martin+rdv@ville.example raté", "envoi à [courriel] raté"),
        ("jeanne%40ville.example", "[courriel]"),
        ("« jeanne@ville.example »", "« [courriel] »"),
        ("0612345678", "[téléphone]"),
        ("06 12 34 56 78.", "[téléphone]."),
        ("06.12.34.56.78", "[téléphone]"),
        ("+33 (0)6 12 34 56 78", "[téléphone]"),
        ("0033612345678", "[téléphone]"),
        ("sms:33612345678", "sms:[téléphone]"),
        ("+262 692 12 34 56", "[téléphone]"),
        ("depuis 90.12.34.56.", "depuis [adresse]."),
        ("depuis 2a01:cb04:1:2::1, puis", "depuis [adresse], puis"),
        ("Authorization: Bearer abc.def", "Authorization: [jeton]"),
        ("token=abc&page=2", "token=[jeton]&page=2"),
        ("jeton : 'abc'", "jeton : [jeton]"),
        ("postgresql://rdv:secret@base:5432/rdv", "postgresql://[…]@base:5432/rdv"),
        ("GET https://sms.example/envoi?to=1&text=Bonjour fini", "GET https://sms.example/envoi fini"),
        ("GET /recherche/?jeanne", "GET /recherche/"),
        ("clé q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3", "clé [jeton]"),
        ("Not Found: /r/abc/annuler/", "Not Found: /r/…/annuler/"),
        ("double\nDETAIL:  Key (nom)=(Jeanne) already exists.\nautre", "double\nDETAIL: […]"),
    ],
)
def test_a_contact_an_address_or_a_token_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Task booking.remind[3f2b1c4d-1111-4222-8333-123456789abc] received",
        'relation "booking_rdv_tenant_5c1b2a_idx" does not exist',
        "2026-11-22T07:00:00+01:00 : 65432 lignes en 0.123456789 s",
        "Listening at: http://127.0.0.1:8000 (12)",
        "ProgrammingError, OperationalError, ImproperlyConfigured",
        "celery@worker-7 ready.",
        "SIRET 21620041400012",
    ],
)
def test_what_helps_to_repair_stays(text: str) -> None:
    assert mask(text) == text


def test_a_link_token_is_recognised_out_of_its_path() -> None:
    # One in a thousand reads like a CamelCase word: those are only masked in their path.
    tokens = [new_token() for _ in range(1_000)]
    assert sum(mask(f"lien {token} expiré") == "lien [jeton] expiré" for token in tokens) > 980
    assert all(mask(f"/r/{token}/") == "/r/…/" for token in tokens)


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        ("/r/aB3dE5fG7hJ9kLmN/", "/r/…/"),
        ("/retours/cle-d-arras/http/accuses/", "/retours/…/http/accuses/"),
        ("/r/12-aB3dE5fG7hJ9kLmN/", "/r/…/"),
        ("/r/aB3dE5fG7hJ9kLmN/annuler/", "/r/…/annuler/"),
        ("/a/jeanne/", "/a/…/"),
        ("/i/12-aB3dE5fG7hJ9kLmN/", "/i/…/"),
        ("/attente/aB3dE5fG7hJ9kLmN/", "/attente/…/"),
        ("/ecran/abc", "/ecran/…"),
        (
            "/agent/rdvs/3f2b1c4d-1111-4222-8333-123456789abc/",
            "/agent/rdvs/3f2b1c4d-1111-4222-8333-123456789abc/",
        ),
        ("/recherche/?nom=Jeanne", "/recherche/"),
        ("/jeanne@ville.example/", "/[courriel]/"),
    ],
)
def test_a_path_is_kept_without_its_keys(path: str, masked: str) -> None:
    assert mask_path(path) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("invalid literal for int() with base 10: 'Jeanne'", "invalid literal for int() with base 10: « … »"),
        ('"Jeanne d\'Arc" refusé', "« … » refusé"),
        (r"'d\'Arc' refusé", "« … » refusé"),
        ("« Jeanne » n’est pas un nombre.", "« … » n’est pas un nombre."),
        ("coupé : 'Jeanne Mar", "coupé : « … »"),
        ("'NoneType' object has no attribute 'nom'", "'NoneType' object has no attribute « … »"),
        ("l'usager n'est pas d'ici", "l'usager n'est pas d'ici"),
    ],
)
def test_an_exception_keeps_only_the_quoted_words_of_the_code(text: str, masked: str) -> None:
    assert mask_quoted(text, kept={"NoneType"}) == masked
