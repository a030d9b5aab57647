"""Département du Pas-de-Calais: three maisons des solidarités, on site, by phone and at home."""

from booking.commands.settle_in import NewAgent, NewLieu, Office
from booking.vocabulary import AgentRole
from project.demo.administration import Administration
from project.demo.pas_de_calais_life import life
from project.demo.pas_de_calais_motifs import PMI, SERVICES, SOCIAL, motifs_of
from project.demo.weeks import (
    AFTERNOON,
    FRIDAY,
    FULL_DAY,
    MONDAY,
    MORNING,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Weeks,
)
from tenants.commands.open_tenant import Opening
from tenants.vocabulary import TenantKind


def pas_de_calais() -> Administration:
    opening = Opening(
        slug="pas-de-calais",
        name="Département du Pas-de-Calais",
        short_name="Pas-de-Calais",
        kind=TenantKind.DEPARTEMENT,
        departement_code="62",
        phone="+33353010200",
        accent="#8a1538",
    )
    return Administration(opening, _offices, life)


def _offices(weeks: Weeks) -> tuple[Office, ...]:
    return (
        _maison("arras", "d’Arras", "9 rue de Châteaudun, 62000 Arras", "+33353010210", _arras(weeks)),
        _maison("lens", "de Lens", "27 route de La Bassée, 62300 Lens", "+33353010220", _lens(weeks)),
        _maison("calais", "de Calais", "40 rue Gaillard, 62100 Calais", "+33353010230", _calais(weeks)),
    )


def _maison(town: str, of_town: str, address: str, phone: str, agents: tuple[NewAgent, ...]) -> Office:
    name = f"Maison des solidarités {of_town}"
    lieu = NewLieu(
        slug=f"mds-{town}",
        name=name,
        address=address,
        access="Accueil au rez-de-chaussée, accessible en fauteuil",
        phone=phone,
    )
    return Office(
        slug=f"mds-{town}",
        name=name,
        phone=phone,
        services=SERVICES,
        lieux=(lieu,),
        motifs=motifs_of(town),
        agents=agents,
    )


def _nurse(weeks: Weeks, town: str, first_name: str, last_name: str, *, admin: bool = False) -> NewAgent:
    """Consultations in the house, visits one morning, calls another."""
    received = (f"consultation-jeune-enfant-{town}", f"bilan-de-quatre-ans-{town}")
    return NewAgent(
        first_name=first_name,
        last_name=last_name,
        email=_email(first_name, last_name),
        services=(PMI,),
        role=AgentRole.ADMIN if admin else AgentRole.AGENT,
        plages=(
            weeks.opening(f"mds-{town}", received, (MONDAY, TUESDAY, THURSDAY), FULL_DAY),
            weeks.opening("", (f"conseil-puericultrice-{town}",), (WEDNESDAY,), MORNING),
            weeks.opening("", (f"visite-puericultrice-{town}",), (FRIDAY,), (("09:30", "12:30"),)),
        ),
        absences=(weeks.away("Congé", 3, THURSDAY, 2),) if admin else (),
    )


def _social_worker(
    weeks: Weeks, town: str, first_name: str, last_name: str, *, admin: bool = False
) -> NewAgent:
    received = (
        f"premier-rendez-vous-social-{town}",
        f"suivi-social-{town}",
        f"contrat-d-engagement-{town}",
    )
    return NewAgent(
        first_name=first_name,
        last_name=last_name,
        email=_email(first_name, last_name),
        services=(SOCIAL,),
        role=AgentRole.ADMIN if admin else AgentRole.AGENT,
        plages=(
            weeks.opening(f"mds-{town}", received, (MONDAY, THURSDAY, FRIDAY), FULL_DAY),
            weeks.opening(f"mds-{town}", received, (WEDNESDAY,), MORNING),
            weeks.opening("", (f"entretien-social-telephone-{town}",), (TUESDAY,), AFTERNOON),
        ),
        absences=(weeks.away("Réunion de service", 1, FRIDAY),),
    )


def _email(first_name: str, last_name: str) -> str:
    plain = f"{first_name}.{last_name}".lower().translate(str.maketrans("éèïôç ", "eeioc-"))
    return f"{plain}@pas-de-calais.example"


def _arras(weeks: Weeks) -> tuple[NewAgent, ...]:
    return (
        _nurse(weeks, "arras", "Sophie", "Lemaire", admin=True),
        _nurse(weeks, "arras", "Fatou", "Ndiaye"),
        _social_worker(weeks, "arras", "Karim", "Haddad"),
        _social_worker(weeks, "arras", "Hélène", "Caron"),
    )


def _lens(weeks: Weeks) -> tuple[NewAgent, ...]:
    return (
        _social_worker(weeks, "lens", "Stanislas", "Kowalczyk", admin=True),
        _nurse(weeks, "lens", "Inès", "Ferreira"),
        _social_worker(weeks, "lens", "Nadège", "Vasseur"),
    )


def _calais(weeks: Weeks) -> tuple[NewAgent, ...]:
    return (
        _nurse(weeks, "calais", "Lucie", "Pruvost", admin=True),
        _social_worker(weeks, "calais", "Thi Mai", "Nguyen"),
        _social_worker(weeks, "calais", "Bruno", "Lefebvre"),
    )
