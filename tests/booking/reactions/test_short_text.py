from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.models import Motif, Organisation, Participation, Rdv, Usager
from booking.queries.letter_facts import Facts
from booking.reactions.letters import national_sms
from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from booking.wording.short_text import in_a_sentence
from foundation.courier.channels import Channel
from foundation.courier.gsm import measure
from foundation.courier.senders import gsm_only, sender_of
from foundation.web.skins.accent import accent_tokens

# The longest address a link may have: a slug of 63 letters on the State's domain.
LONG_LINK = f"https://{'m' * 63}.rdv-service-public.gouv.fr/r/7Kq2Xb9mPdQr5tZa/"
NINE_TWENTY = datetime(2026, 11, 24, 9, 20, tzinfo=ZoneInfo("Europe/Paris"))
FACTS = Facts(
    participation=Participation(usager=Usager(phone="+33612345678")),
    people="Zoé Martin",
    administration="Ville d’Arras",
    short_name="Mairie d’Arras",
    host="arras.rdv.localhost",
    motif=Motif(name="Passeport"),
    pieces=["Une photo"],
    starts_at=NINE_TWENTY,
    duration=timedelta(minutes=20),
    is_mainland=True,
    at_lieu=True,
    place="Mairie centrale",
    address="1 place des Héros",
    access="",
    called_at="",
    video="",
    phone="+33321505050",
    link="https://arras.rdv.localhost/r/7Kq2Xb9mPdQr5tZa/",
    cancel_before=NINE_TWENTY,
    cancelled_by_service=True,
    again="https://arras.rdv.localhost/rdv/passeport/",
    reply_to="",
    accent=accent_tokens("#0d5f5a"),
)


BY_SMS = (
    MessageKind.RDV_BOOKED,
    MessageKind.RDV_MOVED,
    MessageKind.RDV_CANCELLED,
    MessageKind.REMINDER,
    MessageKind.PRESENCE_ASKED,
)


def written(kind: MessageKind, facts: Facts, also: Sequence[Participation] = ()) -> str:
    return national_sms(Message(kind=kind, channel=Channel.SMS, extra={"also": also}), facts)


def others(*motifs: str) -> list[Participation]:
    """Half an hour apart, from ten o'clock."""
    paris = Organisation(time_zone="Europe/Paris")
    return [
        Participation(
            rdv=Rdv(
                organisation=paris,
                motif=Motif(name=name),
                starts_at=NINE_TWENTY + timedelta(minutes=40 + 30 * number),
            )
        )
        for number, name in enumerate(motifs)
    ]


def told(**changes: object) -> str:
    return written(MessageKind.RDV_BOOKED, replace(FACTS, **changes))  # type: ignore[arg-type]


def test_ordinary_names_are_told_whole_in_one_part() -> None:
    assert told() == (
        "Mairie d'Arras : RDV passeport mardi 24/11 à 9h20, Mairie centrale. "
        "Pièces et annulation : https://arras.rdv.localhost/r/7Kq2Xb9mPdQr5tZa/"
    )


def test_the_motif_is_cut_before_the_place_to_stay_in_one_part() -> None:
    text = told(motif=Motif(name="Renouvellement du titre de séjour pluriannuel", to_bring="Une photo"))
    assert "RDV renouvellement du titre de... mardi" in text
    assert "Mairie centrale." in text
    assert measure(text).parts == 1


def test_a_long_place_is_cut_at_a_word() -> None:
    text = told(place="Maison des solidarités du bassin minier et des collines de l’Artois")
    assert "Maison des solidarités du bassin... Pièces" in text
    assert measure(text).parts == 1


def test_names_that_cannot_fit_in_one_part_are_told_whole_in_two() -> None:
    text = told(link=LONG_LINK, place="Maison des solidarités du bassin minier")
    assert "Maison des solidarités du bassin minier" in text
    assert measure(text).parts == 2


@pytest.mark.parametrize("kind", [*BY_SMS, MessageKind.RELEASED])
@given(
    short_name=st.text(min_size=1, max_size=60),
    motif=st.text(max_size=120),
    place=st.text(max_size=150),
    for_whom=st.text(max_size=40),
    also=st.lists(st.text(max_size=120), max_size=8),
)
@settings(max_examples=40)
def test_whatever_the_names_an_sms_never_has_a_third_part(
    kind: MessageKind, short_name: str, motif: str, place: str, for_whom: str, also: list[str]
) -> None:
    worst = replace(
        FACTS, short_name=short_name, place=place, for_whom=for_whom, link=LONG_LINK, again=LONG_LINK
    )
    text = written(kind, replace(worst, motif=Motif(name=motif, to_bring="Une photo")), others(*also))
    size = measure(text)
    assert (size.alphabet, size.parts <= 2) == ("GSM-7", True)
    assert text.endswith(LONG_LINK)
    assert "mardi 24/11 à 9h20" in text


LONG = "Renouvellement du titre de séjour pluriannuel"


@pytest.mark.parametrize(
    ("motifs", "told"),
    [
        (["Passeport"], "centrale. Puis 10h, passeport. Pas"),
        ([LONG] * 2, f"Puis 10h, {LONG.lower()}. Puis 10h30, {LONG.lower()}. Pas"),
        (
            [LONG] * 4,
            "Puis 10h, renouvellemen... Puis 10h30, renouvellemen... Puis 11h, renouvellemen... Puis",
        ),
        ([LONG] * 6, "Puis 10h, 10h30, 11h, 11h30, 12h, 12h30. Pas"),
        ([LONG] * 30, "Autres RDV ce jour : 30. Pas"),
    ],
)
def test_the_other_rdvs_of_a_household_are_told_as_fully_as_two_parts_allow(
    motifs: list[str], told: str
) -> None:
    text = written(MessageKind.REMINDER, FACTS, others(*motifs))
    assert told in text
    assert measure(text).parts <= 2


def test_a_pictogram_does_not_make_the_sms_dearer() -> None:
    assert gsm_only("Passeport 🛂 – 1re demande") == "Passeport - 1re demande"


@pytest.mark.parametrize(
    ("name", "said"), [("Carte d'identité", "carte d'identité"), ("PMI", "PMI"), ("À domicile", "À domicile")]
)
def test_a_motif_follows_on_in_the_sentence(name: str, said: str) -> None:
    assert in_a_sentence(name) == said


@pytest.mark.parametrize(
    ("short_name", "sender"),
    [
        ("Mairie d’Arras", "MairieArras"),
        ("Pas-de-Calais", "PasDeCalais"),
        ("Préfecture 62", "Prefecture"),
        ("Œuvre de Lœuilly", "OEuvreLoeui"),
        ("2A services", "RDV2AServic"),
        ("日本", "RDV"),
    ],
)
def test_the_sender_is_what_operators_accept(short_name: str, sender: str) -> None:
    assert sender_of(short_name) == sender
