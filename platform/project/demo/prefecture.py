"""Préfecture du Pas-de-Calais: the service of the State, on a host of its own."""

from booking.commands.settle_in import NewAgent, NewLieu, NewMotif, Office
from booking.vocabulary import AgentRole, BookableBy, Colour
from project.demo.administration import Administration
from project.demo.prefecture_life import CALAIS, life
from project.demo.weeks import AFTERNOON, FRIDAY, MONDAY, MORNING, THURSDAY, TUESDAY, WEDNESDAY, Weeks
from tenants.commands.open_tenant import Opening
from tenants.vocabulary import TenantKind

SEJOUR = "Séjour des étrangers"
CONDUIRE = "Permis de conduire"
ARRAS = "prefecture-arras"
LIEUX = (
    NewLieu(
        slug=ARRAS,
        name="Préfecture, site d’Arras",
        address="Rue Ferdinand-Buisson, 62000 Arras",
        access="Présentez votre convocation au contrôle de l’entrée, dix minutes avant l’heure",
        phone="+33353010410",
    ),
    NewLieu(
        slug=CALAIS,
        name="Sous-préfecture de Calais",
        address="9 esplanade Jacques-Vendroux, 62100 Calais",
        access="Entrée du public côté jardin, accessible en fauteuil",
        phone="+33353010420",
    ),
)
STAY = (
    "Passeport en cours de validité\n"
    "{}\n"
    "Justificatif de domicile de moins de six mois\n"
    "Trois photos d’identité récentes\n"
    "Formulaire de demande rempli et signé"
)
MOTIFS = (
    NewMotif(
        slug="titre-de-sejour-premiere-demande",
        name="Première demande de titre de séjour",
        service=SEJOUR,
        duration_min=30,
        colour=Colour.BLUE,
        to_bring=STAY.format("Visa et acte de naissance, avec leur traduction"),
        instructions="Apportez les originaux et une copie de chaque document.",
    ),
    NewMotif(
        slug="titre-de-sejour-renouvellement",
        name="Renouvellement d’un titre de séjour",
        service=SEJOUR,
        duration_min=20,
        colour=Colour.TEAL,
        to_bring=STAY.format("Titre de séjour actuel"),
        instructions="Prenez rendez-vous entre quatre et deux mois avant la fin de votre titre.",
    ),
    NewMotif(
        slug="titre-de-sejour-remise",
        name="Remise d’un titre de séjour",
        service=SEJOUR,
        duration_min=10,
        colour=Colour.GREEN,
        to_bring="SMS de mise à disposition\nPasseport\nAncien titre ou récépissé\nTimbre fiscal du montant indiqué",
    ),
    NewMotif(
        slug="naturalisation-entretien",
        name="Entretien de naturalisation",
        service=SEJOUR,
        duration_min=45,
        colour=Colour.PLUM,
        to_bring="Convocation\nPasseport et titre de séjour\nDerniers avis d’imposition",
        bookable_by=BookableBy.AGENTS,
    ),
    NewMotif(
        slug="permis-apres-suspension",
        name="Restitution d’un permis après suspension",
        service=CONDUIRE,
        duration_min=20,
        colour=Colour.RUST,
        to_bring="Pièce d’identité\nArrêté de suspension\nAvis médical favorable\nDeux photos d’identité",
    ),
    NewMotif(
        slug="permis-echange-etranger",
        name="Échange d’un permis de conduire étranger",
        service=CONDUIRE,
        duration_min=20,
        colour=Colour.SLATE,
        to_bring="Permis étranger original et sa traduction\nTitre de séjour\nJustificatif de domicile",
        instructions="Ce rendez-vous sert à vérifier l’original : la demande se fait d’abord en ligne.",
    ),
)
STAYS = (
    "titre-de-sejour-premiere-demande",
    "titre-de-sejour-renouvellement",
    "titre-de-sejour-remise",
    "naturalisation-entretien",
)
LICENCES = ("permis-apres-suspension", "permis-echange-etranger")


def prefecture() -> Administration:
    opening = Opening(
        slug="prefecture-pas-de-calais",
        name="Préfecture du Pas-de-Calais",
        short_name="Préfecture 62",
        kind=TenantKind.STATE_SERVICE,
        departement_code="62",
        phone="+33353010400",
        accent="#000091",
    )
    return Administration(opening, _offices, life)


def _offices(weeks: Weeks) -> tuple[Office, ...]:
    return (
        Office(
            slug="prefecture-pas-de-calais",
            name="Préfecture du Pas-de-Calais",
            phone="+33353010400",
            services=((SEJOUR, "Séjour"), (CONDUIRE, "Permis")),
            lieux=LIEUX,
            motifs=MOTIFS,
            agents=(
                _counter(weeks, "Isabelle", "Marchand", ARRAS, SEJOUR, STAYS, role=AgentRole.ADMIN),
                _counter(weeks, "Moussa", "Keita", ARRAS, SEJOUR, STAYS),
                _counter(weeks, "Camille", "Rousseau", CALAIS, SEJOUR, STAYS),
                _counter(weeks, "Rachid", "Amrani", ARRAS, CONDUIRE, LICENCES),
            ),
        ),
    )


def _counter(
    weeks: Weeks,
    first_name: str,
    last_name: str,
    lieu: str,
    service: str,
    motifs: tuple[str, ...],
    role: AgentRole = AgentRole.AGENT,
) -> NewAgent:
    """Counters receive every morning, and two afternoons."""
    every_day = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
    away = weeks.away("Formation", 2, TUESDAY, 2)
    return NewAgent(
        first_name=first_name,
        last_name=last_name,
        email=f"{first_name}.{last_name}".lower() + "@prefecture-pas-de-calais.example",
        services=(service,),
        role=role,
        plages=(
            weeks.opening(lieu, motifs, every_day, MORNING),
            weeks.opening(lieu, motifs, (MONDAY, THURSDAY), AFTERNOON),
        ),
        absences=(away,) if role == AgentRole.ADMIN else (),
    )
