"""Département du Pas-de-Calais: what its maisons des solidarités receive for."""

from collections.abc import Iterable
from typing import Any

from booking.commands.settle_in import NewMotif
from booking.vocabulary import BookableBy, Colour, Modalite, SectorLevel

PMI = "Protection maternelle et infantile"
SOCIAL = "Service social départemental"
SERVICES = ((PMI, "PMI"), (SOCIAL, "Service social"))
# The only town where the street, too, says who receives.
BY_STREET = "arras"
OBLIGATIONS = (
    "Vous recevez le revenu de solidarité active : la signature d’un contrat d’engagement est obligatoire "
    "(code de l’action sociale et des familles, article L. 262-34).\n"
    "Si vous ne venez pas et ne donnez pas de raison, le versement peut être suspendu.\n"
    "Si vous ne pouvez pas venir, téléphonez avant la date : un autre horaire vous sera donné."
)


def motifs_of(town: str) -> tuple[NewMotif, ...]:
    return (*_pmi(town), *_social(town))


def asked_of(towns: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {slug: columns for town in towns for slug, columns in _asked(town).items()}


def _asked(town: str) -> dict[str, dict[str, Any]]:
    level = SectorLevel.AGENT if town == BY_STREET else SectorLevel.ORGANISATION
    return {
        f"premier-rendez-vous-social-{town}": {
            "sector_level": level,
            "translations": {
                "en": {"name": "First meeting with a social worker"},
                "uk": {"name": "Перша зустріч із соціальним працівником"},
                "ar": {"name": "الموعد الأول مع أخصائي اجتماعي"},
            },
        },
        f"visite-puericultrice-{town}": {
            "sector_level": SectorLevel.ORGANISATION,
            "questions": [
                {
                    "id": "naissance",
                    "label": "Quand l’enfant est-il né, ou doit-il naître ?",
                    "kind": "text",
                    "required": True,
                    "hint": "Le mois suffit.",
                }
            ],
        },
        f"consultation-jeune-enfant-{town}": {
            "questions": [
                {
                    "id": "premiere",
                    "label": "Est-ce la première consultation de l’enfant ici ?",
                    "kind": "yes_no",
                }
            ],
            "pieces": [{"label": "Livret de famille", "if": {"question": "premiere", "is": ["oui"]}}],
        },
        f"suivi-social-{town}": {"follow_up": True},
        f"contrat-d-engagement-{town}": {"is_convocation": True, "obligations": OBLIGATIONS},
    }


def _pmi(town: str) -> tuple[NewMotif, ...]:
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
        NewMotif(
            slug=f"bilan-de-quatre-ans-{town}",
            name="Bilan de santé des quatre ans",
            service=PMI,
            duration_min=30,
            colour=Colour.ROSE,
            to_bring="Carnet de santé de l’enfant\nLunettes de l’enfant, s’il en porte",
            bookable_by=BookableBy.INVITED,
        ),
    )


def _social(town: str) -> tuple[NewMotif, ...]:
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
            instructions="Ce rendez-vous se prend avec votre référent.",
        ),
        NewMotif(
            slug=f"contrat-d-engagement-{town}",
            name="Signature du contrat d’engagement",
            service=SOCIAL,
            duration_min=45,
            colour=Colour.RUST,
            to_bring="Pièce d’identité\nDernière déclaration de ressources\nCV, si vous en avez un",
            bookable_by=BookableBy.AGENTS,
        ),
    )
