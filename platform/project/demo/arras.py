"""Ville d’Arras: identity papers and civil registry, in two places."""

from booking.commands.settle_in import NewAgent, Office
from booking.vocabulary import AgentRole
from project.demo.administration import Administration
from project.demo.arras_life import life
from project.demo.arras_motifs import (
    ANNEXE,
    AT_HOME,
    CIVIL,
    DOMICILE,
    ETAT_CIVIL,
    HALL,
    IDENTITY,
    LIEUX,
    MOTIFS,
    NUMERIQUE,
    SERVICES,
    SOLIDARITES,
    TITRES,
)
from project.demo.weeks import (
    AFTERNOON,
    FRIDAY,
    FULL_DAY,
    LATE_DAY,
    MONDAY,
    MORNING,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Weeks,
)
from tenants import registry
from tenants.commands.open_tenant import Opening
from tenants.vocabulary import TenantKind


def arras() -> Administration:
    commune = registry.by_insee("62041")
    if commune is None:
        raise LookupError("Arras is not in the registry")
    opening = Opening(
        slug="arras",
        name=f"Ville d’{commune.name}",
        short_name=f"Mairie d’{commune.name}",
        kind=TenantKind.COMMUNE,
        siren=commune.siren,
        departement_code=commune.departement,
        phone="+33353010100",
        accent="#0b6e4f",
    )
    return Administration(opening, _offices, life)


def _offices(weeks: Weeks) -> tuple[Office, ...]:
    return (
        Office(
            slug="ville-d-arras",
            name="Ville d’Arras",
            phone="+33353010100",
            services=SERVICES,
            lieux=LIEUX,
            motifs=MOTIFS,
            agents=_agents(weeks),
        ),
    )


def _agents(weeks: Weeks) -> tuple[NewAgent, ...]:
    return (
        NewAgent(
            first_name="Amina",
            last_name="Benali",
            email="amina.benali@arras.example",
            services=(TITRES, ETAT_CIVIL),
            role=AgentRole.ADMIN,
            plages=(
                weeks.opening(HALL, IDENTITY, (MONDAY, TUESDAY, FRIDAY), FULL_DAY),
                weeks.opening(HALL, IDENTITY, (THURSDAY,), LATE_DAY),
            ),
            absences=(weeks.away("Congé", 2, MONDAY, 3),),
        ),
        NewAgent(
            first_name="Julien",
            last_name="Delattre",
            email="julien.delattre@arras.example",
            services=(TITRES, NUMERIQUE),
            plages=(
                weeks.opening(HALL, (*IDENTITY, "remise-d-un-titre"), (MONDAY, TUESDAY, THURSDAY), FULL_DAY),
                weeks.opening(ANNEXE, IDENTITY, (WEDNESDAY,), MORNING),
                weeks.opening("", (AT_HOME,), (FRIDAY,), MORNING),
            ),
        ),
        NewAgent(
            first_name="Marie-Thérèse",
            last_name="Wattrelot",
            email="marie-therese.wattrelot@arras.example",
            services=(TITRES,),
            plages=(
                weeks.opening(
                    ANNEXE, (*IDENTITY, "remise-d-un-titre"), (TUESDAY, THURSDAY, FRIDAY), FULL_DAY
                ),
                weeks.opening(HALL, ("remise-d-un-titre",), (SATURDAY,), MORNING, every=2),
            ),
            absences=(weeks.away("Formation", 1, THURSDAY),),
        ),
        _registrar(weeks),
    )


def _registrar(weeks: Weeks) -> NewAgent:
    return NewAgent(
        first_name="Ousmane",
        last_name="Diallo",
        email="ousmane.diallo@arras.example",
        services=(ETAT_CIVIL, SOLIDARITES),
        plages=(
            weeks.opening(HALL, CIVIL, (MONDAY, THURSDAY), FULL_DAY),
            weeks.opening(HALL, CIVIL, (WEDNESDAY,), MORNING),
            weeks.opening(ANNEXE, CIVIL, (FRIDAY,), AFTERNOON),
            weeks.opening(HALL, (DOMICILE,), (TUESDAY,), AFTERNOON),
        ),
    )
