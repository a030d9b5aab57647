from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

import pytest

from foundation.outbox.events import Event
from foundation.outbox.payload import dump, load
from foundation.outbox.wiring import react, reactions_to, unwired


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything(Event):
    name: ClassVar[str] = "tests.everything"
    id: UUID
    count: int
    sure: bool
    day: date
    at: datetime
    colour: Colour
    others: tuple[UUID, ...] = ()
    maybe: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talkative(Event):
    name: ClassVar[str] = "tests.talkative"
    id: UUID
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake(Event):
    name: ClassVar[str] = "tests.everything"
    id: UUID


def everything(maybe: UUID | None = None) -> Everything:
    return Everything(
        id=uuid4(),
        count=3,
        sure=True,
        day=date(2026, 3, 29),
        at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        colour=Colour.RED,
        others=(uuid4(), uuid4()),
        maybe=maybe,
    )


@pytest.mark.parametrize("event", [everything(), everything(maybe=uuid4())])
def test_an_event_comes_back_as_it_left(event: Everything) -> None:
    assert load(Everything, dump(event)) == event


def test_a_field_of_a_newer_release_is_left_aside_and_a_missing_one_takes_its_default() -> None:
    event = everything()
    payload = {**dump(event), "invented_later": 1}
    del payload["others"]
    assert load(Everything, payload) == Everything(
        id=event.id, count=3, sure=True, day=event.day, at=event.at, colour=Colour.RED
    )


def test_free_text_is_refused_because_it_could_name_a_person(nothing_wired: None) -> None:
    with pytest.raises(TypeError, match=r"Talkative\.note"):
        unwired(Talkative)


def test_two_events_never_share_a_name(nothing_wired: None) -> None:
    unwired(Everything)
    with pytest.raises(ValueError, match=r"tests\.everything"):
        unwired(Namesake)


def test_two_reactions_to_one_event_never_share_a_name(nothing_wired: None) -> None:
    react(Everything, lambda event, envelope: None, "tests.once")
    with pytest.raises(ValueError, match=r"tests\.once"):
        react(Everything, lambda event, envelope: None, "tests.once")
    assert reactions_to(Everything) == ("tests.once",)


def test_the_subject_is_the_first_field() -> None:
    event = everything()
    assert event.subject == str(event.id)
