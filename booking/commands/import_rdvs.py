"""Take over rdvs decided elsewhere: another system's, or the demonstration's. Nobody is written to: no event leaves."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.availability.interval import Interval
from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.usagers import Identity
from booking.models import Agenda, Lieu, Motif, Occupation, Participation, Rdv, Usager
from booking.queries.creneaux import grid_of
from booking.vocabulary import CANCELLED, CreatedBy, RdvStatus
from foundation.database.unit import unit_of_work


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRdv:
    """`lieu` is a slug, empty for what needs none; `starts_at` is aware."""

    agent_email: str
    motif: str
    lieu: str
    starts_at: datetime
    identity: Identity
    status: RdvStatus = RdvStatus.SCHEDULED
    created_by: CreatedBy = CreatedBy.USAGER


@unit_of_work
def import_rdvs(rdvs: Sequence[ImportedRdv], *, now: datetime) -> int:
    """Write them all under the agendas' locks, skip those whose time is already taken, index once. Returns how many.

    An identity met twice in the same import is one usager.
    """
    emails = {each.agent_email for each in rdvs}
    agendas = dict(Agenda.objects.filter(agent__email__in=emails).values_list("agent__email", "pk"))
    lock_agendas(agendas.values())
    motifs = {motif.slug: motif for motif in Motif.objects.all()}
    lieux = {lieu.slug: lieu for lieu in Lieu.objects.all()}
    taken = _taken(list(agendas.values()))
    batch = _Batch(now)
    for each in rdvs:
        span = grid_of(motifs[each.motif]).span(each.starts_at)
        agenda_id = agendas[each.agent_email]
        if any(span.overlaps(other) for other in taken[agenda_id]):
            continue
        batch.add(each, motifs[each.motif], lieux.get(each.lieu), agenda_id, span)
        if each.status not in CANCELLED:
            taken[agenda_id].append(span)
    batch.write()
    reindex_ahead(list(agendas.values()), now)
    return len(batch.rdvs)


def _taken(agenda_ids: Sequence[int]) -> dict[int, list[Interval]]:
    found: dict[int, list[Interval]] = defaultdict(list)
    rows = Occupation.objects.filter(agenda__in=agenda_ids).values_list("agenda_id", "during")
    for agenda_id, during in rows:
        found[agenda_id].append(Interval(during.lower, during.upper))
    return found


class _Batch:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.usagers: dict[Identity, Usager] = {}
        self.rdvs: list[Rdv] = []
        self.participations: list[Participation] = []
        self.occupations: list[Occupation] = []

    def add(self, each: ImportedRdv, motif: Motif, lieu: Lieu | None, agenda_id: int, span: Interval) -> None:
        cancelled = each.status in CANCELLED
        rdv = Rdv(
            organisation_id=motif.organisation_id,
            motif=motif,
            lieu=lieu,
            starts_at=each.starts_at,
            ends_at=each.starts_at + motif.duration,
            status=each.status,
            created_by=each.created_by,
            created_at=self.now,
            cancelled_at=self.now if cancelled else None,
        )
        self.rdvs.append(rdv)
        self.participations.append(
            Participation(rdv=rdv, usager=self._usager(each.identity), status=each.status)
        )
        if not cancelled:
            self.occupations.append(Occupation(agenda_id=agenda_id, during=(span.start, span.end), rdv=rdv))

    def write(self) -> None:
        Usager.objects.bulk_create(self.usagers.values(), batch_size=1_000)
        Rdv.objects.bulk_create(self.rdvs, batch_size=1_000)
        Participation.objects.bulk_create(self.participations, batch_size=1_000)
        Occupation.objects.bulk_create(self.occupations, batch_size=1_000)

    def _usager(self, identity: Identity) -> Usager:
        if identity not in self.usagers:
            self.usagers[identity] = Usager(
                first_name=identity.first_name,
                last_name=identity.last_name,
                phone=identity.phone,
                email=identity.email,
                created_at=self.now,
            )
        return self.usagers[identity]
