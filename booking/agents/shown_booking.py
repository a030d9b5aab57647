"""What was booked besides a time and a name, in the lines of an rdv's page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from booking.models import Participation, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.people import counted
from booking.queries.pieces import pieces_for
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import PAPERS_TO_CHECK
from foundation.courier.addresses import national
from foundation.languages import SOURCE, offered
from foundation.web.components.typography import date_heure

YES_NO = {"oui": "Oui", "non": "Non"}

type Line = tuple[str, str]


def booking_lines(rdv: Rdv) -> list[Line]:
    """Of an individual rdv; a session's participants have a page of their own. Lines without a value are not shown."""
    lines = [
        ("Convocation", "L’usager ne peut ni l’annuler ni la déplacer en ligne" * rdv.motif.is_convocation),
        ("Nombre", counted(rdv)),
        ("Adresse du rendez-vous", rdv.address),
    ]
    if rdv.is_session:
        return lines
    people = list(rdv.participations.all())
    zone = zone_of(rdv)
    for question in rdv.motif.questions:
        lines.append((question["label"], _each(people, partial(_answer, question))))
    return [
        *lines,
        ("À apporter", _each(people, lambda each: ", ".join(pieces_for(rdv.motif, each.answers)))),
        ("Numéros de pré-demande", _each(people, lambda each: ", ".join(each.papers))),
        ("Numéros à vérifier", _each(people, lambda each: each.answers.get(PAPERS_TO_CHECK, ""))),
        ("Texte accepté le", _each(people, lambda each: _when(each.accepted_at, zone))),
        ("Langue", _each(people, lambda each: _language(each.language))),
        ("Prescrit par", _each(people, lambda each: prescriber_of(each))),
    ]


def answering_for(people: Iterable[Participation]) -> str:
    """« Zoé Martin, pour Léo Martin »: who is called and written to."""
    told = [f"{reader_of(each.usager)}, pour {each.usager}" for each in people if each.usager.responsible_id]
    return " ; ".join(told)


def prescriber_of(participation: Participation) -> str:
    said = participation.prescriber
    if not said:
        return ""
    if "agent" in said:
        return "Un agent d’une autre organisation"
    name = f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
    phone = national(said["phone"]) if said.get("phone") else ""
    return ", ".join(part for part in (name, said.get("structure"), phone, said.get("email")) if part)


def _answer(question: dict[str, str], participation: Participation) -> str:
    answer = str(participation.answers.get(question["id"], ""))
    return YES_NO.get(answer, answer) if question["kind"] == "yes_no" else answer


def _each(people: Sequence[Participation], told: Callable[[Participation], str]) -> str:
    """Named when there are several."""
    found = [(each, text) for each in people if (text := told(each))]
    if len(people) < 2:
        return next((text for _, text in found), "")
    return " ; ".join(f"{each.usager} : {text}" for each, text in found)


def _when(moment: datetime | None, zone: ZoneInfo) -> str:
    return date_heure(moment, zone) if moment else ""


def _language(code: str) -> str:
    return "" if code == SOURCE else offered().get(code, code)
