"""From the facts to an e-mail and to an SMS, through the templates of `booking/letters`."""

from datetime import datetime
from enum import StrEnum

from css_inline import CSSInliner
from django.template.loader import render_to_string

from booking.queries.calendar import calendar_of
from booking.reactions.facts import Facts
from booking.reactions.short_text import fitted, gsm_only, in_a_sentence, sender_of
from foundation.courier.gsm import normalise
from foundation.courier.mail import Attachment, Email
from foundation.courier.sms import Sms
from foundation.web.components.typography import nom_du_jour

# Rules for dark rooms and small screens cannot be inlined: they stay in the head.
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


class Letter(StrEnum):
    """Folder of the four templates."""

    BOOKED = "rdv_booked"
    CANCELLED = "rdv_cancelled"


def email_of(letter: Letter, facts: Facts, *, now: datetime) -> Email:
    calendar = calendar_of(facts.participation, link=facts.link, host=facts.host, now=now)
    return Email(
        to=facts.participation.usager.email,
        subject=_rendered(letter, "subject.txt", facts),
        text=_rendered(letter, "body.txt", facts) + "\n",
        html=INLINER.inline(_rendered(letter, "body.html", facts)),
        attachments=(Attachment("rendez-vous.ics", calendar, "text/calendar"),),
        sender_name=facts.administration,
    )


def sms_of(letter: Letter, facts: Facts) -> Sms:
    fixed = {
        "administration": gsm_only(facts.short_name),
        "day": f"{nom_du_jour(facts.starts_at).lower()} {facts.starts_at:%d/%m}",
        "time": _short_time(facts.starts_at),
    }

    def write(motif: str, place: str) -> str:
        text = normalise(_rendered(letter, "sms.txt", facts, motif=motif, place=place, **fixed))
        # A name cut short before the end of a sentence.
        return text.replace("....", "...")

    place = gsm_only(facts.place)
    text = fitted(
        write,
        motif=in_a_sentence(gsm_only(facts.motif.name)),
        place=place if facts.at_lieu else in_a_sentence(place),
    )
    return Sms(to=facts.participation.usager.phone, text=text, sender=sender_of(facts.short_name))


def _short_time(moment: datetime) -> str:
    """« 9h20 », « 9h »: every character counts here."""
    return f"{moment.hour}h{moment.minute:02d}" if moment.minute else f"{moment.hour}h"


def _rendered(letter: Letter, name: str, facts: Facts, **more: str) -> str:
    return render_to_string(f"booking/letters/{letter}/{name}", {"lettre": facts, **more}).strip()
