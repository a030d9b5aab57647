"""Ville d’Arras: what its agents receive for, and where."""

from booking.commands.settle_in import NewLieu, NewMotif
from booking.vocabulary import BookableBy, Colour, Modalite

TITRES = "Titres d’identité"
ETAT_CIVIL = "État civil"
SOLIDARITES, NUMERIQUE = "Action sociale", "Conseil numérique"
HALL, ANNEXE = "hotel-de-ville", "mairie-annexe"

SERVICES = (
    (TITRES, "Titres"),
    (ETAT_CIVIL, "État civil"),
    (SOLIDARITES, "CCAS"),
    (NUMERIQUE, "Numérique"),
)
LIEUX = (
    NewLieu(
        slug=HALL,
        name="Hôtel de ville",
        address="Place des Héros, 62000 Arras",
        access="Entrée accessible en fauteuil par la rue Jacques-le-Caron",
        phone="+33353010110",
    ),
    NewLieu(
        slug=ANNEXE,
        name="Mairie annexe des Blancs-Monts",
        address="12 rue des Blancs-Monts, 62000 Arras",
        access="Bus 2 et 4, arrêt Blancs-Monts",
        phone="+33353010120",
    ),
)
PAPERS = (
    "Pré-demande remplie sur ants.gouv.fr (numéro ou impression)\n"
    "Photo d’identité de moins de six mois\n"
    "Justificatif de domicile de moins d’un an"
)
MOTIFS = (
    NewMotif(
        slug="carte-d-identite",
        name="Carte d’identité",
        service=TITRES,
        duration_min=20,
        colour=Colour.BLUE,
        to_bring=PAPERS,
        instructions="Chaque personne qui demande une carte doit être présente.",
    ),
    NewMotif(
        slug="passeport",
        name="Passeport",
        service=TITRES,
        duration_min=20,
        colour=Colour.GREEN,
        to_bring=PAPERS,
        instructions="Chaque personne qui demande un passeport doit être présente.",
    ),
    NewMotif(
        slug="carte-d-identite-et-passeport",
        name="Carte d’identité et passeport",
        service=TITRES,
        duration_min=30,
        colour=Colour.TEAL,
        to_bring=PAPERS,
        instructions="Un seul rendez-vous suffit pour les deux demandes d’une même personne.",
    ),
    NewMotif(
        slug="remise-d-un-titre",
        name="Remise d’une carte ou d’un passeport",
        service=TITRES,
        duration_min=10,
        colour=Colour.OLIVE,
        to_bring="SMS de mise à disposition\nAncien titre, s’il n’a pas été perdu ou volé",
        instructions="Présentez-vous avec la personne dont le titre est prêt, dès 12 ans.",
    ),
    NewMotif(
        slug="titre-a-domicile",
        name="Carte d’identité ou passeport à domicile",
        service=TITRES,
        duration_min=45,
        modalite=Modalite.HOME,
        colour=Colour.SLATE,
        to_bring=PAPERS,
        instructions="Un agent vient chez vous, à Arras, avec le matériel qui prend la photo et les empreintes.",
    ),
    NewMotif(
        slug="reconnaissance-d-un-enfant",
        name="Reconnaissance d’un enfant",
        service=ETAT_CIVIL,
        duration_min=20,
        colour=Colour.PLUM,
        to_bring=(
            "Pièce d’identité du parent qui reconnaît l’enfant\nJustificatif de domicile de moins de trois mois"
        ),
    ),
    NewMotif(
        slug="dossier-de-pacs",
        name="Dépôt d’un dossier de Pacs",
        service=ETAT_CIVIL,
        duration_min=30,
        colour=Colour.RUST,
        to_bring=(
            "Convention de Pacs signée\n"
            "Pièces d’identité des deux partenaires\n"
            "Actes de naissance de moins de trois mois\n"
            "Déclaration conjointe de conclusion (formulaire 15725)"
        ),
        instructions="Les deux partenaires doivent être présents.",
    ),
    NewMotif(
        slug="dossier-de-mariage",
        name="Dépôt d’un dossier de mariage",
        service=ETAT_CIVIL,
        duration_min=45,
        colour=Colour.ROSE,
        to_bring=(
            "Pièces d’identité des futurs époux et des témoins\n"
            "Actes de naissance de moins de trois mois\n"
            "Justificatifs de domicile à Arras"
        ),
        instructions="La date de la cérémonie est choisie pendant ce rendez-vous.",
        bookable_by=BookableBy.AGENTS,
    ),
    NewMotif(
        slug="election-de-domicile",
        name="Élection de domicile au CCAS",
        service=SOLIDARITES,
        duration_min=30,
        colour=Colour.RUST,
        to_bring="Tout document qui dit qui vous êtes, même périmé",
        instructions="Ce rendez-vous est demandé par le professionnel qui vous accompagne.",
        bookable_by=BookableBy.PRESCRIBERS,
    ),
    NewMotif(
        slug="atelier-numerique",
        name="Atelier : mes démarches en ligne",
        service=NUMERIQUE,
        duration_min=120,
        colour=Colour.OLIVE,
        to_bring="Votre téléphone, si vous en avez un",
        instructions="Des ordinateurs sont prêtés. Vous pouvez venir à plusieurs.",
    ),
)
IDENTITY = ("carte-d-identite", "passeport", "carte-d-identite-et-passeport")
AT_HOME, DOMICILE, ATELIER = "titre-a-domicile", "election-de-domicile", "atelier-numerique"
CIVIL = ("reconnaissance-d-un-enfant", "dossier-de-pacs", "dossier-de-mariage")
