"""The ways to pages that an address alone does not open."""

import json

from booking.citizens.pressure import CALM_UNDER_PRESSURE, note_demand
from booking.models import Motif
from foundation import clock
from foundation.people import Certification
from foundation.sealing import seal
from foundation.tenancy import in_tenant
from sso.pages.identifying import CIVIL
from tests.journeys.every_page.walk import Walk

ZOE = {"prenom": "Zoé", "nom": "Martin", "telephone": "0612345678"}
LEA = {"structure": "Mission locale", "prenom": "Léa", "nom": "Petit", "telephone": "0321505050"}
LEA_AT_WORK, ROSALIE, ELSEWHERE = (f"{name}@usagers.example" for name in ("lea", "rosalie", "ailleurs"))


def take(walk: Walk, slug: str = "passeport") -> None:
    walk.open(f"/rdv/{slug}/")
    walk.take_a_time()


def take_what_is_gone(walk: Walk) -> None:
    walk.open("/rdv/passeport/")
    walk.page.locator("main button[name=creneau]").first.evaluate(
        "button => button.value = button.value.replace(/T..:../, 'T03:17')"
    )
    walk.take_a_time()


def book(walk: Walk) -> None:
    walk.be_somebody_new()
    take(walk)
    walk.send(**ZOE)


def scarce(walk: Walk) -> None:
    take(walk, "titre")
    walk.send(**ZOE, courriel="zoe@usagers.example")


def in_a_crowd(walk: Walk) -> None:
    """The work that the browser would do by itself is not done."""
    walk.page.context.route("**/preuve.js", lambda route: route.fulfill(body=""))
    with in_tenant(walk.tenant):
        motif = Motif.objects.get(slug="titre")
        for _number in range(CALM_UNDER_PRESSURE):
            note_demand(motif, clock.now())
    walk.be_somebody_new()
    take(walk, "titre")


def verify(walk: Walk) -> None:
    walk.open("/rdv/titre/verifier/")
    walk.send(contact=ELSEWHERE)


def live(walk: Walk, commune: str) -> None:
    walk.open("/adresse/?motif=aide-sociale")
    walk.send(commune=commune)


def answer_the_code(walk: Walk) -> None:
    walk.send(code=walk.code_for(LEA_AT_WORK))


def ask_a_code(walk: Walk) -> None:
    walk.open("/prescription/")
    walk.send(courriel=LEA_AT_WORK)


def prescribe(walk: Walk) -> None:
    walk.open("/prescription/motifs/passeport/")
    walk.take_a_time()


def come_back_from_franceconnect(walk: Walk) -> None:
    """With an address that several files have: a code first."""
    told = {"civil_key": "rosalie", "given_name": "Rosalie", "family_name": "Martin", "email": ELSEWHERE}
    more = {"birth_date": "", "sign_in": "", "suite": "/mes-rdv/", "outcome": Certification.CODE_FIRST}
    walk.be_somebody_new(**{CIVIL: seal("sso.civil", json.dumps(told | more))})
    walk.open("/identification/franceconnect/")


def identify(walk: Walk) -> None:
    walk.open("/identification/")
    walk.send(contact=ROSALIE)


def come_in(walk: Walk) -> None:
    walk.be(walk.known.usager)
    walk.open("/mes-rdv/")
