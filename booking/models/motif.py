from collections.abc import Iterable
from copy import copy
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from booking.models.organisation import Organisation
from booking.models.service import Service
from booking.vocabulary import (
    CHANGE_LIMIT_S,
    BookableBy,
    Colour,
    Modalite,
    MotifNotices,
    PapersKind,
    SectorLevel,
)


class MotifQuerySet(models.QuerySet["Motif"]):
    def online(self) -> "MotifQuerySet":
        """What a citizen without invitation may book."""
        return self.filter(is_published=True, bookable_by=BookableBy.EVERYONE, follow_up=False)


class Motif(models.Model):
    """A kind of rdv: duration, modalité, who may book, texts. Durations in minutes, delays in real seconds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="motifs")
    service = models.ForeignKey(Service, models.PROTECT, related_name="motifs")
    name = models.CharField("nom", max_length=120)
    slug = models.SlugField("adresse courte", max_length=80, unique=True)
    duration_min = models.IntegerField("durée en minutes", default=30)
    # Distance between two proposed starts; empty means the duration.
    step_min = models.IntegerField("pas en minutes", null=True, blank=True)
    buffer_before_min = models.IntegerField("battement avant", default=0)
    buffer_after_min = models.IntegerField("battement après", default=0)
    modalite = models.CharField("modalité", max_length=10, choices=Modalite, default=Modalite.ON_SITE)
    bookable_by = models.CharField(
        "réservable par", max_length=10, choices=BookableBy, default=BookableBy.EVERYONE
    )
    min_delay_s = models.IntegerField("délai minimal", default=1_800)
    max_delay_s = models.IntegerField("délai maximal", default=7_889_238)
    cancel_limit_s = models.IntegerField("annulation jusqu’à", default=CHANGE_LIMIT_S)
    move_limit_s = models.IntegerField("déplacement jusqu’à", default=CHANGE_LIMIT_S)
    # What an rdv occupies beside who receives: [{"kind": "agent"|"guichet"|"salle"|"materiel", "agendas": [ids],
    # "count": n}, …]; without ids, any active agenda of that kind in the organisation.
    requires = models.JSONField("agendas réunis", default=list, blank=True)
    # {"count": n, "days": d}: at most n rdvs of one person in any run of d days; without days, in all.
    quota_per_person = models.JSONField("quota par personne", default=dict, blank=True)
    # Reminders instead of vocabulary.DEFAULT_REMINDERS, same shape; null means the default ones, [] none.
    reminders = models.JSONField("rappels", null=True, blank=True)
    # {"confirm_before_s": s, "unconfirmed": "call"|"release", "after_no_shows": {"count": n, "months": m,
    # "ask": "code"|"phone"}}; absent keys ask nothing.
    presence = models.JSONField("contre les absences", default=dict, blank=True)
    notices = models.CharField(
        "messages", max_length=8, choices=MotifNotices, default=MotifNotices.ALL, db_default=MotifNotices.ALL
    )
    colour = models.IntegerField("couleur", choices=Colour, default=Colour.BLUE)
    to_bring = models.TextField("pièces à apporter", blank=True)
    instructions = models.TextField("consignes", blank=True)
    # {"unit": "personne"|"document", "at_most": n, "minutes_each": m}: one rdv for several, m minutes more for each
    # after the first; empty is for one.
    people = models.JSONField("plusieurs personnes", default=dict, blank=True)
    # [{"id", "label", "kind": "text"|"choice"|"yes_no", "choices": [texts], "required": bool, "hint"}]
    questions = models.JSONField("questions", default=list, blank=True)
    # [{"label", "hint", "if": {"question": id, "is": [answers]}}]; without "if", always.
    pieces = models.JSONField("pièces à fournir", default=list, blank=True)
    # To be read and accepted before the rdv is confirmed.
    acceptance = models.TextField("texte à accepter", blank=True)
    cancel_warning = models.TextField("avertissement avant d’annuler", blank=True)
    papers = models.CharField("titre d’identité", max_length=12, choices=PapersKind, blank=True, default="")
    # Time set by the agent, not cancelled online; `obligations`: what the law asks of the person.
    is_convocation = models.BooleanField("convocation", default=False)
    obligations = models.TextField("obligations", blank=True)
    # Only with one of the usager's referents.
    follow_up = models.BooleanField("suivi", default=False)
    sector_level = models.CharField(
        "sectorisation", max_length=12, choices=SectorLevel, default=SectorLevel.EVERYWHERE
    )
    # A code before confirming, and a proof of work when many ask.
    under_pressure = models.BooleanField("sous tension", default=False)
    # Times freed by a cancellation come back to the public after a random delay up to this.
    release_within_s = models.IntegerField("remise en ligne étalée sur", default=0)
    # {language: {"name", "instructions", "to_bring", "acceptance", "obligations"}}; what lacks is shown in French.
    translations = models.JSONField("traductions", default=dict, blank=True)
    is_published = models.BooleanField("publié", default=True)

    # Of a copy, no columns: for how many it is asked (`asked_for`), and which agendas may receive (`received_by`).
    count = 1
    among: frozenset[int] | None = None

    objects = MotifQuerySet.as_manager()

    class Meta:
        verbose_name = "motif"
        verbose_name_plural = "motifs"
        constraints = [
            models.CheckConstraint(
                name="motif_duration_5_to_600", condition=Q(duration_min__gte=5, duration_min__lte=600)
            ),
            models.CheckConstraint(
                name="motif_delays_in_order", condition=Q(max_delay_s__gt=F("min_delay_s"))
            ),
            models.CheckConstraint(
                name="motif_buffers_0_to_240",
                condition=Q(buffer_before_min__range=(0, 240), buffer_after_min__range=(0, 240)),
            ),
            models.CheckConstraint(
                name="motif_release_0_to_3_days", condition=Q(release_within_s__range=(0, 259_200))
            ),
            models.CheckConstraint(name="motif_slug_not_reserved", condition=~Q(slug="retrouver")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_notified(self) -> bool:
        return self.notices != MotifNotices.NONE

    @property
    def is_discreet(self) -> bool:
        return self.notices == MotifNotices.DISCREET

    @property
    def agendas_needed(self) -> int:
        return 1 + sum(need.get("count", 1) for need in self.requires)

    def asked_for(self, count: int) -> "Motif":
        """This motif for `count` people or documents: searches, holds and rdvs take the longer duration from it.

        Raises ValueError outside 1 to what the motif allows.
        """
        if not 1 <= count <= self.people.get("at_most", 1):
            raise ValueError("not for so many")
        asked = copy(self)
        asked.count = count
        return asked

    def received_by(self, agenda_ids: Iterable[int]) -> "Motif":
        """This motif with these agendas only: searches, and what is wanted by citizens, take them from it."""
        asked = copy(self)
        asked.among = frozenset(agenda_ids)
        return asked

    def is_received_by(self, agenda_id: int) -> bool:
        return self.among is None or agenda_id in self.among

    @property
    def total_min(self) -> int:
        """Minutes, for all the people or documents asked for."""
        return self.duration_min + self.people.get("minutes_each", self.duration_min) * (self.count - 1)

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.total_min)

    @property
    def step(self) -> timedelta:
        return timedelta(minutes=self.step_min or self.duration_min)

    @property
    def buffer_before(self) -> timedelta:
        return timedelta(minutes=self.buffer_before_min)

    @property
    def buffer_after(self) -> timedelta:
        return timedelta(minutes=self.buffer_after_min)
