from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from booking.availability.case_input import BadCase
from booking.availability.cases import run_cases
from booking.console.availability_case import main
from booking.queries.closed_days import SETS, legal_holidays

CASE: dict[str, Any] = {
    "id": "lundi",
    "mode": "raw",
    "now": "2026-01-12T07:30",
    "holidays": "none",
    "range": {"from": "2026-01-12", "to": "2026-01-12"},
    "openings": [{"id": 1, "agent": 1, "first_day": "2026-01-12", "start": "09:00", "end": "10:00"}],
}
OPENING = CASE["openings"][0]
ANSWER = [{"id": "lundi", "result": ["2026-01-12T09:00", "2026-01-12T09:30"]}]


def test_a_file_of_cases_is_answered_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cas.json"
    file.write_text(json.dumps([CASE]), encoding="utf-8")
    assert main([str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWER


def test_a_dash_reads_the_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([CASE])))
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWER


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "« cas.json » ne contient pas de JSON lisible."),
        ("{}", "« cas.json » doit contenir une liste de cas."),
        ("[3]", "Cas n° 1 : un objet JSON est attendu."),
        ("[{}]", "Cas n° 1 : le champ « id » manque."),
    ],
)
def test_bad_input_is_one_french_sentence_and_code_two(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cas.json").write_text(text, encoding="utf-8")
    assert main(["cas.json"]) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


@pytest.mark.parametrize("argv", [[], ["a", "b"], ["absent.json"], ["."]])
def test_a_wrong_command_line_is_one_french_sentence(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def with_opening(**changes: object) -> dict[str, Any]:
    return {"openings": [{**OPENING, **changes}]}


RDV = {"agent": 1, "start": "2026-01-12T09:00", "end": "2026-01-12T09:30"}
UNREADABLE = [
    ({"mode": "magie"}, "Cas « lundi » : le champ « mode » est illisible ('magie')."),
    ({"mode": ["raw"]}, "Cas « lundi » : le champ « mode » est illisible (['raw'])."),
    ({"now": None}, "Cas « lundi » : le champ « now » manque."),
    ({"now": "demain"}, "Cas « lundi » : le champ « now » est illisible ('demain')."),
    ({"now": "9999-12-31T23:00"}, "Cas « lundi » : le champ « now » est illisible ('9999-12-31T23:00')."),
    ({"time_zone": "Lune/Mer"}, "Cas « lundi » : le champ « time_zone » est illisible ('Lune/Mer')."),
    ({"holidays": "metropole"}, "Cas « lundi » : les jours fériés doivent être donnés par leurs dates."),
    ({"range": None}, "Cas « lundi » : le champ « range » manque."),
    ({"range": []}, "Cas « lundi », range : un objet JSON est attendu."),
    ({"range": {"from": "2026-01-12"}}, "Cas « lundi », range : le champ « to » manque."),
    (
        {"range": {"from": "2026-01-13", "to": "2026-01-12"}},
        "Cas « lundi », range : la fin précède le début.",
    ),
    ({"openings": {}}, "Cas « lundi » : le champ « openings » est illisible ({})."),
    (with_opening(agent=None), "Cas « lundi », openings 1 : le champ « agent » manque."),
    (with_opening(start="9 h"), "Cas « lundi », openings 1 : le champ « start » est illisible ('9 h')."),
    (
        with_opening(end="09:00"),
        "Cas « lundi », openings 1 : jours et heures, les valeurs ne vont pas ensemble.",
    ),
    (
        with_opening(on_holidays="non"),
        "Cas « lundi », openings 1 : le champ « on_holidays » est illisible ('non').",
    ),
    (
        with_opening(end_day="2026-01-13"),
        "Cas « lundi », openings 1 : jours et heures, les valeurs ne vont pas ensemble.",
    ),
    (
        with_opening(recurrence={"every": "day"}),
        "Cas « lundi », openings 1, recurrence : le champ « every » est illisible ('day').",
    ),
    (
        with_opening(recurrence={"every": "week", "interval": 0}),
        "Cas « lundi », openings 1, recurrence : récurrence, les valeurs ne vont pas ensemble.",
    ),
    (
        {"motif": {"duration_min": 0}},
        "Cas « lundi », motif : durée, pas et marges, les valeurs ne vont pas ensemble.",
    ),
    (
        {"motif": {"duration_min": "30"}},
        "Cas « lundi », motif : le champ « duration_min » est illisible ('30').",
    ),
    (
        {"motif": {"duration_min": True}},
        "Cas « lundi », motif : le champ « duration_min » est illisible (True).",
    ),
    (
        {"motif": {"duration_min": 10**18}},
        "Cas « lundi », motif : le champ « duration_min » est illisible (1000000000000000000).",
    ),
    (
        {"mode": "citizen", "motif": {"min_delay_s": 60, "max_delay_s": 30}},
        "Cas « lundi », motif : délais, les valeurs ne vont pas ensemble.",
    ),
    ({"mode": "next"}, "Cas « lundi » : le champ « search_from » manque."),
    ({"mode": "check"}, "Cas « lundi » : le champ « asked_starts » manque."),
    (
        {"appointments": [{**RDV, "status": "perdu"}]},
        "Cas « lundi », appointments 1 : le champ « status » est illisible ('perdu').",
    ),
    (
        {"appointments": [{**RDV, "end": "2026-01-12T09:00"}]},
        "Cas « lundi », appointments 1 : début et fin, les valeurs ne vont pas ensemble.",
    ),
    (
        {"appointments": [{**RDV, "lane": 2}]},
        "Cas « lundi », appointments 1 : l’agenda n’a pas de file n° 2.",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), UNREADABLE)
def test_a_case_that_cannot_be_read_says_which_field(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadCase) as complaint:
        run_cases([{**CASE, **changes}])
    assert str(complaint.value) == sentence


def test_an_unknown_set_of_holidays_names_those_that_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cas.json"
    file.write_text(json.dumps([{**CASE, "holidays": "bretagne"}]), encoding="utf-8")
    assert main([str(file)]) == 2
    assert "« bretagne » est inconnu" in (err := capsys.readouterr().err)
    assert all(name in err for name in SETS)


@pytest.mark.parametrize("name", SETS)
def test_every_set_of_holidays_has_the_eleven_of_metropolitan_france(name: str) -> None:
    metropole = set(legal_holidays("metropole", 2026))
    assert len(metropole) == 11
    assert metropole <= set(legal_holidays(name, 2026))


@pytest.mark.parametrize("changes", [{"range": 3}, {"search_from": "?"}, {"asked_starts": 3}, {"now": 3}])
def test_dates_that_cannot_be_read_are_left_to_the_reader_of_cases(
    changes: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cas.json"
    file.write_text(
        json.dumps([{**CASE, "holidays": None, "mode": "next", "now": "?", **changes}]), encoding="utf-8"
    )
    assert main([str(file)]) == 2
    assert "est illisible" in capsys.readouterr().err
