"""Take over rdvs decided elsewhere: another system's, or the demonstration's. Nobody is told, no event
leaves; what is still to come is reminded of in its time.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from booking.availability.interval import Interval
from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.plan_messages import PRESENCE, REMINDER, plan_rows, presence_rows, reminder_rows
from booking.commands.usagers import Identity
from booking.models import Agenda, Lieu, Motif, Occupation, Participation, Rdv, Usager
from booking.queries.creneaux import grid_of
from booking.vocabulary import CANCELLED, CreatedBy, RdvStatus
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal


class UnknownReference(Refusal):
    """Said with the first name that means nothing here: an agent's e-mail, a motif, a lieu."""

    code = "reference-inconnue"
    sentence = "L’import cite un agent, un motif ou un lieu que cette administration ne connaît pas."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRdv:
    """`lieu` is a slug, empty for what needs none; moments are aware, and now when not given."""

    agent_email: str
    motif: str
    lieu: str
    starts_at: datetime
    identity: Identity
    status: RdvStatus = RdvStatus.SCHEDULED
    created_by: CreatedBy = CreatedBy.USAGER
    created_at: datetime | None = None
    cancelled_at: datetime | None = None


@unit_of_work
def import_rdvs(rdvs: Sequence[ImportedRdv], *, now: datetime) -> int:
    """Write them all under the agendas' locks, skip those whose time is already taken, index once. Returns how many.

    A cancelled rdv takes no time: it is written in any case. An identity met twice, or known here by the very
    same name and contact, is one usager. Raises UnknownReference, and then nothing is written.
    """
    known = _References(rdvs)
    lock_agendas(known.agendas.values())
    taken = _taken(known.agendas.values())
    batch = _Batch(now, _usagers({each.identity for each in rdvs}))
    for each in rdvs:
        motif, lieu, agenda_id = known.of(each)
        span = grid_of(motif).span(each.starts_at)
        if each.status not in CANCELLED:
            if any(span.overlaps(other) for day in _days(span) for other in taken[agenda_id, day]):
                continue
            _note(taken, agenda_id, span)
            batch.occupy(batch.add(each, motif, lieu, agenda_id), agenda_id, span)
        else:
            batch.add(each, motif, lieu, agenda_id)
    batch.write()
    reindex_ahead(list(known.agendas.values()), now)
    return len(batch.rdvs)


class _References:
    """What the import names, read in three queries."""

    def __init__(self, rdvs: Sequence[ImportedRdv]) -> None:
        emails = {each.agent_email for each in rdvs}
        agendas = Agenda.objects.filter(agent__email__in=emails)
        self.agendas: dict[str, int] = dict(agendas.values_list("agent__email", "pk"))
        self.motifs = {motif.slug: motif for motif in Motif.objects.select_related("organisation")}
        self.lieux = {lieu.slug: lieu for lieu in Lieu.objects.all()}

    def of(self, each: ImportedRdv) -> tuple[Motif, Lieu | None, int]:
        try:
            lieu = self.lieux[each.lieu] if each.lieu else None
            return self.motifs[each.motif], lieu, self.agendas[each.agent_email]
        except KeyError as unknown:
            raise UnknownReference(reference=unknown.args[0]) from unknown


# By agenda and by day of the UTC calendar: an import of thousands compares each rdv with its own day only.
type _Taken = dict[tuple[int, date], list[Interval]]


def _taken(agenda_ids: Collection[int]) -> _Taken:
    found: _Taken = defaultdict(list)
    rows = Occupation.objects.filter(agenda__in=agenda_ids).values_list("agenda_id", "during")
    for agenda_id, during in rows:
        _note(found, agenda_id, Interval(during.lower, during.upper))
    return found


def _note(taken: _Taken, agenda_id: int, span: Interval) -> None:
    for day in _days(span):
        taken[agenda_id, day].append(span)


def _days(span: Interval) -> set[date]:
    """Both, should it cross midnight."""
    return {span.start.date(), span.end.date()}


def _usagers(identities: Collection[Identity]) -> dict[Identity, Usager]:
    phones = {each.phone for each in identities if each.phone}
    emails = {each.email for each in identities if each.email}
    contact = Q(phone__in=phones) | Q(email__in=emails)
    found = {}
    for usager in Usager.objects.filter(contact).order_by("-created_at"):
        identity = Identity(
            first_name=usager.first_name, last_name=usager.last_name, phone=usager.phone, email=usager.email
        )
        found[identity] = usager
    return found


class _Batch:
    def __init__(self, now: datetime, usagers: dict[Identity, Usager]) -> None:
        self.now = now
        self.usagers = usagers
        self.new_usagers: list[Usager] = []
        self.rdvs: list[Rdv] = []
        self.participations: list[Participation] = []
        self.occupations: list[Occupation] = []
        self.reminders: dict[str, tuple[datetime, datetime]] = {}
        self.presence: dict[str, tuple[datetime, datetime]] = {}

    def add(self, each: ImportedRdv, motif: Motif, lieu: Lieu | None, agenda_id: int) -> Rdv:
        rdv = Rdv(
            organisation_id=motif.organisation_id,
            motif=motif,
            lieu=lieu,
            agenda_id=agenda_id,
            starts_at=each.starts_at,
            ends_at=each.starts_at + motif.duration,
            status=each.status,
            created_by=each.created_by,
            created_at=each.created_at or self.now,
            cancelled_at=(each.cancelled_at or self.now) if each.status in CANCELLED else None,
        )
        usager = self._usager(each.identity, rdv.created_at)
        self.rdvs.append(rdv)
        participation = Participation(rdv=rdv, usager=usager, status=each.status)
        self.participations.append(participation)
        if each.status == RdvStatus.SCHEDULED and each.starts_at > self.now:
            self._plan(rdv, participation)
        return rdv

    def occupy(self, rdv: Rdv, agenda_id: int, span: Interval) -> None:
        self.occupations.append(Occupation(agenda_id=agenda_id, during=(span.start, span.end), rdv=rdv))

    def _plan(self, rdv: Rdv, participation: Participation) -> None:
        """From the day when it was booked there: who booked long before is reminded as anybody else."""
        booked_at = min(rdv.created_at, self.now)
        self.reminders |= reminder_rows(rdv, [participation], now=self.now, booked_at=booked_at)
        self.presence |= presence_rows(rdv, [participation], now=self.now)

    def write(self) -> None:
        Usager.objects.bulk_create(self.new_usagers, batch_size=1_000)
        Rdv.objects.bulk_create(self.rdvs, batch_size=1_000)
        Participation.objects.bulk_create(self.participations, batch_size=1_000)
        Occupation.objects.bulk_create(self.occupations, batch_size=1_000)
        plan_rows(REMINDER, self.reminders)
        plan_rows(PRESENCE, self.presence)

    def _usager(self, identity: Identity, created_at: datetime) -> Usager:
        if identity not in self.usagers:
            usager = Usager(
                first_name=identity.first_name,
                last_name=identity.last_name,
                phone=identity.phone,
                email=identity.email,
                created_at=created_at,
            )
            self.usagers[identity] = usager
            self.new_usagers.append(usager)
        return self.usagers[identity]
