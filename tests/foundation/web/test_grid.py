from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.web.components.drawing import draw_column
from foundation.web.components.grid import Band, Column, Event, FreeSlot, Placed, hours_of, pack, rows_of
from tests.foundation.web.rendering import render, texts, tree


def at(start: int, end: int, label: str = "x") -> Event:
    return Event(start, end, label, "#")


def boxes(placed: list[Placed]) -> list[tuple[str, int, int]]:
    return [(box.item.label, box.lane, box.width) for box in placed]


def test_an_event_alone_takes_the_whole_column() -> None:
    assert boxes(pack([at(540, 560, "seul")])) == [("seul", 1, 12)]


def test_events_that_follow_one_another_do_not_share() -> None:
    assert boxes(pack([at(560, 580, "b"), at(540, 560, "a")])) == [("a", 1, 12), ("b", 1, 12)]


def test_overlapping_events_stand_side_by_side() -> None:
    assert boxes(pack([at(540, 600, "a"), at(550, 570, "b"), at(560, 580, "c")])) == [
        ("a", 1, 4),
        ("b", 5, 4),
        ("c", 9, 4),
    ]


def test_a_freed_lane_is_used_again_and_an_event_spreads_over_empty_ones() -> None:
    assert boxes(pack([at(540, 660, "a"), at(540, 570, "b"), at(540, 570, "c"), at(600, 620, "d")])) == [
        ("a", 1, 4),
        ("b", 5, 4),
        ("c", 9, 4),
        ("d", 5, 8),
    ]


def test_two_events_of_the_same_five_minutes_do_not_cover_each_other() -> None:
    assert [lane for _, lane, _ in boxes(pack([at(540, 557, "a"), at(557, 570, "b")]))] == [1, 7]


events = st.builds(
    lambda start, length, label: at(start, start + length, label),
    st.integers(0, 1420),
    st.integers(5, 180),
    st.text("abc", min_size=1, max_size=3),
)


@settings(max_examples=60)
@given(st.lists(events, max_size=12))
def test_nothing_drawn_ever_covers_something_else(drawn: list[Event]) -> None:
    placed = pack(drawn)
    assert len(placed) == len(drawn)
    cells = [
        (row, lane)
        for box in placed
        for row in range(box.row, box.row + box.span)
        for lane in range(box.lane, box.lane + box.width)
    ]
    assert len(cells) == len(set(cells))
    assert all(box.row >= 0 and box.row + box.span <= 288 and box.lane + box.width <= 13 for box in placed)


def test_rows_are_five_minutes_rounded_outwards() -> None:
    assert rows_of(540, 560) == (108, 4)
    assert rows_of(542, 558) == (108, 4)
    assert rows_of(540, 541) == (108, 2)
    assert rows_of(-60, 1500) == (0, 288)


def test_the_day_shown_begins_an_hour_before_its_content_and_holds_it_but_no_whole_day_absence() -> None:
    assert (hours_of([Column("A")]).first, hours_of([Column("A")]).last) == (8, 18)
    early = Column("A", events=[at(435, 450)], openings=[Band(480, 1150)], absences=[Band(0, 1440)])
    assert (hours_of([early]).first, hours_of([early]).last, hours_of([early]).count) == (6, 20, 14)
    late = Column("A", openings=[Band(840, 1020)])
    assert (hours_of([late]).first, hours_of([late]).last) == (13, 18)
    night = Column("A", openings=[Band(0, 120)])
    assert hours_of([night]).first == 0


def test_a_free_time_is_a_link_that_says_its_whole_sentence() -> None:
    column = Column("Amina Benali", free=[FreeSlot(560, 580, "/nouveau/")])
    html = render("{% grille_agenda colonnes %}", colonnes=[column])
    link = next(node for node in tree(html).iter("a") if node.get("href") == "/nouveau/")
    assert " ".join("".join(link.itertext()).split()) == "Nouveau rendez-vous à 9 h 20 avec Amina Benali"


def test_appointments_are_an_ordered_list_in_time_order_under_the_name_and_count() -> None:
    column = Column("Amina Benali", events=[at(600, 620, "M. Petit"), at(540, 560, "Mme Lopez")])
    html = render("{% grille_agenda colonnes maintenant=545 %}", colonnes=[column])
    section = next(tree(html).iter("section"))
    assert [item.get("class", "").split()[0] for item in section.findall(".//ol/li")] == ["r-108", "r-120"]
    assert "Amina Benali 2 rendez-vous" in texts(html)
    heading = section.find(".//h2")
    assert heading is not None
    assert heading.get("id") == section.get("aria-labelledby")


def test_a_status_is_a_word_as_well_as_a_pattern() -> None:
    drawn = draw_column(Column("A", events=[Event(540, 560, "M. Roux", "#", "no_show", 3)]), 1).events[0]
    assert drawn.status == "Absent"
    assert "ag-rdv--absent" in drawn.classes
    assert "ag-rdv--3" in drawn.classes
