"""A proposal is begun, filled, checked against its frame, and taken away, each as one change to undo."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.models.errors import ChangedSince, Locked, MissingText, NotFound
from app.models.proposals import Proposal, ProposalMeasure
from app.services.budget import versions
from app.services.budget.proposals import proposals, rows
from app.services.budget.proposals.errors import (
    AlreadyProposed,
    CannotCheckAgainst,
    NoFrame,
    NoOtherYears,
    NotForProposals,
    OutsidePlan,
)
from app.services.budget.proposals.rows import Dialogue, Measure, Treatment
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE, KITCHEN, NIGHT, SCHOOL, TKR
from tests.services.budget.proposals.conftest import Proposing


def count(proposing: Proposing, model: type) -> int:
    return proposing.ledger.database.read(
        lambda session: session.scalar(select(func.count()).select_from(model)) or 0
    )


def test_a_proposal_is_checked_against_what_its_version_was_copied_from(proposing: Proposing) -> None:
    detail = proposing.detail(proposing.begin(SCHOOL))
    assert (detail.unit, detail.against_id) == (SCHOOL, proposing.preliminary_id)
    assert proposing.ledger.log() == f"Påbörjade förslaget från {SCHOOL}"


def test_a_unit_has_one_proposal_in_a_version(proposing: Proposing) -> None:
    proposing.begin(SCHOOL)
    with pytest.raises(AlreadyProposed):
        proposing.begin(SCHOOL)


def test_a_body_over_units_with_frames_can_propose(proposing: Proposing) -> None:
    detail = proposing.detail(proposing.begin("Styrelsen"))
    assert detail.years[0].proposed == 1650 * TKR


def test_proposals_stand_in_versions_for_them_only(proposing: Proposing) -> None:
    with pytest.raises(NotForProposals):
        proposing.ledger.run(
            proposals.begin_proposal, version_id=proposing.preliminary_id, unit_id=proposing.unit(SCHOOL)
        )


def test_a_unit_without_frame_cannot_propose(proposing: Proposing) -> None:
    from app.services.organisation import units

    kind = proposing.ledger.database.read(
        lambda session: session.get_one(_unit(), proposing.unit(SCHOOL)).kind_id
    )
    made = proposing.ledger.run(units.add_unit, name="Badet", kind_id=kind, parent_id=None)
    with pytest.raises(NoFrame):
        proposing.ledger.run(proposals.begin_proposal, version_id=proposing.version_id, unit_id=made)


def _unit() -> type:
    from app.models.organisation import Unit

    return Unit


def test_everything_of_a_proposal_is_kept(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    proposing.on(key, proposals.edit_statement, text=" Vi behöver fler lärare. ")
    proposing.on(key, proposals.set_submitted, submitted_on=date(2026, 5, 4))
    proposing.on(key, rows.add_measure, measure=Measure("Färre inköp", 2027, -40 * TKR, "Slitna böcker"))
    proposing.on(key, rows.add_treatment, treatment=Treatment("cooperation", "LSG", date(2026, 5, 2), "§ 7"))
    proposing.on(key, rows.add_dialogue, dialogue=Dialogue(date(2026, 6, 1), "Beredningen", "Prognos", "Ja"))
    proposing.on(key, proposals.judge, follows="partly", note="Målet om läsning saknas")
    detail = proposing.detail(key)
    assert (detail.statement, detail.submitted_on) == ("Vi behöver fler lärare.", date(2026, 5, 4))
    assert [row.typed for row in detail.measures] == [
        Measure("Färre inköp", 2027, -40 * TKR, "Slitna böcker")
    ]
    assert detail.treatments[0].typed == Treatment("cooperation", "LSG", date(2026, 5, 2), "§ 7")
    assert detail.dialogues[0].typed.basis == "Prognos"
    assert (detail.follows, detail.follows_note) == ("partly", "Målet om läsning saknas")


def test_rows_are_changed_and_taken_away(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    measure = proposing.on(key, rows.add_measure, measure=Measure("A", 2027))
    treatment = proposing.on(key, rows.add_treatment, treatment=Treatment("body"))
    dialogue = proposing.on(key, rows.add_dialogue, dialogue=Dialogue(note="Först"))
    proposing.on(key, rows.edit_measure, measure_id=measure, measure=Measure("B", 2028, 5, "C"))
    proposing.on(key, rows.edit_treatment, treatment_id=treatment, treatment=Treatment("other", "Rådet"))
    proposing.on(key, rows.edit_dialogue, dialogue_id=dialogue, dialogue=Dialogue(note="Sedan"))
    detail = proposing.detail(key)
    assert detail.measures[0].typed == Measure("B", 2028, 5, "C")
    assert detail.treatments[0].typed.body == "Rådet"
    assert detail.dialogues[0].typed.note == "Sedan"
    proposing.on(key, rows.remove_measure, measure_id=measure)
    proposing.on(key, rows.remove_treatment, treatment_id=treatment)
    proposing.on(key, rows.remove_dialogue, dialogue_id=dialogue)
    detail = proposing.detail(key)
    assert (detail.measures, detail.treatments, detail.dialogues) == ((), (), ())
    with pytest.raises(NotFound):
        proposing.on(key, rows.remove_measure, measure_id=measure)


def test_nothing_is_logged_when_nothing_changes(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    version = proposing.detail(key).version
    proposing.on(key, proposals.edit_statement, text="  ")
    proposing.on(key, proposals.set_submitted, submitted_on=None)
    proposing.on(key, proposals.judge, follows=None, note="")
    assert proposing.detail(key).version == version
    assert proposing.ledger.log() == f"Påbörjade förslaget från {SCHOOL}"


def test_a_measure_can_last_over_the_later_years(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    measure = proposing.on(key, rows.add_measure, measure=Measure("A", 2027, -5, "B"))
    assert proposing.on(key, rows.repeat_measure, measure_id=measure) == 2
    kept = [row.typed for row in proposing.detail(key).measures]
    assert kept == [Measure("A", year, -5, "B") for year in (2027, 2028, 2029)]
    with pytest.raises(NoOtherYears):
        proposing.on(key, rows.repeat_measure, measure_id=measure)


@pytest.mark.parametrize(
    ("measure", "refusal"),
    [(Measure(" ", 2027), MissingText), (Measure("A", 2026), OutsidePlan), (Measure("A", 2030), OutsidePlan)],
)
def test_a_measure_has_a_name_and_a_year_of_the_plan(
    proposing: Proposing, measure: Measure, refusal: type[Exception]
) -> None:
    key = proposing.begin(SCHOOL)
    with pytest.raises(refusal):
        proposing.on(key, rows.add_measure, measure=measure)


def test_a_form_that_is_outdated_is_refused(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    old = proposing.detail(key).version
    proposing.on(key, proposals.edit_statement, text="Ja")
    with pytest.raises(ChangedSince):
        proposing.ledger.run(proposals.edit_statement, proposal_id=key, text="Nej", expected_version=old)


def test_a_decided_proposal_keeps_its_content_but_can_be_judged(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    proposing.ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked):
        proposing.on(key, proposals.edit_statement, text="Nej")
    proposing.on(key, proposals.judge, follows="yes", note=None)
    proposing.on(key, rows.add_dialogue, dialogue=Dialogue(parties="Beredningen"))
    assert proposing.detail(key).follows == "yes"


def test_another_version_of_the_plan_can_be_checked_against(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    made = proposing.ledger.run(
        versions.create_version, source_id=proposing.preliminary_id, name="Ny preliminär", stage="preliminary"
    )
    proposing.on(key, proposals.set_against, against_id=made)
    assert proposing.detail(key).against == "Ny preliminär"
    with pytest.raises(CannotCheckAgainst):
        proposing.on(key, proposals.set_against, against_id=proposing.version_id)


def test_a_removed_proposal_takes_its_rows_and_comes_back_when_undone(proposing: Proposing) -> None:
    key = proposing.begin(SCHOOL)
    proposing.on(key, rows.add_measure, measure=Measure("A", 2027))
    proposing.on(key, proposals.remove_proposal)
    assert (count(proposing, Proposal), count(proposing, ProposalMeasure)) == (0, 0)
    proposing.ledger.database.undo()
    assert proposing.detail(key).measures[0].typed.title == "A"


def test_a_row_compares_the_proposal_with_the_frame(proposing: Proposing) -> None:
    proposing.propose(SCHOOL, 50)
    key = proposing.begin(SCHOOL)
    proposing.on(key, rows.add_measure, measure=Measure("A", 2027, -30 * TKR, "B"))
    figures = proposing.row(SCHOOL).of(2027)
    assert (figures.proposed, figures.preliminary) == (1050 * TKR, 1000 * TKR)
    assert (figures.difference, figures.percent, figures.uncovered) == (50 * TKR, 5, 20 * TKR)
    assert proposing.row(KITCHEN).of(2027).difference == 0


def test_a_group_counts_what_those_below_it_propose_once(proposing: Proposing) -> None:
    proposing.propose(NIGHT, 20)
    for name in (CARE, NIGHT):
        key = proposing.begin(name)
        proposing.on(key, rows.add_measure, measure=Measure("A", 2027, -10 * TKR, "B"))
    care = proposing.row(CARE)
    assert care.group
    assert (care.of(2027).difference, care.of(2027).measures) == (20 * TKR, -10 * TKR)
    assert proposing.row("Dagen").part_of == CARE
    assert proposing.view().count == 2


def test_without_a_version_for_proposals_the_preliminary_one_is_offered(proposing: Proposing) -> None:
    proposing.ledger.run(
        versions.remove_version,
        version_id=proposing.version_id,
        expected_version=proposing.ledger.version.row_version,
    )
    proposing.ledger.version_id = proposing.preliminary_id
    view = proposing.view()
    assert view.version is None
    assert view.preliminary is not None
    assert view.preliminary.id == proposing.preliminary_id
