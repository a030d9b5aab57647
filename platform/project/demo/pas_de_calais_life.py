"""Département du Pas-de-Calais, going on: sectors, invitations, people followed, a child."""

from datetime import date, datetime, timedelta

from booking.commands.change_proche import ProcheIdentity
from booking.commands.settle_life import Life, NewFollowed, NewInvitation
from booking.commands.usagers import Identity
from project.demo.pas_de_calais_motifs import asked_of
from project.demo.pas_de_calais_sectors import HELENE, HOUSES, KARIM, sectors
from project.demo.people import guest
from project.demo.weeks import Weeks

# Whom the identity server knows as an usager.
ROSALIE = Identity(first_name="Rosalie", last_name="Témoin-Arras", email="rosalie.temoin@courriel.example")
LASTS = timedelta(days=90)
FOLLOWED = 5


def life(weeks: Weeks, now: datetime) -> Life:
    child = ProcheIdentity(
        first_name="Léo", last_name=ROSALIE.last_name, birth_date=date(now.year - 9, 4, 18)
    )
    return Life(
        admin="sophie.lemaire@pas-de-calais.example",
        asked=asked_of(HOUSES),
        sectors=sectors(),
        invitations=_invitations(now + LASTS),
        followed=(NewFollowed(who=ROSALIE, referent=HELENE, child=child),),
        regulars=((KARIM, "suivi-social-arras", FOLLOWED),),
    )


def _invitations(expires_at: datetime) -> tuple[NewInvitation, ...]:
    """One person, and whoever the maternity hospital gives the link to."""
    return (
        NewInvitation(
            motif="bilan-de-quatre-ans-arras",
            who=guest("Salomé", "Delcourt"),
            purpose="Votre enfant entre en moyenne section : son bilan de santé est gratuit.",
            expires_at=expires_at,
        ),
        NewInvitation(
            motif="bilan-de-quatre-ans-arras",
            service=True,
            purpose="Lien remis par la maternité d’Arras.",
            uses=200,
            expires_at=expires_at,
        ),
    )
