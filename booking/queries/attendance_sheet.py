"""The sheet that people sign when they come to a session, as a PDF."""

from booking.models import Participation, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.tagged_pdf import tagged_pdf
from booking.vocabulary import CANCELLED
from foundation.tenancy import current
from foundation.web.components.typography import date_heure, duree, pluriel

TEMPLATE = "booking/agents/seances/emargement.typ"
# Lines left blank, for those who come without having been entered.
BLANK = 4


def attendance_sheet(session: Rdv, *, title: str) -> bytes:
    """Names only, by name; who left is not on it. Reads participations, motif and lieu."""
    inside = [each for each in session.participations.all() if each.status not in CANCELLED]
    people = [_name(each) for each in sorted(inside, key=lambda each: _name(each).casefold())]
    when = date_heure(session.starts_at, zone_of(session))
    where = f"{session.lieu.name}, {session.lieu.address}" if session.lieu else ""
    told = {
        "administration": current().name,
        "titre": title,
        "quand": f"{when[:1].upper()}{when[1:]} ({duree(session.ends_at - session.starts_at)})",
        "ou": where or session.motif.get_modalite_display(),
        "compte": f"{pluriel(len(people), 'personne inscrite,personnes inscrites')}",
        "personnes": people,
        "vides": BLANK,
    }
    return tagged_pdf(TEMPLATE, name="feuille", told=told)


def _name(place: Participation) -> str:
    return f"{place.usager.last_name} {place.usager.first_name}"
