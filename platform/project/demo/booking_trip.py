"""A citizen's way: motifs, times, details, confirmed page."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from foundation.web.components.typography import date_heure
from project.demo.reading import Form, PageText
from project.demo.visiting import CheckFailed, Visitor

ZONE = ZoneInfo("Europe/Paris")
MOTIF = re.compile(r"/rdv/[a-z0-9-]+/")
CONFIRMED = re.compile(r"/r/[A-Za-z0-9_-]+/")
SLOT = "creneau"
NUMBER, PAPERS_NUMBER = "numero_1", "TEMOIN2026"


@dataclass(frozen=True, slots=True)
class Citizen:
    first_name: str
    last_name: str
    phone: str
    email: str

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def phone_e164(self) -> str:
        return "+33" + self.phone.replace(" ", "").removeprefix("0")


@dataclass(frozen=True, slots=True)
class Appointment:
    """`path` is that of its own page."""

    motif: str
    starts_at: datetime
    path: str

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(ZONE).date()

    @property
    def when(self) -> str:
        return " ".join(date_heure(self.starts_at, ZONE).split())


def book(visitor: Visitor, citizen: Citizen) -> Appointment:
    motif, slots = _motif_with_slots(visitor)
    # The last one: the first might begin while we type.
    chosen = slots.values_of(SLOT)[-1]
    details = visitor.send(slots, **{SLOT: chosen})
    form = _form_with_field(details, "prenom")
    page = visitor.send(
        form,
        prenom=citizen.first_name,
        nom=citizen.last_name,
        telephone=citizen.phone,
        courriel=citizen.email,
        **_answers(form),
    )
    booked = Appointment(motif, _instant(chosen), visitor.path)
    if not CONFIRMED.fullmatch(visitor.path):
        raise CheckFailed(f"Après la confirmation, l’adresse est {visitor.path} ({page.title}).")
    if booked.when.casefold() not in page.text.casefold():
        raise CheckFailed(f"La page {visitor.path} ne montre pas « {booked.when} ».")
    return booked


def _motif_with_slots(visitor: Visitor) -> tuple[str, Form]:
    """The first motif of the home page that has a time in the week it opens on; its own order is kept."""
    home = visitor.get("/")
    links = [link for link in home.links if MOTIF.fullmatch(link)]
    for link in dict.fromkeys(links):
        page = visitor.get(link)
        slots = [form for form in page.forms if form.method == "post" and form.values_of(SLOT)]
        if slots:
            return link.removeprefix("/rdv/").strip("/"), slots[-1]
    raise CheckFailed(f"Aucun créneau libre sur {visitor.host} ({len(links)} motifs proposés).")


def _form_with_field(page: PageText, name: str) -> Form:
    for form in page.forms:
        if name in form.fields:
            return form
    raise CheckFailed(f"La page « {page.title} » n’a pas de champ « {name} ».")


def _answers(form: Form) -> dict[str, str]:
    """To what this motif asks besides: the first choice of each question, a number for identity papers."""
    chosen = {name: values[0] for name, values in form.radios.items()}
    return chosen | ({NUMBER: PAPERS_NUMBER} if NUMBER in form.fields else {})


def _instant(slot: str) -> datetime:
    """A slot's value is an instant, then a lieu."""
    return datetime.strptime(slot.partition("@")[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
