"""Where people meet by video: one address per rdv, the same for everybody."""

import re
from uuid import UUID

import pytest

from booking.models import Motif, Rdv
from booking.queries.video import video_link
from booking.vocabulary import Modalite

RDV = Rdv(pk=UUID("11111111-2222-4333-8444-555555555555"), motif=Motif(modalite=Modalite.VISIO))


def test_the_state_s_service_by_default_with_the_digits_it_asks_for() -> None:
    address = video_link(RDV, "")
    assert re.fullmatch(r"https://webconf\.numerique\.gouv\.fr/RdvServicePublic\d{15}", address)
    assert video_link(RDV, "") == address


def test_the_administration_s_own_service() -> None:
    assert video_link(RDV, "https://visio.arras.fr/{rdv}?salle={jeton}").startswith(
        "https://visio.arras.fr/11111111-2222-4333-8444-555555555555?salle="
    )


def test_another_rdv_is_another_room() -> None:
    other = Rdv(pk=UUID("11111111-2222-4333-8444-555555555556"), motif=RDV.motif)
    assert video_link(other, "") != video_link(RDV, "")


@pytest.mark.parametrize("modalite", [each for each in Modalite if each != Modalite.VISIO])
def test_nobody_meets_by_video_for_the_rest(modalite: Modalite) -> None:
    assert video_link(Rdv(motif=Motif(modalite=modalite)), "") == ""
