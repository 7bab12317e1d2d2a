"""What is missing in proposals is told, and stops where it is mandatory (`BUD-07`, `BUD-08`, `BUD-15`)."""

from datetime import date
from decimal import Decimal

import pytest

from app.models.scorecard import Indicator, Measurement
from app.models.types import new_id
from app.services.budget.proposals import figures, proposals, rows
from app.services.budget.proposals.demands import Demands, demands_of
from app.services.budget.proposals.errors import NothingMeasured
from app.services.budget.proposals.figures import Figure
from app.services.budget.proposals.rows import Measure, Treatment
from app.services.paths import resource
from app.services.steering.modelformat import read_model
from app.services.storage import describe
from tests.services.budget.ledger import CARE, NIGHT, SCHOOL, TKR
from tests.services.budget.proposals.conftest import Proposing


def test_frames_within_the_preliminary_ones_need_nothing(proposing: Proposing) -> None:
    assert proposing.findings() == ()


def test_more_than_the_frame_without_a_proposal_stops(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    (finding,) = proposing.findings()
    assert (finding.code, finding.stops, finding.key) == ("proposal-measures", True, proposing.unit(SCHOOL))
    assert finding.message == (
        "Skolan föreslår 50\u00a0tkr över preliminär ram 2027 utan åtgärder och konsekvensbeskrivning."
    )


def test_more_than_the_frame_without_measures_stops(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    key = proposing.begin(SCHOOL)
    assert proposing.codes("error") == ["proposal-measures"]
    assert proposing.findings()[0].key == key


def test_a_measure_without_consequence_stops_until_it_is_told(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    key = proposing.begin(SCHOOL)
    measure = proposing.on(key, rows.add_measure, measure=Measure("Färre inköp", 2027, -50 * TKR))
    assert proposing.codes("error") == ["proposal-unexplained"]
    told = Measure("Färre inköp", 2027, -50 * TKR, "Slitna böcker")
    proposing.on(key, rows.edit_measure, measure_id=measure, measure=told)
    assert proposing.codes("error") == []


def test_what_no_measure_covers_is_told_by_year(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    key = proposing.begin(SCHOOL)
    measure = proposing.on(key, rows.add_measure, measure=Measure("A", 2027, -50 * TKR, "B"))
    found = [each.message for each in proposing.findings() if each.severity == "warning"]
    assert found == ["Åtgärderna i förslaget från Skolan täcker inte 50\u00a0tkr 2028 och 50\u00a0tkr 2029."]
    proposing.on(key, rows.repeat_measure, measure_id=measure)
    assert proposing.codes("warning") == []


def test_a_proposal_above_speaks_for_those_below(proposing: Proposing) -> None:
    proposing.propose(NIGHT, 20)
    key = proposing.begin(CARE)
    proposing.on(key, rows.add_measure, measure=Measure("A", 2027, -20 * TKR, "B"))
    assert proposing.codes("error") == []


def test_where_the_model_is_silent_a_missing_treatment_is_a_note(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    assert proposing.codes() == ["proposal-untreated", "proposal-unjudged"]
    assert {each.severity for each in proposing.findings()} == {"note"}
    proposing.on(key, rows.add_treatment, treatment=Treatment("body"))
    proposing.on(key, proposals.judge, follows="yes", note=None)
    assert proposing.codes() == []


def test_versions_of_other_stages_are_not_checked(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    assert proposing.findings(proposing.preliminary_id) == ()


def test_fagersta_demands_treatment_and_three_sorts_of_figures() -> None:
    demands = demands_of(read_model(resource("resources", "styrmodeller", "fagersta.toml")))
    assert demands.treatments == ("subcommittee", "cooperation")
    assert demands.figures == ("activity", "key_figure", "survey")


@pytest.mark.parametrize("name", ["ljusnarsberg", "norberg", "borlange", "svenljunga", "falun"])
def test_a_model_that_says_nothing_demands_nothing(name: str) -> None:
    assert demands_of(read_model(resource("resources", "styrmodeller", f"{name}.toml"))).treatments == ()


def test_what_the_model_demands_stops_until_it_is_there(
    proposing: Proposing, monkeypatch: pytest.MonkeyPatch
) -> None:
    demanded = Demands(("subcommittee", "cooperation"), ("survey",))
    monkeypatch.setattr("app.services.budget.proposals.checks.read_demands", lambda _session: demanded)
    key = proposing.begin(SCHOOL)
    assert proposing.codes("error") == ["proposal-untreated"] * 2
    assert "proposal-figures" in proposing.codes("note")
    for kind in demanded.treatments:
        proposing.on(key, rows.add_treatment, treatment=Treatment(kind, treated_on=date(2026, 5, 2)))
    proposing.on(key, figures.add_figure, figure=Figure("survey", "Nöjda elever", "81 %"))
    assert proposing.codes("error") == []
    assert "proposal-figures" not in proposing.codes("note")


def test_a_figure_can_follow_an_indicator(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    indicator = _measured(proposing)
    made = proposing.on(key, figures.add_indicator_figure, indicator_id=indicator, kind="key_figure")
    with pytest.raises(NothingMeasured):
        proposing.on(key, figures.fetch_figure, figure_id=made)
    _outcome(proposing, indicator, None, "2025", "80")
    proposing.on(key, figures.fetch_figure, figure_id=made)
    assert proposing.detail(key).figures[0].typed.value == "80\u00a0%"
    _outcome(proposing, indicator, proposing.unit(SCHOOL), "2024", "92.5")
    proposing.on(key, figures.fetch_figure, figure_id=made)
    row = proposing.detail(key).figures[0]
    assert (row.typed.value, row.typed.period, row.indicator) == ("92,5\u00a0%", "2024", "Behöriga")
    proposing.on(key, figures.edit_figure, figure_id=made, figure=Figure("survey", "Egen", "1"))
    assert proposing.detail(key).figures[0].typed.kind == "survey"
    proposing.on(key, figures.remove_figure, figure_id=made)
    assert proposing.detail(key).figures == ()


def _measured(proposing: Proposing) -> int:
    def make(session):
        row = Indicator(id=new_id(), name="Behöriga", unit_of_measure="%")
        session.add(row)
        describe(session, "Lade till")
        return row.id

    return int(proposing.ledger.database.write(make).value)


def _outcome(proposing: Proposing, indicator: int, unit: int | None, period: str, value: str) -> None:
    def make(session):
        session.add(Measurement(indicator_id=indicator, unit_id=unit, period=period, value=Decimal(value)))
        describe(session, "Mätte")

    proposing.ledger.database.write(make)
