"""Every page that a citizen may see, and the way to it. In order: what a visitor becomes on the way stays."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.every_page import ways
from tests.journeys.every_page.walk import Walk

R, PRESCRIBED = "r/<slug:jeton>/", "prescription/motifs/<slug:motif>/"
WRONG, TIMES = "main [aria-invalid=true]", "main button[name=creneau]"
FORM = "rdv/<slug:motif>/coordonnees/"


@dataclass(frozen=True, slots=True)
class Stop:
    """`sees`: what tells this state of the page from its others."""

    route: str
    what: str
    go: Callable[[Walk], None]
    sees: str = "h1"


def at(path: str) -> Callable[[Walk], None]:
    return lambda walk: walk.open(path.format(known=walk.known))


def page(path: str) -> Stop:
    """An address that says all."""
    return Stop(path.lstrip("/"), "", at(path))


BOOKING = (
    Stop("", "home", at("/")),
    page("/aide/"),
    Stop("rdv/<slug:motif>/", "the times", at("/rdv/passeport/"), TIMES),
    Stop("rdv/<slug:motif>/", "nothing free", at("/rdv/mariage/"), "form[action$='/recepisse/']"),
    Stop("rdv/<slug:motif>/", "a time that is gone", ways.take_what_is_gone, TIMES),
    Stop(FORM, "without a time", at("/rdv/mariage/coordonnees/")),
    Stop(FORM, "blank", ways.take),
    Stop(FORM, "with errors", lambda walk: walk.send(prenom=""), WRONG),
    Stop(FORM, "for another", lambda walk: walk.press("main button[name=vers]"), "[name=proche_prenom]"),
    Stop(R, "confirmed", ways.book),
    Stop("rdv/<slug:motif>/code/", "a code", ways.scarce),
    Stop("rdv/<slug:motif>/", "in a crowd", ways.in_a_crowd, "#preuve"),
    Stop("rdv/<slug:motif>/verifier/", "a contact", at("/rdv/titre/verifier/")),
    Stop("rdv/<slug:motif>/verifier/", "a code", ways.verify),
    Stop("rdv/<slug:motif>/liste-attente/", "blank", at("/rdv/passeport/liste-attente/")),
    Stop("rdv/<slug:motif>/liste-attente/", "with errors", lambda walk: walk.send(prenom=""), WRONG),
    Stop("adresse/", "blank", at("/adresse/?motif=aide-sociale")),
    Stop("adresse/", "with errors", lambda walk: walk.send(commune="Ici"), WRONG),
    Stop("rdv/<slug:motif>/", "out of the sector", lambda walk: ways.live(walk, "Lens")),
    Stop("adresse/rue/", "blank", lambda walk: ways.live(walk, "Arras")),
    Stop("integrer/<slug:motif>/", "framed", at("/integrer/passeport/")),
    Stop("ateliers/", "sessions", at("/ateliers/")),
    Stop("ateliers/<uuid:seance>/", "a session", at("/ateliers/{known.session}/")),
    Stop("ateliers/<uuid:seance>/", "with errors", lambda walk: walk.send(prenom=""), WRONG),
    page("/rdv/retrouver/"),
)
LINKS = (
    Stop(R, "to come", at("/r/{known.rdv}/"), "a[href$='/annuler/']"),
    Stop(R, "cancelled", at("/r/{known.cancelled}/"), "form[action$='/reprendre/']"),
    Stop("r/<slug:jeton>/annuler/", "asked", at("/r/{known.rdv}/annuler/")),
    Stop("r/<slug:jeton>/annuler/", "too late", at("/r/{known.cancelled}/annuler/")),
    Stop("r/<slug:jeton>/deplacer/", "the times", at("/r/{known.rdv}/deplacer/"), TIMES),
    Stop("r/<slug:jeton>/deplacer/", "too late", at("/r/{known.cancelled}/deplacer/")),
    Stop("r/<slug:jeton>/qui/", "blank", at("/r/{known.rdv}/qui/")),
    Stop("r/<slug:jeton>/qui/", "with errors", lambda walk: walk.send(prenom=""), WRONG),
    Stop("r/<slug:jeton>/plus-tot/", "wishes", at("/r/{known.rdv}/plus-tot/")),
    Stop("r/<slug:jeton>/quitter/", "a seat", at("/r/{known.seat}/quitter/")),
    Stop(R, "a seat", at("/r/{known.seat}/")),
    Stop("attente/<slug:jeton>/", "waiting", at("/attente/{known.waiting}/")),
    Stop("attente/<slug:jeton>/", "offered", at("/attente/{known.offered}/"), "button[value=prendre]"),
    Stop("recepisse/<slug:reference>/", "nothing was free", at("/recepisse/{known.receipt}/")),
    Stop("i/<slug:jeton>/", "open", at("/i/{known.invitation}/")),
    Stop("i/<slug:jeton>/", "closed", at("/i/{known.invitation_over}/")),
)
PRESCRIPTION = (
    page("/prescription/"),
    Stop("prescription/code/", "blank", ways.ask_a_code),
    Stop("prescription/code/", "wrong", lambda walk: walk.send(code="000000"), WRONG),
    Stop("prescription/vous/", "blank", ways.answer_the_code),
    Stop("prescription/vous/", "with errors", lambda walk: walk.send(structure=""), WRONG),
    Stop("prescription/motifs/", "motifs", lambda walk: walk.send(**ways.LEA)),
    Stop(PRESCRIBED, "the times", at("/prescription/motifs/passeport/"), TIMES),
    Stop(PRESCRIBED, "seats", at("/prescription/motifs/reunion/")),
    Stop(f"{PRESCRIBED}personne/", "blank", ways.prescribe),
    Stop(f"{PRESCRIBED}personne/", "with errors", lambda walk: walk.send(prenom=""), WRONG),
    Stop(
        f"{PRESCRIBED}seances/<uuid:seance>/",
        "a seat",
        at("/prescription/motifs/reunion/seances/{known.session}/"),
    ),
    Stop("prescription/rdv/<slug:jeton>/", "booked", at("{known.prescribed}")),
)
WHO = (
    page("/connexion/"),
    page("/deconnexion/"),
    page("/identification/"),
    Stop("identification/code/", "a code", ways.identify),
    Stop("identification/franceconnect/", "two files", ways.come_back_from_franceconnect),
)
MY_SPACE = (
    Stop("mes-rdv/", "mine", ways.come_in),
    page("/mes-rdv/acces/"),
    page("/mes-rdv/proches/"),
    Stop("mes-rdv/proches/", "with errors", lambda walk: walk.send(prenom=""), WRONG),
    Stop("mes-rdv/proches/<uuid:usager_id>/", "a proche", at("/mes-rdv/proches/{known.proche}/")),
    page("/mes-rdv/preferences/"),
    page("/mes-rdv/preferences/contact/"),
    page("/mes-rdv/donnees/"),
    page("/mes-rdv/donnees/effacer/"),
    page("/mes-rdv/suivi/"),
    page("/donnees-effacees/"),
)
AROUND = (
    page("/accessibilite/"),
    page("/mentions-legales/"),
    page("/donnees-personnelles/"),
    page("/cookies/"),
    page("/plan-du-site/"),
    page("/langue/"),
)
STOPS = (*BOOKING, *LINKS, *PRESCRIPTION, *WHO, *MY_SPACE, *AROUND)
ANSWERS_A_FORM = "only answers a form: leads to a page of this list, or says its refusal on it"
WITHOUT_PAGE = {
    "prescription/motifs/<slug:motif>/personne/prolonger/": ANSWERS_A_FORM,
    "rdv/<slug:motif>/coordonnees/prolonger/": ANSWERS_A_FORM,
    "rdv/<slug:motif>/coordonnees/pour-qui/": ANSWERS_A_FORM,
    "rdv/<slug:motif>/recepisse/": ANSWERS_A_FORM,
    "mes-rdv/proches/<uuid:usager_id>/retirer/": ANSWERS_A_FORM,
    "prescription/fin/": ANSWERS_A_FORM,
    "identification/renvoyer/": ANSWERS_A_FORM,
    "r/<slug:jeton>/pourquoi/": ANSWERS_A_FORM,
    "r/<slug:jeton>/presence/": ANSWERS_A_FORM,
    "r/<slug:jeton>/reprendre/": ANSWERS_A_FORM,
    "recepisse/<slug:reference>/recepisse.pdf": "a PDF",
    "mes-rdv/donnees/mes-donnees.json": "a file for a program",
    "r/<slug:jeton>/agenda.ics": "a file for a calendar",
    "robots.txt": "a text for robots",
    "sitemap.xml": "a list for robots",
    "habillage/<slug:version>.css": "a style sheet",
    "sso/depart/": "a way out, without a page",
    "sso/arrivee/": "a way in, without a page",
}
