"""The answer that monitoring reads: counts, ages in seconds and names of jobs; nothing about an administration."""

import logging
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.http import JsonResponse

from foundation import clock
from foundation.courier.platform_credit import AccountState
from project.heartbeats import JobState, Watch, watch

logger = logging.getLogger(__name__)
# Anybody may ask: the tables are read once in a while, however many do.
KEY, KNOWN_FOR = "sante:suivi", 5
WELL = "a_l_heure"


def watch_response() -> JsonResponse:
    """503 when something is late or short, so that the simplest of monitors sees it."""
    told: Any
    try:
        told = caches["shared"].get_or_set(KEY, lambda: as_json(watch(clock.now())), KNOWN_FOR)
    except Exception as error:  # whatever the driver raises; its text would hold addresses
        logger.warning("watch: no answer (%s)", type(error).__qualname__)
        return JsonResponse({"etat": "indisponible"}, status=503)
    return JsonResponse(told, status=200 if told["etat"] == WELL else 503)


def as_json(found: Watch) -> dict[str, object]:
    return {
        "etat": "en_retard" if found.late else "degrade" if found.short else WELL,
        "retards": found.late,
        "taches": {job.task: _job(job) for job in found.jobs},
        "evenements": {
            "en_attente": found.events.pending,
            "plus_ancien_s": round(found.events.oldest.total_seconds()),
            "retard_s": round(found.events.late_by.total_seconds()),
            "abandonnes": found.events.dead,
        },
        "echeances": {
            "en_attente": found.due.rows,
            "retard_s": round(found.due.late_by.total_seconds()),
            "trop_tard": found.due.dropped,
        },
        "comptes_sms": [_account(each) for each in found.accounts],
    }


def _job(job: JobState) -> dict[str, object]:
    beat = job.beat
    return {
        "periode_s": round(job.period.total_seconds()),
        "debut": _said(beat.started_at if beat else None),
        "succes": _said(beat.succeeded_at if beat else None),
        "erreur": beat.error if beat else "",
        "en_retard": job.late,
    }


def _account(account: AccountState) -> dict[str, object]:
    """Not what is left: anybody may read this page, and could see what they make the platform spend."""
    return {
        "transporteur": account.carrier,
        "demande": _said(account.credit.at if account.credit else None),
        "credit_bas": account.is_low,
        "en_panne": account.is_down,
    }


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
