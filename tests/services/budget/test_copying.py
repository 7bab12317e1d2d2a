"""What is done with a version as a whole: copied, renamed, removed, linked, made ready, replaced."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import (
    Appropriation,
    AssignmentFunding,
    CentralPot,
    Frame,
    FrameComponent,
    GrantYear,
    PlanVersion,
    TargetedGrant,
)
from app.models.errors import Locked, MissingText
from app.models.proposals import (
    BudgetDialogue,
    Proposal,
    ProposalFigure,
    ProposalMeasure,
    ProposalTreatment,
)
from app.models.steering import ModelPart, SteeringModel
from app.models.types import new_id
from app.services.budget import frames, readiness, versions
from app.services.budget.decisions import in_force
from app.services.budget.versionerrors import VersionInUse, VersionNotReady
from app.services.budget.views import VersionInfo
from app.services.budget.words import STAGES
from app.services.storage import describe
from tests.services.budget.ledger import SCHOOL, TKR, YEARS, Ledger

DECIDED = date(2026, 11, 20)


def info(ledger: Ledger, version_id: int) -> VersionInfo:
    """A version as it is told."""
    return next(each for each in ledger.view(version_id=version_id).versions if each.id == version_id)


def everything(session: Session, version_id: int) -> list[tuple[object, ...]]:
    """What a version holds, without keys and places."""
    version = session.get_one(PlanVersion, version_id)
    found: list[tuple[object, ...]] = [("version", version.reallocation, version.example)]
    for total in version.totals:
        found.append(("total", total.year, total.to_distribute, total.held_back, total.held_by))
    for bound in version.appropriations:
        found.append(("bound", bound.unit_id, bound.pot_id, bound.gross, bound.note))
    for grant in version.grants:
        found.append(("grant", grant.unit_id, grant.name, grant.giver, grant.ends, grant.note))
        found += [("grant year", grant.name, row.year, row.amount) for row in grant.years]
    for frame in version.frames:
        holder = (frame.unit_id, frame.pot_id, frame.year, frame.kind)
        facts = (frame.previous, frame.previous_income, frame.staff, frame.held, frame.example)
        found.append(("frame", *holder, *facts))
        found += [
            ("part", *holder, part.kind, part.amount, part.income, part.held, part.note, part.source,
             part.allocation_version_id)
            for part in frame.components
        ]  # fmt: skip
        found += [("funding", *holder, row.assignment_id, row.amount) for row in frame.fundings]
    return sorted(found, key=repr)


def fill_up(session: Session, version_id: int) -> None:
    """Put something in every kind of row that belongs to a version."""
    version = session.get_one(PlanVersion, version_id)
    units = sorted(frame.unit_id for frame in version.frames if frame.unit_id and frame.year == YEARS[0])
    pot = CentralPot(id=new_id(), plan_id=version.plan_id, position=1, kind="pensions", name="Pensioner")
    task = Assignment(id=new_id(), title="Se över lokalerna", kind="council")
    session.add_all([pot, task])
    session.flush()
    version.reallocation = "Nämnden får flytta medel inom sitt anslag."
    version.appropriations += [
        Appropriation(unit_id=units[0], gross=True, note="Brutto"),
        Appropriation(pot_id=pot.id),
    ]
    version.grants.append(
        TargetedGrant(
            unit_id=units[0], name="Statsbidrag", giver="Skolverket", ends=date(2028, 6, 30),
            years=[GrantYear(year=2027, amount=5 * TKR)],
        )
    )  # fmt: skip
    frame = next(frame for frame in version.frames if frame.unit_id == units[0] and frame.year == YEARS[0])
    frame.previous_income, frame.staff, frame.held = 3 * TKR, Decimal("12.5"), True
    frame.components.append(
        FrameComponent(kind="assignment", amount=9 * TKR, income=TKR, held=True, note="Not", source="KF § 7")
    )
    frame.fundings.append(AssignmentFunding(assignment_id=task.id, amount=9 * TKR))
    version.frames.append(Frame(pot_id=pot.id, year=2027, kind="operating", previous=70 * TKR))
    version.frames.append(Frame(unit_id=units[1], year=2027, kind="fees", previous=2 * TKR))
    describe(session, "Prov")


def test_a_copy_holds_every_kind_of_row_and_knows_its_source(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.run(fill_up, version_id=first)
    before = ledger.database.read(partial(everything, version_id=first))
    assert {row[0] for row in before} == {
        "version", "total", "bound", "grant", "grant year", "frame", "part", "funding",
    }  # fmt: skip
    ledger.lock(decided_on=DECIDED)
    made = ledger.run(versions.create_version, source_id=first, name="Reviderad", stage="revised")
    assert ledger.database.read(partial(everything, version_id=made)) == before
    row = info(ledger, made)
    assert (row.source_id, row.locked, row.ready, row.body, row.node_id) == (first, False, False, None, None)
    ledger.database.undo()
    assert ledger.plans() == [(2027, 3, ["Arbetsversion"])]


def write_proposal(session: Session, version_id: int) -> None:
    """A proposal with something in every kind of row that belongs to it."""
    frame = session.scalars(select(Frame).where(Frame.plan_version_id == version_id)).first()
    assert frame is not None
    proposal = Proposal(
        plan_version_id=version_id, unit_id=frame.unit_id, follows="partly", follows_note="Utom lokalerna",
        statement="Nämnden yrkar på mer.", submitted_on=date(2026, 5, 4),
    )  # fmt: skip
    proposal.measures = [
        ProposalMeasure(position=1, title="Lokaler", impact="Färre", year=2027, amount=-5 * TKR)
    ]
    proposal.figures = [
        ProposalFigure(position=1, kind="key_figure", name="Andel", value="7 %", period="2025")
    ]
    proposal.treatments = [ProposalTreatment(position=1, kind="cooperation", paragraph="§ 3", note="Enig")]
    proposal.dialogues = [BudgetDialogue(held_on=date(2026, 4, 1), parties="KSAU och nämnden", note="Hört")]
    session.add(proposal)
    describe(session, "Prov")


def proposed(session: Session, version_id: int) -> list[tuple[object, ...]]:
    """What is proposed in a version, without keys."""
    found: list[tuple[object, ...]] = []
    for proposal in session.scalars(select(Proposal).where(Proposal.plan_version_id == version_id)):
        children = (proposal.measures, proposal.figures, proposal.treatments, proposal.dialogues)
        for row in (proposal, *(each for rows in children for each in rows)):
            own = {"id", "plan_version_id", "proposal_id"}
            names = [column.name for column in row.__table__.columns if column.name not in own]
            found.append((row.__tablename__, *(getattr(row, name) for name in names)))
    return found


def test_proposals_follow_a_copy_within_their_stage_and_no_further(ledger: Ledger) -> None:
    first = ledger.version.id
    needs = ledger.run(versions.create_version, source_id=first, name="Behov", stage="needs")
    ledger.run(write_proposal, version_id=needs)
    before = ledger.database.read(partial(proposed, version_id=needs))
    assert [row[0] for row in before] == [
        "proposal", "proposal_measure", "proposal_figure", "proposal_treatment", "budget_dialogue",
    ]  # fmt: skip
    again = ledger.run(versions.create_version, source_id=needs, name="Behov 2", stage="needs")
    assert ledger.database.read(partial(proposed, version_id=again)) == before
    assert ledger.database.read(partial(proposed, version_id=needs)) == before
    frames_only = ledger.run(versions.create_version, source_id=needs, name="Förslag", stage="proposal")
    assert ledger.database.read(partial(proposed, version_id=frames_only)) == []
    ledger.database.undo()
    ledger.database.undo()
    assert ledger.plans() == [(2027, 3, ["Arbetsversion", "Behov"])]
    assert ledger.database.read(partial(proposed, version_id=again)) == []


def test_a_municipality_with_one_year_has_no_plan_years(town: Ledger) -> None:
    def one_year(session: Session) -> None:
        model = SteeringModel(id=new_id(), key="en", title="Ett år", edition=1)
        model.parts = [ModelPart(name="budget", content={"plan_years": 1})]
        session.add(model)
        describe(session, "Prov")

    town.database.write(one_year)
    town.version_id = town.run(versions.create_plan, first_year=2027)
    view = town.view()
    assert view.plan is not None
    assert (view.plan.name, view.plan.years) == ("Budget 2027", (2027,))
    town.set(frames.set_previous, SCHOOL, amount=100 * TKR)
    town.set_year(frames.set_to_distribute, 2027, 100 * TKR)
    made = town.run(versions.create_version, source_id=town.version.id, name="KF", stage="decided")
    town.version_id = made
    assert town.amount(SCHOOL, "total") == 100
    mark(town, versions.mark_ready)
    assert town.version.ready


def mark(ledger: Ledger, use_case: object, **values: object) -> object:
    """Run a use case of a version against what it is now."""
    version = ledger.version
    known = {"version_id": version.id, "expected_version": version.row_version}
    return ledger.run(use_case, **known, **values)  # type: ignore[arg-type]


def test_a_version_is_renamed_until_it_is_decided(ledger: Ledger) -> None:
    mark(ledger, versions.rename_version, name=" KS förslag ", stage="proposal")
    assert (ledger.version.name, ledger.version.stage) == ("KS förslag", "proposal")
    assert ledger.log() == "Döpte om budgetversionen Arbetsversion till KS förslag"
    mark(ledger, versions.rename_version, name="KS förslag", stage="decided")
    assert ledger.log() == "Ändrade skedet för budgetversionen KS förslag till " + STAGES["decided"]
    with pytest.raises(MissingText, match="Versionens namn"):
        mark(ledger, versions.rename_version, name=" ", stage="decided")
    ledger.lock(decided_on=DECIDED)
    with pytest.raises(Locked, match="KS förslag"):
        mark(ledger, versions.rename_version, name="Annat", stage="decided")


def test_an_undecided_version_is_taken_away_and_comes_back(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.run(fill_up, version_id=first)
    made = ledger.run(versions.create_version, source_id=first, name="Utkast", stage="proposal")
    third = ledger.run(versions.create_version, source_id=made, name="KF", stage="decided")
    before = ledger.database.read(partial(everything, version_id=made))
    ledger.version_id = made
    mark(ledger, versions.remove_version)
    assert ledger.plans() == [(2027, 3, ["Arbetsversion", "KF"])]
    assert ledger.log() == "Tog bort budgetversionen Utkast"
    assert info(ledger, third).source_id == first
    ledger.database.undo()
    assert ledger.database.read(partial(everything, version_id=made)) == before
    assert info(ledger, third).source_id == made


def test_the_only_version_is_taken_away_with_its_plan(ledger: Ledger) -> None:
    ledger.run(fill_up, version_id=ledger.version.id)
    mark(ledger, versions.remove_version)
    assert ledger.plans() == []
    assert ledger.log() == "Tog bort Budget 2027 och plan 2028–2029"
    ledger.database.undo()
    assert ledger.plans() == [(2027, 3, ["Arbetsversion"])]


def test_a_version_that_is_decided_or_used_is_not_taken_away(example: Ledger) -> None:
    names = {version.name: version.id for version in example.view().versions}
    for name, held in (("Verksamheternas förslag", "förslag"), ("KS förslag", "uppdragshandlingar")):
        example.version_id = names[name]
        with pytest.raises(VersionInUse, match=f"används av .*{held}"):
            mark(example, versions.remove_version)
    example.version_id = names["Preliminär, juni"]
    with pytest.raises(Locked):
        mark(example, versions.remove_version)


def test_a_version_is_linked_to_its_document_also_when_it_is_decided(example: Ledger) -> None:
    version = example.version
    documents = example.database.read(readiness.carrying_documents)
    assert any("budget" in title.casefold() for _, title in documents)
    node_id, title = documents[0]
    example.version_id = version.id
    example.lock(decided_on=DECIDED)
    mark(example, versions.link_document, node_id=node_id)
    assert example.version.node_id == node_id
    assert example.log() == f"Budgetversionen {version.name} hör nu till ”{title}”"
    mark(example, versions.link_document, node_id=None)
    assert example.version.node_id is None


def test_a_version_is_ready_when_nothing_stops_it(ledger: Ledger) -> None:
    with pytest.raises(VersionNotReady, match="Ram att fördela 2027 är inte angiven"):
        mark(ledger, versions.mark_ready)
    ledger.set_year(frames.set_to_distribute, 2027, 9000 * TKR)
    ledger.set(frames.set_component, SCHOOL, kind="technical", amount=50 * TKR)
    with pytest.raises(VersionNotReady, match="tar inte ut varandra") as refused:
        mark(ledger, versions.mark_ready)
    assert [found.code for found in refused.value.found] == ["technical-not-zero"]
    ledger.set(frames.set_component, SCHOOL, kind="technical", amount=None)
    mark(ledger, versions.mark_ready)
    assert ledger.version.ready
    assert ledger.log() == "Budgetversionen Arbetsversion är klar för beslut"
    mark(ledger, versions.unmark_ready)
    assert not ledger.version.ready


def decide(ledger: Ledger, name: str, day: date, *, stage: str = "decided", body: str = "KF") -> int:
    """A new version that is decided at once; gives its key."""
    ledger.version_id = ledger.run(
        versions.create_version, source_id=ledger.view().versions[-1].id, name=name, stage=stage
    )
    ledger.lock(decided_on=day, body=body)
    return ledger.version_id


def test_a_later_decision_replaces_the_earlier_of_the_same_body(ledger: Ledger) -> None:
    board = decide(ledger, "Preliminära ramar", date(2026, 4, 20), stage="preliminary", body="KS")
    june = decide(ledger, "KF juni", date(2026, 6, 15))
    november = decide(ledger, "KF november", date(2026, 11, 20), stage="revised")
    assert [info(ledger, key).replaces_id for key in (board, june, november)] == [None, None, june]
    late = decide(ledger, "KF maj, antecknad sent", date(2026, 5, 2))
    assert info(ledger, late).replaces_id is None
    found = ledger.database.read(lambda s: getattr(in_force(s.scalars(select(PlanVersion))), "id", None))
    assert found == november


@pytest.mark.parametrize(
    ("stage", "body", "holds"),
    [
        ("proposal", "Kommunstyrelsen", False),
        ("proposal", "Kommunfullmäktige", True),
        ("preliminary", "Kommunfullmäktige", False),
        ("decided", "Regionfullmäktige", True),
    ],
)
def test_only_the_councils_budget_is_in_force(ledger: Ledger, stage: str, body: str, holds: bool) -> None:
    decide(ledger, "Beslutad", DECIDED, stage=stage, body=body)
    found = ledger.database.read(lambda session: in_force(session.scalars(select(PlanVersion))))
    assert (found is not None) is holds


def test_a_version_is_decided_as_another_stage(ledger: Ledger) -> None:
    ledger.lock(decided_on=DECIDED, stage="decided")
    assert ledger.version.stage == "decided"
