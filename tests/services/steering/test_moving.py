"""Elements are moved where the model has a place for them, in one step that undo takes back."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import ChangedSince, DomainError, Locked, NotFound
from app.models.steering import Node, NodeVersion
from app.models.types import new_id
from app.services.steering import contributing, deleting, moving, nodes
from app.services.steering.errors import AtTheEnd, NotPlaced, ServedFromThere, UnderItself
from app.services.steering.standing import read_hierarchy
from app.services.storage import Database, describe
from tests.services.steering.tree import add, contributions, level_id, row_of, state, view_of

_CARE, _SCHOOL = "Trygg omsorg nära hemmet", "Utbildning som leder vidare"


def move(database: Database, titles: list[str], to: str | None, before: str | None = None) -> None:
    """Move rows by title."""
    rows = [row_of(database, title) for title in titles]
    call = partial(
        moving.move_nodes,
        versions={row.id: row.version for row in rows},
        parent_id=row_of(database, to).id if to else None,
        before_id=row_of(database, before).id if before else None,
    )
    database.write(call)


def shift(database: Database, title: str, step: int) -> None:
    """Move a row past its neighbour."""
    row = row_of(database, title)
    database.write(partial(moving.shift_node, node_id=row.id, step=step, expected_version=row.version))


def below(database: Database, title: str) -> list[str]:
    """The titles under a row, in order."""
    above = row_of(database, title).id
    return [row.title for row in view_of(database).rows if row.parent_id == above]


def test_an_element_comes_last_under_its_new_parent_with_all_it_holds(example: Database) -> None:
    before = state(example)
    goal = row_of(example, "Brukarna är trygga")
    held = [row.id for row in view_of(example).rows if row.parent_id == goal.id]
    move(example, ["Brukarna är trygga"], _SCHOOL)
    assert below(example, _SCHOOL)[-1] == goal.title
    assert [row.id for row in view_of(example).rows if row.parent_id == goal.id] == held
    assert example.undo_words == f"Flyttade ”{goal.title}” till ”{_SCHOOL}”"
    after = state(example)
    example.undo()
    assert state(example) == before
    example.redo()
    assert state(example) == after


def test_an_element_comes_before_the_sibling_that_is_pointed_at(example: Database) -> None:
    there = below(example, _SCHOOL)
    move(example, ["Brukarna är trygga"], _SCHOOL, before=there[0])
    assert below(example, _SCHOOL) == [row_of(example, "Brukarna är trygga").title, *there]


def test_several_elements_move_in_one_step_in_their_order(example: Database) -> None:
    before = state(example)
    moved = below(example, _CARE)
    there = below(example, _SCHOOL)
    move(example, moved, _SCHOOL)
    assert below(example, _SCHOOL) == [*there, *moved]
    assert below(example, _CARE) == []
    assert example.undo_words == f"Flyttade {len(moved)} styrelement till ”{_SCHOOL}”"
    example.undo()
    assert state(example) == before


def test_what_stands_under_another_moved_element_goes_with_it(empty: Database) -> None:
    tree = _tree(empty)
    versions = dict.fromkeys((tree["Område A"], tree["Mål A1"]), 1)
    osb2 = add(empty, "osb", tree["Vision"], "ÖSB 2")
    empty.write(partial(moving.move_nodes, versions=versions, parent_id=osb2))
    assert below(empty, "ÖSB 2") == ["Område A"]
    assert "Mål A1" in below(empty, "Område A")


@pytest.mark.parametrize("to", ["Vision 2020", None])
def test_where_the_model_has_no_place_it_is_said_where_it_has_one(example: Database, to: str | None) -> None:
    before = state(example)
    title = row_of(example, "Brukarna är trygga").title
    with pytest.raises(NotPlaced) as refused:
        move(example, ["Brukarna är trygga"], to)
    where = f"under ”{to}”" if to else "överst"
    words = f"”{title}” kan inte ligga {where}, eftersom Verksamhetsmål ligger under Strategiskt område."
    assert refused.value.message == words
    assert state(example) == before


def test_an_element_cannot_stand_under_itself_or_what_it_holds(empty: Database) -> None:
    tree = _tree(empty)
    for to in ("Område A", "Mål A1"):
        with pytest.raises(UnderItself, match="kan inte ligga under sig självt"):
            move(empty, ["Område A"], to)
    assert view_of(empty).above(row_of(empty, "Område A")).id == tree["ÖSB"]  # type: ignore[union-attr]


def test_an_element_cannot_stand_under_what_contributes_to_it(empty: Database) -> None:
    tree = _tree(empty)
    add_ = partial(contributing.add_contribution, node_id=tree["Område B"], to_id=tree["Mål A1"])
    empty.write(partial(add_, expected_version=1))
    with pytest.raises(ServedFromThere) as refused:
        move(empty, ["Mål A1"], "Område B")
    assert refused.value.message == "”Mål A1” kan inte ligga under ”Område B”, som bidrar till ”Mål A1”."


def test_a_decided_element_stays_where_it_was_decided(example: Database) -> None:
    with pytest.raises(Locked, match="”Skolplan” är beslutad och låst"):
        move(example, ["Skolplan"], "Vision 2020")
    with pytest.raises(Locked):
        shift(example, "Skolplan", 1)


def test_a_decided_agreement_takes_no_commitment_from_another(example: Database) -> None:
    agreement = row_of(example, "Uppdragshandling Musikskola")
    add(example, "atagande", agreement.id, "Alla får prova ett instrument")
    with pytest.raises(Locked, match="”Uppdragshandling Hemtjänst Kopparberg” är beslutad"):
        move(example, ["Alla får prova"], "Uppdragshandling Hemtjänst Kopparberg")


def test_a_commitment_gets_the_performer_of_the_agreement_it_comes_to(example: Database) -> None:
    opened = [
        row for row in view_of(example).rows if row.form == "agreement" and not row.locked and row.unit_id
    ]
    old, new = opened[:2]
    add(example, "atagande", old.id, "Alla får prova ett instrument")
    row = row_of(example, "Alla får prova")
    assert row.unit_id == old.unit_id
    example.write(partial(moving.move_nodes, versions={row.id: row.version}, parent_id=new.id))
    moved = row_of(example, "Alla får prova")
    assert (moved.parent_id, moved.unit_id, moved.owner) == (new.id, new.unit_id, new.owner)


def test_siblings_change_places_one_step_at_a_time(empty: Database) -> None:
    _tree(empty)
    assert below(empty, "Område A") == ["Mål A1", "Mål A2", "Mål A3"]
    before = state(empty)
    shift(empty, "Mål A3", -1)
    assert below(empty, "Område A") == ["Mål A1", "Mål A3", "Mål A2"]
    assert empty.undo_words == "Flyttade ”Mål A3” uppåt"
    shift(empty, "Mål A1", 1)
    assert below(empty, "Område A") == ["Mål A3", "Mål A1", "Mål A2"]
    shift(empty, "Mål A2", -1)
    shift(empty, "Mål A2", -1)
    assert below(empty, "Område A") == ["Mål A2", "Mål A3", "Mål A1"]
    for _ in range(4):
        empty.undo()
    assert state(empty) == before


def test_past_the_first_and_the_last_it_is_said_that_there_is_no_further(empty: Database) -> None:
    _tree(empty)
    with pytest.raises(AtTheEnd, match="”Mål A1” ligger redan först på sin nivå här"):
        shift(empty, "Mål A1", -1)
    with pytest.raises(AtTheEnd, match="ligger redan sist"):
        shift(empty, "Mål A3", 1)


def test_a_move_to_where_it_stands_is_no_change(empty: Database) -> None:
    _tree(empty)
    empty._undo.clear()
    move(empty, ["Mål A3"], "Område A")
    move(empty, ["Mål A1"], "Område A", before="Mål A2")
    assert empty.undo_words is None


def test_a_move_among_siblings_is_said_as_such(empty: Database) -> None:
    _tree(empty)
    move(empty, ["Mål A3"], "Område A", before="Mål A1")
    assert below(empty, "Område A") == ["Mål A3", "Mål A1", "Mål A2"]
    assert empty.undo_words == "Flyttade ”Mål A3” bland syskonen"


def test_a_move_against_an_older_state_or_of_what_is_gone_is_refused(example: Database) -> None:
    row, to = row_of(example, "Brukarna är trygga"), row_of(example, _SCHOOL)
    with pytest.raises(ChangedSince):
        example.write(partial(moving.move_nodes, versions={row.id: row.version - 1}, parent_id=to.id))
    with pytest.raises(NotFound):
        example.write(partial(moving.move_nodes, versions={1: 1}, parent_id=to.id))
    with pytest.raises(NotFound):
        example.write(partial(moving.move_nodes, versions={row.id: row.version}, parent_id=1))


def test_a_subtree_of_500_is_moved_in_one_step_that_touches_only_its_top(empty: Database) -> None:
    tree = _tree(empty)
    empty.write(partial(_fill, parent=tree["Område A"], level=level_id(empty, "verksamhetsmal"), count=500))
    osb2 = add(empty, "osb", tree["Vision"], "ÖSB 2")
    empty._undo.clear()
    before = state(empty)
    written = empty.write(partial(moving.move_nodes, versions={tree["Område A"]: 1}, parent_id=osb2))
    assert written.changes.kinds == {"node"}
    assert written.changes.ids == {tree["Område A"]}
    assert len(below(empty, "Område A")) == 503
    assert len(empty._undo.done) == 1
    empty.undo()
    assert state(empty) == before


_ACTS = st.sampled_from(["move", "move", "move", "shift", "serve", "remove", "hand", "version", "undo"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(_ACTS, *(st.integers(0, 10**6),) * 3), max_size=14))
def test_whatever_is_moved_the_hierarchy_has_no_circle_and_follows_the_model(
    example: Database, acts: list[tuple[str, int, int, int]]
) -> None:
    before, tied = state(example), contributions(example)
    decided = {row.id for row in view_of(example).rows if row.locked}
    for act, *chances in acts:
        _act(example, act, *chances)
        _check_whole(example)
    assert decided <= {row.id for row in view_of(example).rows}
    while example.undo_words is not None:
        example.undo()
    assert state(example) == before
    assert contributions(example) == tied


def _act(database: Database, act: str, one: int, other: int, third: int) -> None:
    rows = view_of(database).rows
    row, to, before = rows[one % len(rows)], rows[other % len(rows)], rows[third % len(rows)]
    if third % 2:  # most places are refused: half the time one that may be right
        alike = [each for each in rows if each.level_id == row.level_id and each.parent_id]
        to = next(each for each in rows if each.id == alike[other % len(alike)].parent_id) if alike else to
    same: dict[str, Any] = {"node_id": row.id, "expected_version": row.version}
    versions = {row.id: row.version}
    calls: dict[str, Callable[[], object]] = {
        "move": lambda: database.write(
            partial(moving.move_nodes, versions=versions, parent_id=to.id, before_id=before.id)
        ),
        "shift": lambda: database.write(partial(moving.shift_node, step=1 if other % 2 else -1, **same)),
        "serve": lambda: database.write(partial(contributing.add_contribution, to_id=before.id, **same)),
        "remove": lambda: database.write(partial(deleting.remove_nodes, versions=versions, with_all=True)),
        "hand": lambda: database.write(partial(deleting.remove_nodes, versions=versions, heir_id=to.id)),
        "version": lambda: database.write(partial(nodes.new_version, **same)),
        "undo": database.undo,
    }
    with suppress(DomainError):
        calls[act]()


def _check_whole(database: Database) -> None:
    """Every way up ends, and each element stands where its level may."""
    hierarchy = database.read(read_hierarchy)
    up: dict[int, set[int]] = {}
    for one in hierarchy.elements.values():
        level = hierarchy.levels[one.level_id]
        homes = {level.parent_id, *level.source_ids, None}
        above = hierarchy.elements[one.parent_id] if one.parent_id is not None else None
        assert (above.level_id if above else None) in homes
        up[one.id] = {*hierarchy.serves(one.id), *([above.id] if above else [])}
    while up:
        free = {key for key, above in up.items() if not above & up.keys()}
        assert free, "a circle"
        up = {key: above for key, above in up.items() if key not in free}


def _tree(database: Database) -> dict[str, int]:
    made: dict[str, int] = {}
    places = [
        ("vardegrund", "Värdegrund", None), ("vision", "Vision", "Värdegrund"), ("osb", "ÖSB", "Vision"),
        ("strategiskt_omrade", "Område A", "ÖSB"), ("strategiskt_omrade", "Område B", "ÖSB"),
        ("verksamhetsmal", "Mål A1", "Område A"), ("verksamhetsmal", "Mål A2", "Område A"),
        ("verksamhetsmal", "Mål A3", "Område A"),
    ]  # fmt: skip
    for level, title, above in places:
        made[title] = add(database, level, made[above] if above else None, title)
    return made


def _fill(session: Any, *, parent: int, level: int, count: int) -> None:
    describe(session, "Fyllde på")
    for place in range(count):
        node = Node(id=new_id(), level_id=level, parent_id=parent, position=10 + place)
        node.versions.append(NodeVersion(number=1, title=f"Mål {place}"))
        session.add(node)
