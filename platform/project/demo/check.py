"""`rdv demo --check`: a citizen books on two administrations, their agents see it, the messages arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from project.demo.booking_trip import Appointment, Citizen, book
from project.demo.desk_trip import find_in_day_list
from project.demo.inbox import letters, wait_for
from project.demo.visiting import CheckFailed, Visitor
from project.launcher.progress import Progress


@dataclass(frozen=True, slots=True)
class Trip:
    name: str
    host: str
    citizen: Citizen
    # Who signs in at the identity server.
    agent: str


def main(environ: Mapping[str, str]) -> int:
    """0 when everything happened as a citizen and an agent expect, else 1 and one sentence."""
    progress, port = Progress(), int(environ["RDV_PORT"])
    trips = _trips(environ)
    try:
        told = [_go(trip, port, environ["RDV_MAILBOX_URL"], progress) for trip in trips]
        with progress.step("Aucun autre message n’est parti"):
            _expect_nothing_else(environ["RDV_MAILBOX_URL"], expected=2 * len(trips))
    except CheckFailed as failed:
        progress.say(f"\nÉchec de la vérification : {failed}")
        return 1
    except httpx.HTTPError as failed:
        progress.say(f"\nÉchec de la vérification : un serveur ne répond pas ({failed!r}).")
        return 1
    progress.say("\nVérification réussie :")
    for line in told:
        progress.say(f"  {line}")
    progress.say(f"  Durée de la vérification : {progress.elapsed()}.")
    return 0


def _trips(environ: Mapping[str, str]) -> list[Trip]:
    """One on each face of the product: the administrations' own, and the State's."""
    domain = environ.get("RDV_DOMAIN", "rdv.localhost")
    state = environ.get("RDV_STATE_DOMAIN", "rdv.gouv.localhost")
    commune = Citizen("Rosalie", "Témoin-Arras", "06 12 34 56 78", "rosalie.temoin@courriel.example")
    etat = Citizen("Anselme", "Témoin-Préfecture", "06 12 34 56 79", "anselme.temoin@courriel.example")
    return [
        Trip("Ville d’Arras", f"arras.{domain}", commune, "amina.benali--arras.example"),
        Trip(
            "Préfecture du Pas-de-Calais",
            f"prefecture-pas-de-calais.{state}",
            etat,
            "isabelle.marchand--prefecture-pas-de-calais.example",
        ),
    ]


def _go(trip: Trip, port: int, mailbox: str, progress: Progress) -> str:
    """What happened, in one line."""
    with (
        progress.step(f"{trip.name} : un usager réserve"),
        Visitor(trip.host, port) as visitor,
    ):
        booked: Appointment = book(visitor, trip.citizen)
    with (
        progress.step(f"{trip.name} : un agent entre par ProConnect, lit sa liste du jour et sort"),
        Visitor(trip.host, port) as visitor,
    ):
        find_in_day_list(visitor, trip.agent, booked.day, str(trip.citizen))
    with progress.step(f"{trip.name} : l’e-mail et le SMS arrivent"):
        wait_for(mailbox, email=trip.citizen.email, phone=trip.citizen.phone_e164, link=booked.path)
    return (
        f"{trip.name} : {trip.citizen}, {booked.when} ({booked.motif}), lu par un agent, e-mail et SMS reçus."
    )


def _expect_nothing_else(mailbox: str, *, expected: int) -> None:
    """The rdvs of the sample data are imports: no citizen is written to. Agents and guests are told of what is new."""
    arrived = [each for each in letters(mailbox) if not _to_somebody_else(each)]
    if len(arrived) != expected:
        subjects = ", ".join(each["subject"] or each["text"][:40] for each in arrived)
        raise CheckFailed(f"{expected} messages étaient attendus, {len(arrived)} sont partis : {subjects}.")


def _to_somebody_else(letter: dict[str, Any]) -> bool:
    return letter["kind"] == "email" and "courriel.example" not in letter["to"]
