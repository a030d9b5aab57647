"""Ville d’Arras: what its agents receive for, and where."""

from booking.commands.settle_in import NewLieu, NewMotif
from booking.vocabulary import BookableBy, Colour

TITRES = "Titres d’identité"
ETAT_CIVIL = "État civil"
HALL, ANNEXE = "hotel-de-ville", "mairie-annexe"

SERVICES = ((TITRES, "Titres"), (ETAT_CIVIL, "État civil"))
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
    "Justificatif de domicile de moins d’un an\n"
    "{}\n"
    "Pour un mineur : présence de l’enfant et pièce d’identité du parent"
)
MOTIFS = (
    NewMotif(
        slug="carte-d-identite",
        name="Carte d’identité",
        service=TITRES,
        duration_min=20,
        colour=Colour.BLUE,
        to_bring=PAPERS.format("Ancienne carte d’identité, ou déclaration de perte ou de vol"),
        instructions="Chaque personne qui demande une carte doit être présente.",
    ),
    NewMotif(
        slug="passeport",
        name="Passeport",
        service=TITRES,
        duration_min=20,
        colour=Colour.GREEN,
        to_bring=PAPERS.format("Ancien passeport et timbre fiscal (86 € pour un adulte)"),
        instructions="Chaque personne qui demande un passeport doit être présente.",
    ),
    NewMotif(
        slug="carte-d-identite-et-passeport",
        name="Carte d’identité et passeport",
        service=TITRES,
        duration_min=30,
        colour=Colour.TEAL,
        to_bring=PAPERS.format("Anciens titres et timbre fiscal pour le passeport (86 € pour un adulte)"),
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
)
IDENTITY = ("carte-d-identite", "passeport", "carte-d-identite-et-passeport")
CIVIL = ("reconnaissance-d-un-enfant", "dossier-de-pacs", "dossier-de-mariage")
