"""An agent's way: in by ProConnect, the list of the day, out."""

from datetime import date

from project.demo.visiting import CheckFailed, Visitor


def find_in_day_list(visitor: Visitor, person: str, day: date, name: str) -> None:
    """Raises CheckFailed unless `person` signs in and reads the usager's name in the list of that day."""
    host = visitor.origin
    _sign_in(visitor, person)
    if visitor.origin != host or not visitor.path.startswith("/agent/"):
        raise CheckFailed(f"La connexion d’un agent de {host} a mené à {visitor.origin}{visitor.path}.")
    listing = visitor.get(f"/agent/agenda/{day.isoformat()}/liste/")
    if name not in listing.text:
        raise CheckFailed(f"{name} n’est pas dans la liste du {day.isoformat()} sur {host}.")
    _sign_out(visitor, host)


def _sign_in(visitor: Visitor, person: str) -> None:
    door = visitor.get("/connexion/")
    departures = [link for link in door.links if link.startswith("/sso/depart/")]
    if not departures:
        raise CheckFailed(f"La page de connexion de {visitor.host} ne mène pas à ProConnect.")
    choice = visitor.get(departures[0])
    for form in choice.forms:
        if person in form.values_of("person"):
            visitor.send(form, person=person)
            return
    raise CheckFailed(f"Le serveur d’identités ne propose pas {person} ({choice.title}).")


def _sign_out(visitor: Visitor, host: str) -> None:
    agenda = visitor.get("/agent/agenda/")
    form = next((each for each in agenda.forms if each.action.endswith("/deconnexion/")), None)
    if form is None:
        raise CheckFailed(f"L’agenda de {host} ne propose pas de se déconnecter.")
    visitor.send(form)
    visitor.get(f"{host}/agent/agenda/")
    if not visitor.path.startswith("/connexion/"):
        raise CheckFailed(f"Après la déconnexion, {host} laisse encore entrer.")
