"""An rdv that nobody has, for previews and trials: real motif and lieu, a made-up person."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from booking.models import Lieu, MessageSettings, Motif, Organisation, Participation, Rdv, Usager
from booking.queries.agent_rdvs import zone_of
from booking.queries.letter_facts import Facts, facts_of
from booking.queries.short_links import short_link
from booking.queries.wording_values import short_values
from booking.vocabulary import CreatedBy
from booking.wording.short_text import LONGEST, MOTIF_AT_LEAST, PLACE_AT_LEAST
from foundation.courier.gsm import measure
from foundation.courier.senders import gsm_only

FIRST_NAME = "Camille"
# In two weeks at twenty past nine: an hour that is written in full.
AHEAD, HOUR, MINUTE = timedelta(days=14), 9, 20
LONGEST_DAY, LONGEST_HOUR = "mercredi 30/12", "10h30"
# For an administration whose own names are short today.
LONG_MOTIF = "Renouvellement d’un titre de séjour"
LONG_PLACE = "Maison départementale des solidarités"
LONG_PHONE = "+262 262 00 00 00"


def sample_participation(now: datetime) -> Participation:
    """Saved nowhere. The motif is one that citizens book, with pièces to bring when there is one."""
    motif = Motif.objects.select_related("organisation").order_by("-is_published", "-to_bring", "pk").first()
    organisation = motif.organisation if motif else Organisation.objects.order_by("pk").first()
    lieu = Lieu.objects.filter(organisation=organisation, is_active=True).order_by("pk").first()
    rdv = Rdv(
        organisation=organisation or Organisation(name="Accueil"),
        motif=motif or Motif(name="Passeport"),
        lieu=lieu,
        created_by=CreatedBy.USAGER,
    )
    rdv.created_at = now
    day = (now + AHEAD).astimezone(zone_of(rdv))
    rdv.starts_at = day.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    rdv.ends_at = rdv.starts_at + rdv.motif.duration
    return Participation(rdv=rdv, usager=Usager(first_name=FIRST_NAME, last_name="Exemple"))


def sample_facts(settings: MessageSettings, now: datetime) -> Facts:
    return facts_of(sample_participation(now), settings=settings, now=now)


def usual_values(facts: Facts) -> dict[str, str]:
    """What an SMS says of the sample."""
    return short_values(replace(facts, link=short_link(facts.participation)))


def worst_values(facts: Facts) -> dict[str, str]:
    """The longest that an SMS of this administration may have to say, tomorrow's names included."""
    motifs = Motif.objects.values_list("name", flat=True)
    places = Lieu.objects.filter(is_active=True).values_list("name", flat=True)
    return {
        **usual_values(facts),
        "motif": _longest(motifs, LONG_MOTIF, MOTIF_AT_LEAST),
        "jour": LONGEST_DAY,
        "heure": LONGEST_HOUR,
        "lieu": _longest(places, LONG_PLACE, PLACE_AT_LEAST),
        "telephone": LONG_PHONE,
        **{name: _filler(most) for name, most in LONGEST.items()},
    }


def _longest(names: Iterable[str], otherwise: str, at_least: int) -> str:
    longest = max(names, key=_size, default="")
    return longest if _size(longest) >= at_least else otherwise


def _size(name: str) -> int:
    return measure(gsm_only(name)).characters


def _filler(length: int) -> str:
    return ("Abcdefghij " * (length // 11 + 1))[:length].strip().ljust(length, "m")
