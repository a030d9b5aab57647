"""The pages a person sees. Without JavaScript; everything told by a client or a configuration is escaped."""

from html import escape

from tests.counterparts.identity.demand import Demand
from tests.counterparts.identity.profiles import PROFILES, Profile
from tests.counterparts.identity.registration import Person
from tests.counterparts.identity.store import Session

TITLE = "Serveur d’identités de démonstration"
WARNING = (
    '<p class="warning"><strong>Ceci n’est ni ProConnect ni FranceConnect.</strong> Ce serveur les remplace pour '
    "la démonstration et les essais : les personnes proposées n’existent pas, et aucun mot de passe n’est demandé.</p>"
)


def choose(profile: Profile, demand: Demand, persons: list[Person], action: str) -> str:
    service = escape(demand.client.name or demand.client.client_id)
    hint = (
        f"<p>Adresse indiquée par le service : {escape(demand.login_hint)}</p>" if demand.login_hint else ""
    )
    listed = "".join(f"<li>{_button(person)}</li>" for person in persons)
    choice = f"<ul>{listed}</ul>" if persons else "<p>Aucune personne n’est configurée.</p>"
    return _page(
        f"Choisir une identité · {TITLE}",
        f"""<p class="kind">{profile.title}, version de démonstration</p>
<h1>Choisir une identité pour continuer vers {service}</h1>
{WARNING}{hint}
<form method="post" action="{escape(action)}">{choice}
<p><button name="decline" value="1" class="quiet">Revenir au service sans s’identifier</button></p></form>""",
    )


def refused(code: str, explanation: str) -> str:
    return _page(
        f"Demande refusée · {TITLE}",
        f"""<h1>Demande refusée</h1>
<p class="reason"><strong>{escape(code)}</strong> {escape(explanation)}</p>
<p>Le service qui vous envoie ici a fait une demande que ce fournisseur d’identité n’accepte pas.</p>
{WARNING}""",
    )


def home(sessions: dict[str, Session | None]) -> str:
    lines = "".join(
        f"<dt>{PROFILES[slug].title}</dt><dd>{_who(held)}</dd>" for slug, held in sessions.items()
    )
    leave = '<form method="post" action="/quitter/"><p><button>Fermer ces sessions</button></p></form>'
    return _page(
        TITLE,
        f"""<h1>{TITLE}</h1>{WARNING}
<h2>Dans ce navigateur</h2><dl>{lines}</dl>{leave if any(sessions.values()) else ""}
<p>Tant qu’une session est ouverte, vous vous connectez sans rien choisir, comme avec le vrai service.</p>""",
    )


def _button(person: Person) -> str:
    about = f"<span>{escape(person.explanation)}</span>" if person.explanation else ""
    return (
        f'<button name="person" value="{escape(person.sub)}" class="person">'
        f"<strong>{escape(person.label)}</strong> {about}</button>"
    )


def _who(session: Session | None) -> str:
    return escape(session.person.label) if session else "Personne"


def _page(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"></head><body><main>{body}</main></body></html>"""
