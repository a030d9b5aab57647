"""Everything an administration keeps of somebody, to hand over (GDPR art. 15 and 20). JSON's own types only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.models import FileAttente, Invitation, Participation, Receipt, Usager
from booking.queries.file_access import accesses_of
from booking.queries.my_rdvs import all_of
from foundation.tenancy import current


def my_data(usager_ids: Collection[UUID], *, now: datetime) -> dict[str, Any]:
    """The same number of queries whatever there is."""
    people = (
        Usager.objects.filter(pk__in=usager_ids).prefetch_related("referents").order_by("first_name", "pk")
    )
    zone = ZoneInfo(current().time_zone)
    return {
        "administration": current().name,
        "produit_le": _when(now, zone),
        "personnes": [_person(each, zone) for each in people],
        "rendez_vous": [_rdv(each) for each in all_of(usager_ids)],
        "listes_attente": _places(usager_ids, zone),
        "invitations": _invitations(usager_ids, zone),
        "messages": _messages(usager_ids, zone),
        "consultations": _accesses(usager_ids, zone),
    }


def _person(usager: Usager, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(usager.pk),
        "prenom": usager.first_name,
        "nom": usager.last_name,
        "adresse_electronique": usager.email,
        "telephone": usager.phone,
        "date_de_naissance": usager.birth_date.isoformat() if usager.birth_date else None,
        "adresse": usager.address,
        "commune": usager.commune_code,
        "langue": usager.language,
        "accepte_les_emails": usager.accepts_email,
        "accepte_les_sms": usager.accepts_sms,
        "responsable": str(usager.responsible_id) if usager.responsible_id else None,
        "identite_verifiee_le": _when(usager.certified_at, zone),
        "referents": [str(agent) for agent in usager.referents.all()],
        "cree_le": _when(usager.created_at, zone),
    }


def _rdv(place: Participation) -> dict[str, Any]:
    rdv = place.rdv
    zone = ZoneInfo(rdv.organisation.time_zone)
    labels = {each["id"]: each["label"] for each in rdv.motif.questions}
    return {
        "personne": str(place.usager_id),
        "motif": rdv.motif.name,
        "organisation": rdv.organisation.name,
        "lieu": rdv.lieu.name if rdv.lieu else "",
        "adresse": rdv.address,
        "debut": _when(rdv.starts_at, zone),
        "fin": _when(rdv.ends_at, zone),
        "etat": place.get_status_display(),
        "pris_par": rdv.get_created_by_display(),
        "pris_le": _when(rdv.created_at, zone),
        "venue_confirmee_le": _when(place.confirmed_at, zone),
        "retard_annonce_minutes": place.late_min,
        "raison_de_l_annulation": place.get_cancel_reason_display(),
        "reponses": {labels.get(key, key): value for key, value in place.answers.items()},
        "numeros_de_predemande": place.papers,
        "prescripteur": place.prescriber,
        "texte_accepte_le": _when(place.accepted_at, zone),
        "langue": place.language,
    }


def _places(usager_ids: Collection[UUID], zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = FileAttente.objects.filter(usager__in=usager_ids).select_related("motif").order_by("created_at")
    return [
        {
            "personne": str(each.usager_id),
            "motif": each.motif.name,
            "inscrit_le": _when(each.created_at, zone),
            "jusqu_au": each.last_day.isoformat(),
            "etat": each.get_state_display(),
            "creneaux_proposes": [
                {"debut": _when(offer.starts_at, zone), "reponse": offer.get_state_display()}
                for offer in each.offers.all()
            ],
        }
        for each in rows.prefetch_related("offers")
    ]


def _invitations(usager_ids: Collection[UUID], zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = Invitation.objects.filter(usager__in=usager_ids).select_related("motif", "service")
    return [
        {
            "personne": str(each.usager_id),
            "pour": str(each.motif or each.service or ""),
            "objet": each.purpose,
            "envoyee_le": _when(each.created_at, zone),
            "valable_jusqu_au": _when(each.expires_at, zone),
            "utilisations": each.uses,
        }
        for each in rows.order_by("created_at")
    ]


def _messages(usager_ids: Collection[UUID], zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = Receipt.objects.filter(usager__in=usager_ids).order_by("created_at", "pk")
    return [
        {
            "personne": str(each.usager_id),
            "message": each.get_kind_display(),
            "canal": each.get_channel_display(),
            "a": each.contact,
            "texte": each.text,
            "etat": each.get_state_display(),
            "le": _when(each.sent_at or each.created_at, zone),
        }
        for each in rows
    ]


def _accesses(usager_ids: Collection[UUID], zone: ZoneInfo) -> Sequence[dict[str, Any]]:
    return [
        {
            "personne": str(each.usager_id),
            "le": _when(each.at, zone),
            "action": str(each.action.label),
            "par": each.role,
            "services": [*each.services, *each.organisations],
        }
        for each in accesses_of(usager_ids, at_most=None)
    ]


def _when(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
