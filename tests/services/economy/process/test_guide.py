"""The guide through the budget process: the model's steps, what the file shows, what somebody says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import ProcessStep
from app.models.budget import BudgetPlan, PlanVersion
from app.models.economy import ForecastRound
from app.models.errors import ChangedSince, DomainError
from app.models.proposals import Proposal
from app.services.budget.versions import remove_version
from app.services.clock import fixed_clock
from app.services.economy.process import ticking
from app.services.economy.process.evidence import Shown, evidence_of
from app.services.economy.process.stages import KIND_WORDS, Stage, stages_of
from app.services.economy.process.views import ProcessView, guide
from app.services.steering.modelformat import available_models, find_model
from app.services.storage import Database, describe
from app.services.wheel import legal
from app.services.wheel.views import When
from tests.conftest import TODAY
from tests.newfiles import create_file

ELECTIONS = legal.elections_around(())


def stages(model: str) -> tuple[Stage, ...]:
    """The stages of a built-in model for 2027."""
    return stages_of(find_model(model), 2027, ELECTIONS)[0]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "kommun.styr"
    clock = fixed_clock(TODAY)
    create_file(path, "ljusnarsberg", clock=clock, user="Anna", example_year=2027)
    database = Database.open(path, clock=clock, user="Anna")
    yield database
    database.close()


def view(database: Database) -> ProcessView:
    """The guide of the example's plan."""
    plan = database.read(lambda session: session.scalars(select(BudgetPlan.id)).one())
    return database.read(partial(guide, plan_id=plan, today=TODAY))


# ---- the models ----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [each.key for each in available_models()])
def test_every_model_gets_steps_of_its_own_each_in_a_year_before_the_budget(model: str) -> None:
    found = stages(model)
    assert found
    assert len({stage.key for stage in found}) == len(found)
    assert all(stage.kind in KIND_WORDS and stage.year in (2025, 2026) for stage in found)


def test_heby_has_its_ten_numbered_steps_in_the_order_of_time() -> None:
    found = stages("heby")
    assert sorted(int(stage.number) for stage in found if stage.number) == list(range(1, 11))
    assert (found[0].name, found[0].year) == ("Förvaltningsdialog", 2025)
    dialogue = next(stage for stage in found if stage.key == "medborgardialog")
    assert "verksamheten sedd tio år framåt" in dialogue.contents


def test_sater_begins_with_the_total_frame_from_known_income_and_goals() -> None:
    directive = next(stage for stage in stages("sater") if stage.kind == "preliminary")
    assert directive.contents[0] == "total ram ur kända intäkter och fullmäktiges finansiella mål"


def test_a_model_without_stages_is_led_by_its_wheel_and_the_law() -> None:
    found, named = stages_of(find_model("strangnas"), 2027, ELECTIONS)
    assert not named
    assert [stage.name for stage in found][:2] == ["Flerårsplanen revideras", "LEP uppdateras"]
    proposal, decision = found[-2:]
    assert proposal.when is not None
    assert (proposal.when.last, decision.kind) == (date(2026, 10, 31), "decided")
    assert "11 kap. 8 §" in (proposal.law or "")


# ---- what the file shows -------------------------------------------------------------------------


def test_the_example_is_done_as_far_as_its_file_shows(office: Database) -> None:
    found = view(office)
    assert (found.grounds or "").startswith("Grunder: behov, efterfrågan och kostnadsutveckling")
    assert "Metoder: beräkningsmodell; anslag" in (found.grounds or "")
    assert (found.note or "").startswith("Grunderna redovisas var för sig och i denna ordning.")
    states = {step.key: step.state for step in found.steps}
    assert states["preliminar"] == "done"
    assert states["beslut"] == "now"
    assert found.current is not None
    assert found.current.key == "beslut"
    needs = found.step("verksamhetens_forslag")
    assert needs is not None
    assert "2 budgetförslag är inlämnade" in [one.words for one in needs.evidence]
    preliminary = found.step("preliminar")
    assert preliminary is not None
    assert any("beslutades av Kommunstyrelsen 2026-06-09" in one.words for one in preliminary.evidence)


def test_a_forecast_belongs_to_the_step_it_was_given_in_and_a_version_to_its_body() -> None:
    spring = When("manad", date(2026, 4, 1), date(2026, 4, 30), "april 2026")
    listed = (
        Stage("start", "Start", "prerequisites", when=spring),
        Stage("ks", "KS", "proposal", bodies=("Kommunstyrelsen",)),
        Stage("ksau", "KSAU", "proposal", bodies=("Arbetsutskottet",)),
        Stage("intern", "Intern", "internal"),
        Stage("dialog", "Dialog", "dialogue"),
    )
    given = ForecastRound(id=1, kind="skr", name="SKR", dated_on=date(2026, 4, 24))
    late = ForecastRound(id=2, kind="skr", name="Sen", dated_on=date(2026, 9, 30))
    version = PlanVersion(
        id=3, plan_id=1, stage="proposal", name="Förslag", body="Kommunstyrelsen", locked=True, position=0
    )
    talks = ((7, date(2026, 2, 3)),)
    proposal = Proposal(id=9)
    shown = Shown(
        versions=(version,), rounds=(given, late), internal=1, dialogues=talks, proposals=(proposal,)
    )
    found = evidence_of(shown, listed)
    assert [one.words for one in found["intern"]] == ["1 internbudget gjord"]
    assert [one.words for one in found["dialog"]] == ["1 budgetdialog antecknad"]
    assert [one.key for one in found["start"]] == [1]
    assert [(one.key, one.done) for one in found["ks"]] == [(3, True)]
    assert found["ksau"] == ()


# ---- what somebody says --------------------------------------------------------------------------


def test_a_step_and_a_line_are_ticked_noted_and_taken_back(office: Database) -> None:
    plan = view(office).plan_id
    common = {"plan_id": plan, "stage": "beslut"}
    done = {"done_on": date(2026, 11, 20), "today": TODAY}
    office.write(partial(ticking.tick, **common, **done, expected_version=0))
    office.write(partial(ticking.tick, **common, **done, line=1, expected_version=0))
    step = view(office).step("beslut")
    assert step is not None
    assert (step.state, step.said_on, step.ticked) == ("done", date(2026, 11, 20), 1)
    office.write(partial(ticking.set_note, **common, note=" Sent ", expected_version=step.row_state))
    noted = view(office).step("beslut")
    assert noted is not None
    assert noted.note == "Sent"
    with pytest.raises(ChangedSince):
        office.write(partial(ticking.untick, **common, expected_version=step.row_state))
    office.write(partial(ticking.untick, **common, expected_version=noted.row_state))
    office.undo()
    again = view(office).step("beslut")
    assert again is not None
    assert replace(again, row_state=0) == replace(noted, row_state=0)


def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(office: Database) -> None:
    before = view(office)
    common = {"plan_id": before.plan_id, "stage": "beslut", "today": TODAY, "expected_version": 0}
    with pytest.raises(DomainError, match="en dag framåt i tiden"):
        office.write(partial(ticking.tick, **common, done_on=date(2026, 11, 22)))
    with pytest.raises(DomainError, match="finns inte längre"):
        office.write(partial(ticking.tick, **common, line=9, done_on=TODAY))
    with pytest.raises(DomainError, match="finns inte längre"):
        office.write(partial(ticking.tick, **{**common, "stage": "borta"}, done_on=TODAY))
    assert view(office) == before


def test_a_plan_takes_its_ticks_with_it_and_undo_gives_them_back(tmp_path: Path) -> None:
    clock = fixed_clock(TODAY)
    create_file(tmp_path / "a.styr", "heby", clock=clock, user="Anna", example_year=None)
    database = Database.open(tmp_path / "a.styr", clock=clock, user="Anna")
    plan = database.write(_plan).value
    say = partial(ticking.tick, plan_id=plan, stage="direktiv", done_on=TODAY, today=TODAY)
    database.write(partial(say, expected_version=0))
    version, state = database.read(lambda session: tuple(session.execute(_VERSION).one()))
    database.write(partial(remove_version, version_id=version, expected_version=state))
    assert database.read(lambda session: session.scalars(select(ProcessStep)).all()) == []
    database.undo()
    assert view(database).done == 1
    database.close()


_VERSION = select(PlanVersion.id, PlanVersion.version)


def _plan(session: Session) -> int:
    plan = BudgetPlan(name="Budget 2027", first_year=2027, years=3)
    plan.versions = [PlanVersion(position=0, stage="preliminary", name="Preliminär")]
    session.add(plan)
    session.flush()
    describe(session, "Skapade en budget")
    return plan.id
