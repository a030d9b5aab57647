"""The four questions of the study of the service in production, and the answers that it gave on the same data."""

import hashlib
import json
from datetime import datetime, timedelta

from booking.models import Lieu, Motif
from booking.queries.creneaux import Creneau, creneaux, next_by_lieu, starts_by_lieu
from booking.queries.motifs import lieu_of, lieux_of, motif_online
from tests.benchmarks.dataset import NOW, PARIS
from tests.benchmarks.prepared import NOW_UTC, DataSet

SLUG = "motif-1"
TODAY = NOW.date()
A_WEEK, THREE_MONTHS = timedelta(days=6), timedelta(days=91)

# week, next, places, hub (number of rows is in the study): first 12 digits of the SHA-256 of the sorted rows.
EMPTY = "4f53cda18c2b"
EXPECTED = {
    "S 60 %": ("01e1e9eef530", "83a3c5a677f4", "68c1d91ab525", "f80292d0b233"),
    "S 98 %": (EMPTY, "fe48d3a20bc1", "965e95f3502e", EMPTY),
    "M 60 %": ("2a0c32b9d793", "83a3c5a677f4", "067d766038a8", "8bb1a70fa2a2"),
    "M 98 %": (EMPTY, "46fc24480f8e", "c73287f34895", EMPTY),
    "L28 60 %": ("c0a443b720d8", "c709eed955aa", "253768c260cc", "840c4648acdd"),
    "L28 98 %": (EMPTY, "bb1dbe2dded6", "77a2fdf477c0", EMPTY),
    "L64x28 60 %": ("94fb6543ad25", "94e0c70d4e6c", "a3a8a153361d", "1de2b11f5a7a"),
    "L64x28 98 %": (EMPTY, "fe48d3a20bc1", "efe5675ed351", EMPTY),
}


def week(lieu_slug: str) -> list[Creneau]:
    """Each question begins by reading its motif and lieux, as the pages do."""
    motif = _motif()
    lieu = lieu_of(motif, lieu_slug)
    assert lieu is not None
    return creneaux(motif, first_day=TODAY, last_day=TODAY + A_WEEK, now=NOW_UTC, lieu_ids=[lieu.pk])


def places() -> list[tuple[Lieu, Creneau]]:
    """Choose a place: every lieu with its earliest time."""
    motif = _motif()
    lieux = {lieu.pk: lieu for lieu in lieux_of(motif)}
    found = next_by_lieu(motif, now=NOW_UTC, lieu_ids=list(lieux))
    return [(lieux[pk], creneau) for pk, creneau in found.items() if pk is not None]


def hub() -> str:
    """Three months of every lieu, written as the national hub reads them (local time marked Z: its convention)."""
    motif = _motif()
    lieu_ids = [lieu.pk for lieu in lieux_of(motif)]
    found = starts_by_lieu(
        motif, first_day=TODAY, last_day=TODAY + THREE_MONTHS, now=NOW_UTC, lieu_ids=lieu_ids
    )
    said = {
        start: start.astimezone(PARIS).strftime("%Y-%m-%dT%H:%MZ") for start in set().union(*found.values())
    }
    lieux = sorted(pk for pk in found if pk is not None)
    rows = [[lieu_id, said[start]] for lieu_id in lieux for start in found[lieu_id]]
    return json.dumps(rows, separators=(",", ":"))


def differences(wanted: DataSet) -> list[str]:
    """Questions whose answer is not the one expected, in the current administration."""
    lieu = first_lieu()
    by_place = [[each.pk, _iso(creneau.start)] for each, creneau in places()]
    hub_rows = json.loads(hub())
    rows = {
        "week": [[_iso(each.start), each.lieu_id, each.agenda_id] for each in week(lieu.slug)],
        "next": [[start, place] for place, start in by_place if place == lieu.pk],
        "places": by_place,
        "hub": hub_rows,
    }
    expected = dict(zip(rows, EXPECTED[str(wanted)], strict=True))
    return [f"{name} ({len(each)})" for name, each in rows.items() if digest(each) != expected[name]]


def digest(rows: list[list[object]]) -> str:
    text = json.dumps(sorted(rows), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def first_lieu() -> Lieu:
    """The one with the smallest number among those where motif 1 is received, as in the study."""
    return lieux_of(_motif()).order_by("pk")[0]


def _motif() -> Motif:
    motif = motif_online(SLUG)
    assert motif is not None
    return motif


def _iso(start: datetime) -> str:
    return start.astimezone(PARIS).isoformat()
