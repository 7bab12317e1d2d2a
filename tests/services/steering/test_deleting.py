"""Elements are removed with a choice of what becomes of all that hangs on them; nothing goes silently."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.errors import ChangedSince, NotFound
from app.models.proposals import Proposal
from app.models.schema import Base
from app.services.steering import contributing, deleting, nodes
from app.services.steering.deleting import Removal
from app.services.steering.errors import (
    DecidedStays,
    NotPlaced,
    ServedByDecided,
    StillHolds,
    UnderItself,
)
from app.services.storage import Database, describe
from tests.services.steering.tree import add, contributions, detail_of, row_of, state, view_of

_CARE, _SCHOOL = "Trygg omsorg nära hemmet", "Utbildning som leder vidare"
_OPEN = "Uppdragshandling Musikskola"
#: Every column that points at what is removed; another one must be thought of in `deleting`.
_HANDLED = {
    "activity.node_id", "activity_document.node_id", "assignment.node_id", "assignment.serves_id",
    "assessment.node_id", "attachment.node_version_id", "cause_link.cause_id", "cause_link.effect_id",
    "improvement.node_id", "scorecard_row.node_id",
    "citation.cited_node_id", "citation.node_id", "document_section.node_version_id", "node_tag.node_id",
    "participation.node_id", "guideline.node_id", "long_term_plan.node_id", "referral.node_version_id",
    "replacement.node_version_id",
    "replacement.replaced_id", "plan_version.node_id", "proposal.directive_id",
    "agreement.node_id", "agreement_snapshot.agreement_id", "agreement_snapshot.node_version_id",
    "agreement_text.agreement_id", "agreement_comment.agreement_id", "agreement_case_member.agreement_id",
    "agreement_file.agreement_id", "agreement_revision.agreement_id", "agreement.predecessor_id",
    "agreement_signing.agreement_id", "contribution.from_node_id", "contribution.to_node_id",
    "decision.node_version_id", "follow_up_row.agreement_id", "node.parent_id", "node_indicator.node_id",
    "node_perspective.node_id", "node_version.node_id", "node_version.replaces_id", "signatory.agreement_id",
}  # fmt: skip


def _remove(database: Database, *titles: str, **how: Any) -> None:
    rows = [row_of(database, title) for title in titles]
    versions = {row.id: row.version for row in rows}
    database.write(partial(deleting.remove_nodes, versions=versions, **how))


def _removal(database: Database, *titles: str) -> Removal:
    ids = [row_of(database, title).id for title in titles]
    return database.read(partial(deleting.removal, node_ids=ids))


def _everything(database: Database) -> dict[str, int]:
    def count(session: Session) -> dict[str, int]:
        tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith("change")]
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

    return database.read(count)


def test_no_table_that_points_at_an_element_is_forgotten() -> None:
    targets = {"node", "node_version", "agreement"}
    pointing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in targets
    }
    assert pointing == _HANDLED


def test_a_single_element_goes_with_what_is_its_own_and_comes_back_by_undo(example: Database) -> None:
    top = row_of(example, _SCHOOL)
    add(example, "verksamhetsmal", top.id, "Ett mål för mycket")
    before, rows = state(example), _everything(example)
    _remove(example, "Ett mål för mycket")
    assert example.undo_words == "Tog bort ”Ett mål för mycket”"
    assert "Ett mål för mycket" not in {row.title for row in view_of(example).rows}
    example.undo()
    assert (state(example), _everything(example)) == (before, rows)


def test_without_a_word_nothing_is_removed_that_something_hangs_on(example: Database) -> None:
    before = state(example)
    with pytest.raises(StillHolds, match=f"Något hör till ”{_CARE}”. Välj om det ska flyttas eller tas bort"):
        _remove(example, _CARE)
    assert state(example) == before


def test_what_stands_under_it_and_contributes_to_it_goes_to_the_heir(empty: Database) -> None:
    tree = _tree(empty)
    rows, before, tied = _everything(empty), state(empty), contributions(empty)
    _remove(empty, "Område A", heir_id=tree["Område B"])
    under = [row.title for row in view_of(empty).rows if row.parent_id == tree["Område B"]]
    assert under == ["Mål B1", "Mål A1", "Mål A2"]
    assert contributions(empty) == {(tree["Finans"], tree["Område B"])}
    assert empty.undo_words == "Tog bort ”Område A”"
    empty.undo()
    assert (state(empty), contributions(empty), _everything(empty)) == (before, tied, rows)


def test_the_heir_is_where_the_model_has_a_place(empty: Database) -> None:
    tree = _tree(empty)
    before = state(empty)
    with pytest.raises(NotPlaced, match="”Mål A1” kan inte ligga under ”Vision”"):
        _remove(empty, "Område A", heir_id=tree["Vision"])
    with pytest.raises(UnderItself):
        _remove(empty, "Område A", heir_id=tree["Område A"])
    with pytest.raises(NotFound):
        _remove(empty, "Område A", heir_id=1)
    assert state(empty) == before


def test_everything_under_it_goes_with_it_and_comes_back_by_one_undo(empty: Database) -> None:
    tree = _tree(empty)
    rows, before, tied = _everything(empty), state(empty), contributions(empty)
    _remove(empty, "Område A", with_all=True)
    assert {row.title for row in view_of(empty).rows} == {
        "Värdegrund", "Vision", "ÖSB", "Område B", "Mål B1", "Finans",
    }  # fmt: skip
    assert contributions(empty) == set()
    assert empty.undo_words == "Tog bort ”Område A” och 2 styrelement till"
    assert tree["Mål A1"] not in {row.id for row in view_of(empty).rows}
    empty.undo()
    assert (state(empty), contributions(empty), _everything(empty)) == (before, tied, rows)
    empty.redo()
    assert len(view_of(empty).rows) == 6


def test_an_open_agreement_goes_with_its_element_and_its_measures_stay(example: Database) -> None:
    rows = _everything(example)
    found = _removal(example, _OPEN)
    assert found.agreements == 1
    assert found.never == found.not_all == ""
    _remove(example, _OPEN, with_all=True)
    after = _everything(example)
    assert after["agreement"] == rows["agreement"] - 1
    assert after["signatory"] < rows["signatory"]
    assert after["indicator"] == rows["indicator"]
    example.undo()
    assert _everything(example) == rows


@pytest.mark.parametrize("with_all", [True, False])
def test_what_is_decided_is_never_removed(example: Database, with_all: bool) -> None:
    before = state(example)
    for title in ("Skolplan", "Vision 2020"):
        with pytest.raises(DecidedStays) as refused:
            _remove(example, title, with_all=with_all)
        assert refused.value.message == f"”{title}” är beslutad, och det som är beslutat tas aldrig bort."
    assert state(example) == before


def test_what_was_decided_once_stays_also_when_a_new_version_is_written(example: Database) -> None:
    row = row_of(example, "Skolplan")
    example.write(partial(nodes.new_version, node_id=row.id, expected_version=row.version))
    assert not row_of(example, "Skolplan").locked
    with pytest.raises(DecidedStays):
        _remove(example, "Skolplan", with_all=True)


def test_nothing_goes_with_an_element_that_holds_something_decided(example: Database) -> None:
    before = state(example)
    with pytest.raises(DecidedStays, match="tas aldrig bort"):
        _remove(example, "Översiktsplan", with_all=True)
    found = _removal(example, "Översiktsplan")
    assert found.never == ""
    assert "tas aldrig bort" in found.not_all
    assert "är beslutad och låst" in found.not_moved
    assert state(example) == before


def test_what_a_decided_element_contributes_to_stays(example: Database) -> None:
    decided = {row.id for row in view_of(example).rows if row.locked}
    served = next(
        taker for giver, taker in contributions(example) if giver in decided and taker not in decided
    )
    row = next(row for row in view_of(example).rows if row.id == served)
    assert not row.locked
    with pytest.raises(ServedByDecided, match="är beslutad och bidrar dit"):
        _remove(example, row.title.replace("\u00a0", " "), with_all=True)
    assert _removal(example, row.title.replace("\u00a0", " ")).never


def test_before_anything_is_removed_it_is_told_what_hangs_on_it(empty: Database) -> None:
    tree = _tree(empty)
    found = _removal(empty, "Område A")
    assert (found.titles, found.below, found.served_by, found.serves) == (("Område A",), 2, 1, 0)
    assert (found.never, found.not_all, found.not_moved, found.holds) == ("", "", "", True)
    assert found.versions == {tree["Område A"]: 1}
    alone = _removal(empty, "Mål B1")
    assert (alone.below, alone.holds) == (0, False)


def test_where_no_other_element_can_take_over_it_is_said(empty: Database) -> None:
    _tree(empty)
    assert _removal(empty, "Vision").not_moved == (
        "Inget annat styrelement kan ta över det som ligger under ”Vision”."
    )


def test_perspectives_and_measures_of_a_removed_goal_are_unlinked(example: Database) -> None:
    decided = {row.id for row in view_of(example).rows if row.locked}
    shielded = {taker for giver, taker in contributions(example) if giver in decided}
    row = next(
        row
        for row in view_of(example).rows
        if row.form in ("goal", "commitment")
        and row.id not in shielded | decided
        and (found := detail_of(example, row.title.replace("\u00a0", " "))).measures
        and found.perspectives
    )
    detail = detail_of(example, row.title.replace("\u00a0", " "))
    rows = _everything(example)
    _remove(example, row.title.replace("\u00a0", " "), with_all=True)
    after = _everything(example)
    assert after["node_perspective"] == rows["node_perspective"] - len(detail.perspectives)
    assert after["node_indicator"] == rows["node_indicator"] - len(detail.measures)
    assert after["indicator"] == rows["indicator"]
    example.undo()
    assert _everything(example) == rows


def test_several_are_removed_in_one_step(empty: Database) -> None:
    _tree(empty)
    before = state(empty)
    _remove(empty, "Mål A1", "Mål B1")
    assert empty.undo_words == "Tog bort ”Mål A1” och 1 styrelement till"
    empty.undo()
    assert state(empty) == before


def test_a_removal_against_an_older_state_is_refused(empty: Database) -> None:
    tree = _tree(empty)
    with pytest.raises(ChangedSince):
        empty.write(partial(deleting.remove_nodes, versions={tree["Mål A1"]: 7}))


def _tree(database: Database) -> dict[str, int]:
    made: dict[str, int] = {}
    places = [
        ("vardegrund", "Värdegrund", None), ("vision", "Vision", "Värdegrund"), ("osb", "ÖSB", "Vision"),
        ("strategiskt_omrade", "Område A", "ÖSB"), ("strategiskt_omrade", "Område B", "ÖSB"),
        ("verksamhetsmal", "Mål A1", "Område A"), ("verksamhetsmal", "Mål A2", "Område A"),
        ("verksamhetsmal", "Mål B1", "Område B"), ("finansiellt_mal", "Finans", "ÖSB"),
    ]  # fmt: skip
    for level, title, above in places:
        made[title] = add(database, level, made[above] if above else None, title)
    serve = partial(contributing.add_contribution, node_id=made["Finans"], to_id=made["Område A"])
    database.write(partial(serve, expected_version=1))
    return made


def test_a_budget_whose_document_goes_names_none_until_it_is_undone(example: Database) -> None:
    add(example, "verksamhetsmal", row_of(example, _SCHOOL).id, "Ett direktiv")
    node_id = row_of(example, "Ett direktiv").id

    def tie(session: Session) -> None:
        session.scalars(select(PlanVersion).where(~PlanVersion.locked)).first().node_id = node_id
        session.scalars(select(Proposal)).first().directive_id = node_id
        describe(session, "Band budgeten vid direktivet")

    def named(session: Session) -> list[int]:
        versions = session.scalars(select(PlanVersion.node_id).where(PlanVersion.node_id.is_not(None)))
        directives = session.scalars(select(Proposal.directive_id).where(Proposal.directive_id.is_not(None)))
        return [*versions, *directives]

    example.write(tie)
    _remove(example, "Ett direktiv")
    assert example.read(named) == []
    example.undo()
    assert example.read(named) == [node_id, node_id]
