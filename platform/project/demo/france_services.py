"""France services Artois: a house that helps with every other administration, and its bus."""

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

ACCOMPANIMENT = "Accompagnement aux démarches"
HOUSE, BUS = "maison-france-services", "bus-france-services"
LIEUX = (
    NewLieu(
        slug=HOUSE,
        name="Maison France services",
        address="3 place de la République, 62580 Vimy",
        access="Parking gratuit, accès de plain-pied",
        phone="+33353010310",
    ),
    NewLieu(
        slug=BUS,
        name="Bus France services",
        address="Place Faidherbe, 62450 Bapaume",
        access="Chaque vendredi matin, jour de marché",
        phone="+33353010320",
    ),
)
MOTIFS = (
    NewMotif(
        slug="demarche-en-ligne",
        name="Aide pour une démarche en ligne",
        service=ACCOMPANIMENT,
        duration_min=30,
        colour=Colour.BLUE,
        to_bring=(
            "Pièce d’identité\n"
            "Identifiants de vos comptes en ligne\n"
            "Téléphone portable, pour les codes reçus par SMS"
        ),
    ),
    NewMotif(
        slug="allocations-et-logement",
        name="Allocations familiales et aide au logement",
        service=ACCOMPANIMENT,
        duration_min=30,
        colour=Colour.GREEN,
        to_bring="Pièce d’identité\nNuméro d’allocataire\nDernier avis d’imposition\nQuittance de loyer ou bail",
    ),
    NewMotif(
        slug="dossier-de-retraite",
        name="Dossier de retraite",
        service=ACCOMPANIMENT,
        duration_min=45,
        colour=Colour.PLUM,
        to_bring="Pièce d’identité\nNuméro de sécurité sociale\nRelevé de carrière\nRelevé d’identité bancaire",
        instructions="Demandez votre retraite au moins cinq mois avant la date de départ.",
    ),
    NewMotif(
        slug="declaration-de-revenus",
        name="Déclaration de revenus et avis d’impôt",
        service=ACCOMPANIMENT,
        duration_min=30,
        colour=Colour.RUST,
        to_bring="Numéro fiscal\nDernier avis d’imposition\nCourrier reçu, s’il y en a un",
    ),
    NewMotif(
        slug="question-par-telephone",
        name="Question simple par téléphone",
        service=ACCOMPANIMENT,
        duration_min=15,
        modalite=Modalite.PHONE,
        colour=Colour.SLATE,
    ),
    NewMotif(
        slug="demarche-par-visioconference",
        name="Démarche en ligne, à distance",
        service=ACCOMPANIMENT,
        duration_min=30,
        modalite=Modalite.VISIO,
        colour=Colour.TEAL,
        to_bring="Identifiants de vos comptes en ligne",
        instructions="Un ordinateur, une tablette ou un téléphone suffit. Vous montrez votre écran si vous le voulez.",
    ),
    NewMotif(
        slug="accompagnement-renforce",
        name="Accompagnement numérique renforcé",
        service=ACCOMPANIMENT,
        duration_min=60,
        colour=Colour.OLIVE,
        instructions="Ce rendez-vous est demandé par un professionnel : mission locale, CCAS, France Travail…",
        bookable_by=BookableBy.PRESCRIBERS,
    ),
)
RECEIVED = ("demarche-en-ligne", "allocations-et-logement", "dossier-de-retraite", "declaration-de-revenus")
PRESCRIBED = "accompagnement-renforce"


def france_services() -> Administration:
    opening = Opening(
        slug="france-services-artois",
        name="France services Artois",
        short_name="FS Artois",
        kind=TenantKind.FRANCE_SERVICES,
        departement_code="62",
        phone="+33353010300",
        accent="#1d4e89",
    )
    return Administration(opening, _offices)


def _offices(weeks: Weeks) -> tuple[Office, ...]:
    return (
        Office(
            slug="france-services-artois",
            name="France services Artois",
            phone="+33353010300",
            services=((ACCOMPANIMENT, "France services"),),
            lieux=LIEUX,
            motifs=MOTIFS,
            agents=(
                _agent(weeks, "Chantal", "Boulanger", admin=True),
                _agent(weeks, "Yanis", "Meziane"),
                _agent(weeks, "Élodie", "Sauvage", bus=True),
            ),
        ),
    )


def _agent(
    weeks: Weeks, first_name: str, last_name: str, *, admin: bool = False, bus: bool = False
) -> NewAgent:
    plain = f"{first_name}.{last_name}".lower().replace("é", "e")
    friday = weeks.opening(BUS if bus else HOUSE, RECEIVED, (FRIDAY,), MORNING if bus else FULL_DAY)
    return NewAgent(
        first_name=first_name,
        last_name=last_name,
        email=f"{plain}@france-services-artois.example",
        services=(ACCOMPANIMENT,),
        role=AgentRole.ADMIN if admin else AgentRole.AGENT,
        plages=(
            weeks.opening(HOUSE, (*RECEIVED, PRESCRIBED), (MONDAY, TUESDAY, THURSDAY), FULL_DAY),
            weeks.opening("", ("question-par-telephone",), (WEDNESDAY,), MORNING),
            weeks.opening("", ("demarche-par-visioconference",), (WEDNESDAY,), AFTERNOON),
            friday,
        ),
        absences=(weeks.away("Congé", 1, TUESDAY, 2),) if admin else (),
    )
