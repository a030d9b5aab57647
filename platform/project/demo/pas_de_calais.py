"""Département du Pas-de-Calais: three maisons des solidarités, on site, by phone and at home."""

from booking.commands.settle_in import NewAgent, NewLieu, NewMotif, Office
from booking.vocabulary import AgentRole, BookableBy, Colour, Modalite
from project.demo.administration import Administration
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

PMI = "Protection maternelle et infantile"
SOCIAL = "Service social départemental"
SERVICES = ((PMI, "PMI"), (SOCIAL, "Service social"))


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
    return Administration(opening, _offices)


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
        motifs=(*_pmi_motifs(town), *_social_motifs(town)),
        agents=agents,
    )


def _pmi_motifs(town: str) -> tuple[NewMotif, ...]:
    return (
        NewMotif(
            slug=f"consultation-jeune-enfant-{town}",
            name="Consultation d’un enfant de moins de six ans",
            service=PMI,
            duration_min=30,
            colour=Colour.GREEN,
            to_bring="Carnet de santé de l’enfant\nCarte Vitale ou attestation de droits\nDernières ordonnances",
            instructions="La consultation est gratuite. Prévoyez une couche et un biberon pour les plus petits.",
        ),
        NewMotif(
            slug=f"visite-puericultrice-{town}",
            name="Visite d’une puéricultrice après la naissance",
            service=PMI,
            duration_min=60,
            modalite=Modalite.HOME,
            colour=Colour.TEAL,
            to_bring="Carnet de santé de l’enfant",
            instructions="La puéricultrice vous appelle la veille pour confirmer votre adresse.",
        ),
        NewMotif(
            slug=f"conseil-puericultrice-{town}",
            name="Conseil d’une puéricultrice par téléphone",
            service=PMI,
            duration_min=20,
            modalite=Modalite.PHONE,
            colour=Colour.OLIVE,
            instructions="Gardez le carnet de santé près de vous.",
        ),
    )


def _social_motifs(town: str) -> tuple[NewMotif, ...]:
    return (
        NewMotif(
            slug=f"premier-rendez-vous-social-{town}",
            name="Premier rendez-vous avec un travailleur social",
            service=SOCIAL,
            duration_min=45,
            colour=Colour.BLUE,
            to_bring=(
                "Pièce d’identité\nDerniers justificatifs de ressources\n"
                "Attestation de la CAF ou de la MSA\n"
                "Courriers ou factures dont vous voulez parler"
            ),
            instructions="L’entretien est confidentiel. Vous pouvez venir avec la personne de votre choix.",
        ),
        NewMotif(
            slug=f"entretien-social-telephone-{town}",
            name="Entretien social par téléphone",
            service=SOCIAL,
            duration_min=30,
            modalite=Modalite.PHONE,
            colour=Colour.SLATE,
            instructions="L’appel vient d’un numéro masqué.",
        ),
        NewMotif(
            slug=f"suivi-social-{town}",
            name="Suivi social",
            service=SOCIAL,
            duration_min=45,
            colour=Colour.PLUM,
            to_bring="Documents demandés lors du dernier rendez-vous",
            bookable_by=BookableBy.AGENTS,
        ),
    )


def _nurse(weeks: Weeks, town: str, first_name: str, last_name: str, *, admin: bool = False) -> NewAgent:
    """Consultations in the house, visits one afternoon, calls one morning."""
    return NewAgent(
        first_name=first_name,
        last_name=last_name,
        email=_email(first_name, last_name),
        services=(PMI,),
        role=AgentRole.ADMIN if admin else AgentRole.AGENT,
        plages=(
            weeks.opening(
                f"mds-{town}", (f"consultation-jeune-enfant-{town}",), (MONDAY, TUESDAY, THURSDAY), FULL_DAY
            ),
            weeks.opening("", (f"conseil-puericultrice-{town}",), (WEDNESDAY,), MORNING),
            weeks.opening("", (f"visite-puericultrice-{town}",), (FRIDAY,), (("09:30", "12:30"),)),
        ),
        absences=(weeks.away("Congé", 3, THURSDAY, 2),) if admin else (),
    )


def _social_worker(
    weeks: Weeks, town: str, first_name: str, last_name: str, *, admin: bool = False
) -> NewAgent:
    received = (f"premier-rendez-vous-social-{town}", f"suivi-social-{town}")
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
