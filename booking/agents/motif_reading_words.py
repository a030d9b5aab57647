"""What a motif has set, section by section, in a few words."""

from booking.agents.motif_inputs_fields import in_words
from booking.models import Motif
from booking.vocabulary import SectorLevel
from foundation.web.components.typography import duree, pluriel


def questions(motif: Motif) -> str:
    return pluriel(len(motif.questions), "question,questions") if motif.questions else "Aucune"


def pieces(motif: Motif) -> str:
    return pluriel(len(motif.pieces), "pièce,pièces") if motif.pieces else "Aucune"


def essential(motif: Motif) -> str:
    words = [duree(motif.duration_min), motif.get_modalite_display().lower(), motif.get_bookable_by_display()]
    return " · ".join(words if motif.is_published else [*words, "non publié"])


def delays(motif: Motif) -> str:
    return f"De {in_words(motif.min_delay_s)} à {in_words(motif.max_delay_s)} avant"


def texts(motif: Motif) -> str:
    said = {
        "à apporter": motif.to_bring,
        "consignes": motif.instructions,
        "texte à accepter": motif.acceptance,
        "avertissement": motif.cancel_warning,
    }
    return ", ".join(name for name, words in said.items() if words).capitalize() or "Aucun"


def people(motif: Motif) -> str:
    if not motif.people:
        return "Non"
    return f"Jusqu’à {motif.people['at_most']} {motif.people['unit']}s"


def notices(motif: Motif) -> str:
    return motif.get_notices_display()


def reminders(motif: Motif) -> str:
    if motif.reminders is None:
        return "Habituels"
    return " et ".join(f"{in_words(each['before_s'])} avant" for each in motif.reminders) or "Aucun"


def presence(motif: Motif) -> str:
    said = []
    if before := motif.presence.get("confirm_before_s"):
        said.append(f"Venue à confirmer {in_words(before)} avant")
    if rule := motif.presence.get("after_no_shows"):
        said.append(f"plus est demandé après {pluriel(rule['count'], 'absence,absences')}")
    return ", ".join(said) or "Rien"


def quota(motif: Motif) -> str:
    if not motif.quota_per_person:
        return "Aucune"
    days = motif.quota_per_person.get("days")
    return f"{motif.quota_per_person['count']} au plus" + (
        f" en {pluriel(days, 'jour,jours')}" if days else ""
    )


def rules(motif: Motif) -> str:
    said = {
        "sous tension": motif.under_pressure,
        "remise en ligne étalée": motif.release_within_s,
        "sectorisation": motif.sector_level != SectorLevel.EVERYWHERE,
        "titre d’identité": motif.papers,
        "suivi": motif.follow_up,
        "convocation": motif.is_convocation,
    }
    return ", ".join(name for name, is_set in said.items() if is_set).capitalize() or "Aucune"


def translations(motif: Motif) -> str:
    return ", ".join(sorted(code for code, texts in motif.translations.items() if texts)) or "Aucune"
