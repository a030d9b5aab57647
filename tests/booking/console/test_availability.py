"""`rdv availability`: what support types. The clock is the real one here, so the office is open every day."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from booking.commands.open_plage import open_plage
from booking.commands.prove_index import rebuild_agenda
from booking.console import index_tour
from booking.console.availability import main
from booking.console.progress import ProgressBar
from booking.models import Agenda, FreeTime, PlageOuverture
from foundation.clock import now
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.makers.office import make_agent, make_motif, make_organisation

EVERY_DAY = {"every": "week", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: str) -> tuple[int, str, str]:
        code = main(list(argv))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def furnish(tenant: Tenant, agents: int = 2) -> list[Agenda]:
    with in_tenant(tenant):
        organisation = make_organisation(holiday_set="none")
        motif = make_motif(organisation, slug="passeport", name="Passeport")
        agendas = [make_agent(organisation).agenda for _ in range(agents)]
        for agenda in agendas:
            plage = PlageOuverture(
                agenda=agenda, first_day=now().date(), periods=[["00:00", "23:00"]], recurrence=EVERY_DAY
            )
            open_plage(plage, [motif], now=now())
    return agendas


def lie(tenant: Tenant, agenda: Agenda) -> None:
    with in_tenant(tenant):
        FreeTime.objects.filter(agenda=agenda, day__gt=now().date()).order_by("day").first().delete()  # type: ignore[union-attr]


def test_a_true_index_has_no_difference(run: Run, arras: Tenant, pas_de_calais: Tenant) -> None:
    furnish(arras)
    furnish(pas_de_calais, agents=1)
    code, out, err = run("verify")
    assert (code, out) == (0, "3 agenda(s) vérifié(s), 0 différence(s).\n")
    assert "100 % (3 sur 3) pas-de-calais" in err


def test_a_difference_is_printed_and_the_exit_code_says_so(run: Run, arras: Tenant) -> None:
    agendas = furnish(arras)
    lie(arras, agendas[1])
    code, out, _ = run("verify", "--tenant", "arras")
    assert code == 1
    assert f"arras agenda {agendas[1].pk} plage" in out
    assert "index rien ; moteur" in out
    assert out.endswith("2 agenda(s) vérifié(s), 1 différence(s).\n")


def test_rebuild_repairs(run: Run, arras: Tenant) -> None:
    agendas = furnish(arras)
    lie(arras, agendas[0])
    assert run("rebuild")[:2] == (0, "Index reconstruit pour 2 agenda(s).\n")
    assert run("verify")[0] == 0


def test_only_the_administration_named_is_looked_at(run: Run, arras: Tenant, pas_de_calais: Tenant) -> None:
    lie(arras, furnish(arras)[0])
    furnish(pas_de_calais)
    assert run("verify", "--tenant", "pas-de-calais")[0] == 0


def test_an_index_that_nobody_advances_is_said_late(run: Run, arras: Tenant) -> None:
    furnish(arras, agents=1)
    with in_tenant(arras):
        Agenda.objects.update(indexed_until=now().date())
    code, out, _ = run("verify")
    assert code == 1
    assert "index en retard" in out


def test_what_was_interrupted_goes_on_from_there(
    run: Run, arras: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    agendas = furnish(arras, agents=3)
    done = []

    def interrupted(agenda_id: int, **more: object) -> None:
        if agenda_id == agendas[1].pk:
            raise KeyboardInterrupt
        done.append(agenda_id)

    with monkeypatch.context() as patched:
        patched.setattr("booking.console.availability.rebuild_agenda", interrupted)
        code, _, err = run("rebuild", "--tenant", "arras")
    assert (code, done) == (130, [agendas[0].pk])
    resume = err.strip().splitlines()[-1].partition("rdv availability ")[2].split()
    assert resume == ["rebuild", "--tenant", "arras", "--from", f"arras:{agendas[1].pk}"]
    assert run(*resume)[:2] == (0, "Index reconstruit pour 2 agenda(s).\n")


def test_the_tour_ends_where_it_began(arras: Tenant, pas_de_calais: Tenant) -> None:
    furnish(arras)
    furnish(pas_de_calais)
    seen: list[tuple[str, int]] = []
    index_tour.tour(lambda tenant, agenda_id: seen.append((tenant.slug, agenda_id)))
    assert seen == sorted(seen)
    later: list[tuple[str, int]] = []
    index_tour.tour(
        lambda tenant, agenda_id: later.append((tenant.slug, agenda_id)),
        since=index_tour.Stop.read("pas-de-calais"),
    )
    assert later == [each for each in seen if each[0] == "pas-de-calais"]


def test_an_unknown_administration_is_a_sentence(run: Run, arras: Tenant) -> None:
    code, _, err = run("verify", "--tenant", "atlantide")
    assert (code, err.count("\n")) == (1, 1)
    assert "rdv tenant list" in err


def test_explain_says_that_times_are_free_and_when(run: Run, arras: Tenant) -> None:
    furnish(arras)
    code, out, _ = run("explain", "--tenant", "arras", "--motif", "passeport")
    assert code == 0
    assert "Des créneaux sont disponibles." in out
    assert "Premier créneau : " in out


def test_explain_says_why_for_each_agenda(run: Run, arras: Tenant) -> None:
    agendas = furnish(arras)
    with in_tenant(arras):
        PlageOuverture.objects.filter(agenda=agendas[0]).update(first_day="2090-01-01")
        PlageOuverture.objects.filter(agenda=agendas[1]).update(periods=[["09:00", "09:10"]])
        for agenda in agendas:
            rebuild_agenda(agenda.pk, now=now())
    code, out, _ = run("explain", "--tenant", "arras", "--motif", "passeport")
    assert code == 1
    assert "Plages d’ouverture : Les plages d’ouverture sont plus courtes que la durée du motif." in out
    assert "commencent après la période demandée" in out


def test_explain_knows_neither_the_motif_nor_the_lieu(run: Run, arras: Tenant) -> None:
    furnish(arras)
    assert run("explain", "--tenant", "arras", "--motif", "mariage")[0] == 1
    assert run("explain", "--tenant", "arras", "--motif", "passeport", "--lieu", "nulle-part")[0] == 1


def test_a_case_is_played_without_a_database(run: Run, tmp_path: Path) -> None:
    opening = {"id": 1, "agent": 1, "first_day": "2026-11-24", "start": "09:00", "end": "10:00"}
    day = {"from": "2026-11-24", "to": "2026-11-24"}
    case = {"id": "one", "mode": "raw", "now": "2026-11-23T08:00", "range": day, "openings": [opening]}
    file = tmp_path / "case.json"
    file.write_text(json.dumps([case | {"motif": {"duration_min": 30}}]))
    code, out, _ = run("case", str(file))
    assert (code, json.loads(out)[0]["id"]) == (0, "one")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_the_bar_is_drawn_on_one_line_and_wiped() -> None:
    stream = Terminal()
    bar = ProgressBar(2, stream)
    bar.step("arras:1")
    bar.step("arras:2")
    bar.end()
    assert "\n" not in stream.getvalue()
    assert " 50 % arras:1" in stream.getvalue()
    assert stream.getvalue().endswith("\r\033[K")
