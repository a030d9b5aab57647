"""An agent's way: the demonstration's door, then the list of the day."""

from datetime import date

from project.demo.visiting import CheckFailed, Visitor


def find_in_day_list(visitor: Visitor, day: date, name: str) -> None:
    """Raises CheckFailed unless the first agent of the door reads the usager's name in the list of that day."""
    door = visitor.get("/connexion/")
    entries = [(form, form.values_of("agent")) for form in door.forms if form.values_of("agent")]
    if not entries:
        raise CheckFailed(f"La page de connexion de {visitor.host} ne propose aucun agent.")
    form, agents = entries[0]
    visitor.send(form, agent=agents[0])
    if visitor.path.startswith("/connexion/"):
        raise CheckFailed(f"L’entrée d’un agent sur {visitor.host} a ramené à la page de connexion.")
    listing = visitor.get(f"/agent/agenda/{day.isoformat()}/liste/")
    if name not in listing.text:
        raise CheckFailed(f"{name} n’est pas dans la liste du {day.isoformat()} sur {visitor.host}.")
