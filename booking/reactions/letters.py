"""From the facts to an e-mail and to an SMS, through the templates of `booking/letters`, a folder for each kind."""

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string

from booking.models import MessageSettings, Participation
from booking.queries.calendar import calendar_of
from booking.queries.letter_facts import Facts, facts_of
from booking.queries.short_links import short_link, short_motif
from booking.queries.wording_values import long_values, short_day, short_time, short_values, writable
from booking.queries.wordings import EMAIL_PARTS, Wording, wording_of
from booking.reactions.agent_letters import agent_email
from booking.reactions.household_sms import household_of, others_told
from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from booking.wording.render import render
from booking.wording.short_text import LONGEST, cut, fits, fitted, in_a_sentence, sms_text, tidied
from foundation.courier.mail import Attachment, Email
from foundation.courier.senders import sender_of
from foundation.courier.sms import Sms
from foundation.languages import speaking
from foundation.web.skins.letters import INLINER

# What a calendar must learn.
FOR_CALENDARS = frozenset(
    {MessageKind.RDV_BOOKED, MessageKind.RDV_MOVED, MessageKind.RDV_CANCELLED, MessageKind.RELEASED}
)

# What the waiting list sends.
ON_THE_LIST = frozenset({MessageKind.FILE_ATTENTE_JOINED, MessageKind.CRENEAU_OFFERED})


def email_of(message: Message, *, to: str, settings: MessageSettings, now: datetime) -> Email:
    if message.participation is None:
        return agent_email(message, to=to, now=now)
    with speaking(message.participation.language):
        return _email(message, message.participation, to=to, settings=settings, now=now)


def _email(
    message: Message, participation: Participation, *, to: str, settings: MessageSettings, now: datetime
) -> Email:
    facts = _facts(message, participation, settings, now)
    own = _wording(message, participation, settings)
    said = {name: render(text, long_values(facts)) for name in EMAIL_PARTS if (text := getattr(own, name))}
    return Email(
        to=to,
        subject=said.get("subject") or _rendered(message, "subject.txt", facts),
        text=_rendered(message, "body.txt", facts, **said) + "\n",
        html=INLINER.inline(_rendered(message, "body.html", facts, **said)),
        attachments=_calendar(message.kind, facts, now),
        reply_to=facts.reply_to,
        sender_name=facts.administration,
        headers=_way_out(message),
    )


def _way_out(message: Message) -> dict[str, str]:
    """From the waiting list, a button of the mail reader. It opens a page, where a gesture is asked: one click from
    afar (RFC 8058) would be a POST without our form.
    """
    link = message.extra.get("link") if message.kind in ON_THE_LIST else None
    return {"List-Unsubscribe": f"<{link}>"} if link else {}


def sms_of(message: Message, *, to: str, settings: MessageSettings, now: datetime) -> tuple[Sms, str]:
    """With the letter of the wording that was taken, when two are compared."""
    if message.participation is None:
        raise ValueError("an SMS is about an usager's rdv")
    with speaking(message.participation.language):
        facts = _facts(message, message.participation, settings, now)
        facts = replace(
            facts, link=short_link(message.participation), again=facts.again and short_motif(facts.motif)
        )
        text, variant = _written(message, facts, _wording(message, message.participation, settings))
    return Sms(to=to, text=text, sender=settings.sender or sender_of(facts.short_name)), variant


def _written(message: Message, facts: Facts, own: Wording) -> tuple[str, str]:
    """The national text where the administration's own leaves no room for the other rdvs of a household: it is then
    neither of two that are compared.
    """
    if not own.text:
        return national_sms(message, facts), own.variant
    for others in others_told(message):
        text = sms_text(own.text, short_values(facts), written=writable, more=others)
        if fits(text):
            return text, own.variant
    return national_sms(message, facts), ""


def national_sms(message: Message, facts: Facts) -> str:
    text = ""
    for others in others_told(message):
        text = _national_sms(message, facts, others)
        if fits(text):
            break
    return text


def _national_sms(message: Message, facts: Facts, others: str) -> str:
    fixed = {
        "administration": writable(facts.short_name),
        "day": short_day(facts.starts_at),
        "time": short_time(facts.starts_at),
        "for_whom": cut(writable(facts.for_whom), LONGEST["prenom"]),
        "others": others,
    }

    def write(motif: str, place: str) -> str:
        return tidied(_rendered(message, "sms.txt", facts, motif=motif, place=place, **fixed))

    # A capital that GSM knows may have a small letter that it does not.
    place = facts.place if facts.at_lieu else in_a_sentence(facts.place)
    return fitted(write, motif=writable(in_a_sentence(facts.motif.name)), place=writable(place))


def _wording(message: Message, participation: Participation, settings: MessageSettings) -> Wording:
    language = participation.language
    return wording_of(message.kind, message.channel, language, participation.rdv_id, settings=settings)


def _facts(message: Message, participation: Participation, settings: MessageSettings, now: datetime) -> Facts:
    household = household_of(message, participation)
    return facts_of(participation, settings=settings, now=now, household=household)


def _calendar(kind: MessageKind, facts: Facts, now: datetime) -> tuple[Attachment, ...]:
    if kind not in FOR_CALENDARS:
        return ()
    calendar = calendar_of(facts.participation, link=facts.link, now=now)
    return (Attachment("rendez-vous.ics", calendar, "text/calendar"),)


def _rendered(message: Message, name: str, facts: Facts, **more: str) -> str:
    context = {"lettre": facts, "extra": message.extra, **more}
    return render_to_string(f"booking/letters/{message.kind}/{name}", context).strip()
