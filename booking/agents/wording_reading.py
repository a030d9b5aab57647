"""The pages of the messages, in words: what is used, what it costs, what a comparison may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from booking.models import MessageSettings
from booking.queries.wording_draft import Draft, Scales, Weighed
from booking.queries.wordings import compared_since, email_parts, sms_texts
from booking.wording.catalogue import CATALOGUE, FALLBACK, Worded
from booking.wording.compare import Arm, Comparison, Verdict
from booking.wording.render import render
from foundation.courier.gsm import Size
from foundation.web.components.typography import NARROW_NO_BREAK, NO_BREAK, insecables, pluriel

ALPHABETS = {"GSM-7": "alphabet des SMS", "UCS-2": "alphabet étendu, plus cher"}
VERDICTS = {
    Verdict.TOO_FEW: "On ne peut pas encore conclure.",
    Verdict.NONE_SEEN: "On ne peut pas conclure : aucune différence nette entre les deux textes.",
    Verdict.A_BETTER: "Le premier texte fait mieux : moins d’absences.",
    Verdict.B_BETTER: "Le deuxième texte fait mieux : moins d’absences.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of message in the list. `state` is empty while its texts are the national ones."""

    title: str
    url: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class Preview:
    title: str
    weighed: Weighed
    usual_size: str
    worst_size: str
    changes: str


def kind_url(kind: Worded) -> str:
    return reverse("agent-message", args=[kind.slug])


def lines(settings: MessageSettings) -> list[Line]:
    return [_line(kind, settings) for kind in CATALOGUE.values()]


def _line(kind: Worded, settings: MessageSettings) -> Line:
    own_sms = sms_texts(settings, kind.kind, FALLBACK).get("a")
    compared = compared_since(settings, kind.kind)
    sms = "deux textes comparés" if compared else "votre texte" if own_sms else ""
    email = "votre texte" if email_parts(settings, kind.kind, FALLBACK) else ""
    said = ", ".join(
        insecables(f"{name} : {text}") for name, text in (("SMS", sms), ("e-mail", email)) if text
    )
    when = f"{_sentence(kind.when)}."
    return Line(kind.label, kind_url(kind), when if said else f"{when} Texte national.", _sentence(said))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def previews(draft: Draft, scales: Scales) -> list[Preview]:
    """The first text always, the second when there is one."""
    first = draft.a or scales.national(draft.kind)
    titled = [
        ("Aperçu du premier texte" if draft.b else "Aperçu du SMS", first),
        ("Aperçu du deuxième texte", draft.b),
    ]
    return [_preview(title, scales.weigh(text)) for title, text in titled if text]


def _preview(title: str, weighed: Weighed) -> Preview:
    changed = ", ".join(
        insecables(f"« {each.typed} » devient « {each.written} »") for each in weighed.changes
    )
    return Preview(title, weighed, shown_size(weighed.usual.size), shown_size(weighed.worst.size), changed)


def shown_size(size: Size) -> str:
    """« 152 caractères, 1 SMS (alphabet des SMS) »"""
    count = pluriel(size.characters, "caractère,caractères")
    return f"{count}, {size.parts}{NO_BREAK}SMS ({ALPHABETS[size.alphabet]})"


def shown_results(found: Comparison, since: datetime) -> dict[str, Any]:
    missing = found.enough - min(found.a.total, found.b.total)
    return {
        "depuis": since,
        "bras": [("Premier texte", *_arm(found.a)), ("Deuxième texte", *_arm(found.b))],
        "verdict": insecables(VERDICTS[found.verdict]),
        "ton": "succes" if found.verdict in {Verdict.A_BETTER, Verdict.B_BETTER} else "info",
        "ecart": insecables(_gap(found)) if found.a.total and found.b.total else "",
        "assez": whole(found.enough),
        "manque": whole(missing) if missing > 0 else "",
    }


def _arm(arm: Arm) -> tuple[str, str, str, str]:
    if not arm.total:
        return "0", "0", "–", "–"
    low, high = arm.interval
    return whole(arm.total), whole(arm.absent), percent(arm.share), f"de {percent(low)} à {percent(high)}"


def _gap(found: Comparison) -> str:
    """In absences out of a hundred rdvs, which everybody can picture."""
    fewest, most = _points(-found.high), _points(-found.low)
    return (
        "Sur cent rendez-vous, le deuxième texte change le nombre d’absents de "
        f"{fewest} à {most} (intervalle à 95 %)."
    )


def whole(number: int) -> str:
    """« 2 536 »"""
    return f"{number:,}".replace(",", NARROW_NO_BREAK)


def percent(share: float) -> str:
    """« 8,4 % »"""
    return f"{share * 100:.1f}".replace(".", ",") + f"{NO_BREAK}%"


def _points(share: float) -> str:
    shown = f"{share * 100:+.1f}".replace(".", ",").replace("-", "−")
    return "0" if shown in {"+0,0", "−0,0"} else shown


def email_preview(draft: Draft, values: Mapping[str, str]) -> dict[str, str]:
    return {name: render(text, values) for name, text in draft.email.items() if text}
