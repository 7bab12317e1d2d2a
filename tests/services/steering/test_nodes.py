"""Use cases on steering elements against a real file: each is one step that undo takes back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, DomainError, Locked, MissingText, NotFound
from app.models.organisation import Unit
from app.models.steering import Node, Perspective
from app.services.steering import nodes
from app.services.steering.errors import (
    DatedElsewhere,
    EndsBeforeStart,
    MadeElsewhere,
    NotBelow,
    NotDecided,
    NotReady,
)
from app.services.storage import Database, describe
from tests.services.steering.tree import add, detail_of, level_id, row_of, state, view_of

_DECIDED = "Uppdragshandling Hemtjänst Kopparberg"
_OPEN = "Uppdragshandling Musikskola"


def _run(database: Database, use_case: Callable[..., Any], of: str, **values: Any) -> Any:
    row = row_of(database, of)
    call = partial(use_case, node_id=row.id, expected_version=row.version, **values)
    return database.write(call).value


def _unit(database: Database, name: str) -> int:
    return database.read(lambda session: session.scalars(select(Unit.id).where(Unit.name == name)).one())


def test_an_element_is_added_last_among_its_siblings_as_a_draft(example: Database) -> None:
    parent = row_of(example, "Trygg omsorg nära hemmet")
    added = add(example, "verksamhetsmal", parent.id, "  Maten smakar \n bra ", owner_role="Kostchef")
    siblings = [row for row in view_of(example).rows if row.parent_id == parent.id]
    assert siblings[-1].id == added
    assert (siblings[-1].title, siblings[-1].status, siblings[-1].owner) == (
        "Maten smakar bra",
        "draft",
        "Kostchef",
    )
    assert siblings[-1].gaps == ("saknar mått",)
    assert example.undo_words == "Lade till Verksamhetsmål: Maten smakar bra"


def test_a_commitment_takes_over_performer_and_manager_from_its_agreement(example: Database) -> None:
    agreement = row_of(example, _OPEN)
    add(example, "atagande", agreement.id, "Alla får prova ett instrument")
    added = row_of(example, "Alla får prova ett instrument")
    assert (added.unit_id, added.owner) == (agreement.unit_id, agreement.owner)


@pytest.mark.parametrize("title", ["", "  \t\n", "\u00a0"])
def test_an_element_must_have_a_title(example: Database, title: str) -> None:
    with pytest.raises(MissingText, match="Benämningen saknas"):
        add(example, "verksamhetsmal", row_of(example, "Trygg omsorg nära hemmet").id, title)


def test_a_level_has_its_place_in_the_model(example: Database) -> None:
    before = state(example)
    with pytest.raises(NotBelow) as refused:
        add(example, "medarbetarsamtal", row_of(example, "Vision 2020").id, "Samtal")
    assert refused.value.message == (
        "Medarbetarsamtal kan inte läggas under ”Vision 2020”. Välj en annan plats."
    )
    with pytest.raises(NotBelow, match="kan inte läggas överst i styrmodellen"):
        add(example, "verksamhetsmal", None, "Ett mål")
    assert state(example) == before


def test_an_agreement_is_made_where_its_performer_is_chosen(example: Database) -> None:
    with pytest.raises(MadeElsewhere, match="på sidan Uppdragshandlingar"):
        add(example, "uppdragshandling", row_of(example, "Övergripande strategier").id, "Ny")


def test_a_decided_agreement_takes_no_more_commitments(example: Database) -> None:
    with pytest.raises(Locked, match="är beslutad och låst"):
        add(example, "atagande", row_of(example, _DECIDED).id, "Ett till")


def test_what_is_gone_is_said_to_be_gone(example: Database) -> None:
    with pytest.raises(NotFound, match="Styrelementet"):
        add(example, "verksamhetsmal", 1, "Ett mål")
    with pytest.raises(NotFound, match="Nivån"):
        example.write(partial(nodes.add_node, level_id=1, parent_id=None, title="Ett mål"))
    with pytest.raises(NotFound, match="Enheten"):
        _run(example, nodes.set_owner, "Översiktsplan", owner_role=None, unit_id=1)


def test_a_rename_is_seen_and_undone_and_done_again(example: Database) -> None:
    before = state(example)
    _run(example, nodes.rename_node, "Översiktsplan", title=" Översiktsplan  2030 ")
    assert example.undo_words == "Döpte om ”Översiktsplan” till ”Översiktsplan 2030”"
    after = state(example)
    assert after != before
    example.undo()
    assert state(example) == before
    example.redo()
    assert state(example) == after


def test_a_space_that_holds_a_number_and_its_unit_together_stays(example: Database) -> None:
    _run(example, nodes.rename_node, "Översiktsplan", title="Plan för 65\u00a0procent")
    assert row_of(example, "Plan för 65 procent").title == "Plan för 65\u00a0procent"


def test_the_same_title_or_text_again_is_no_change(example: Database) -> None:
    found = detail_of(example, "Översiktsplan")
    _run(example, nodes.rename_node, "Översiktsplan", title="Översiktsplan ")
    _run(example, nodes.edit_text, "Översiktsplan", text=f"{found.text}\n")
    _run(example, nodes.set_owner, "Översiktsplan", owner_role=found.owner_role, unit_id=found.unit_id)
    _run(example, nodes.mark_draft, "Översiktsplan")
    assert example.undo_words is None
    assert row_of(example, "Översiktsplan").version == found.version


def test_a_text_keeps_its_paragraphs(example: Database) -> None:
    _run(example, nodes.edit_text, "Översiktsplan", text=" Marken räcker.\n\nVattnet också. \n")
    assert detail_of(example, "Översiktsplan").text == "Marken räcker.\n\nVattnet också."
    assert example.undo_words == "Ändrade beskrivningen av ”Översiktsplan”"


def test_an_owner_is_a_role_and_a_unit_and_closes_the_gap_of_a_decided_element_too(example: Database) -> None:
    unit = _unit(example, "Kommunkansli")
    _run(example, nodes.set_owner, "Klimatstrategiplan", owner_role=" Miljöstrateg ", unit_id=unit)
    row = row_of(example, "Klimatstrategiplan")
    assert (row.owner, row.unit, row.gaps) == ("Miljöstrateg", "Kommunkansli", ())
    example.undo()
    assert row_of(example, "Klimatstrategiplan").gaps == ("saknar ägare",)


def _dates(**values: object) -> dict[str, object]:
    return {"valid_from": None, "valid_to": None, "validity_text": None, "due_year": None, **values}


def test_a_validity_is_days_words_and_the_year_aimed_at(example: Database) -> None:
    given_ = _dates(valid_from=date(2011, 1, 1), valid_to=date(2013, 12, 31), validity_text=" ")
    _run(example, nodes.set_validity, "Översiktsplan", **given_)
    assert row_of(example, "Översiktsplan").validity == "2011–2013"
    _run(example, nodes.set_validity, "Översiktsplan", **_dates(due_year=2012))
    assert row_of(example, "Översiktsplan").validity == "2012"
    assert example.undo_words == "Ändrade giltigheten för ”Översiktsplan”"


def test_a_validity_does_not_end_before_it_begins(example: Database) -> None:
    backwards = _dates(valid_from=date(2012, 1, 1), valid_to=date(2011, 12, 31))
    with pytest.raises(EndsBeforeStart, match="slutar före den börjar"):
        _run(example, nodes.set_validity, "Översiktsplan", **backwards)


def test_of_a_decided_element_only_the_end_of_the_validity_changes(example: Database) -> None:
    found = detail_of(example, "Vision 2020")
    end = _dates(valid_from=found.valid_from, valid_to=date(2020, 12, 31), due_year=found.due_year)
    _run(example, nodes.set_validity, "Vision 2020", **end)
    assert row_of(example, "Vision 2020").validity == "t.o.m. 2020"
    with pytest.raises(Locked):
        _run(example, nodes.set_validity, "Vision 2020", **_dates(valid_from=date(2001, 1, 1)))


def test_perspectives_are_none_one_or_several(example: Database) -> None:
    keys = example.read(lambda s: tuple(s.scalars(select(Perspective.id).order_by(Perspective.position))))
    before = detail_of(example, "Anhöriga får stöd i tid").perspectives
    for chosen in (keys, keys[:1], ()):
        _run(example, nodes.set_perspectives, "Anhöriga får stöd i tid", perspective_ids=chosen)
        assert len(detail_of(example, "Anhöriga får stöd i tid").perspectives) == len(chosen)
    for _ in range(3):
        example.undo()
    assert detail_of(example, "Anhöriga får stöd i tid").perspectives == before


def test_ready_is_refused_with_what_is_missing(example: Database) -> None:
    with pytest.raises(NotReady) as refused:
        _run(example, nodes.mark_ready, "Anhöriga får stöd i tid")
    assert refused.value.message == (
        "”Anhöriga får stöd i tid” är inte klar för beslut: saknar mått. Fyll i det och försök igen."
    )
    _run(example, nodes.mark_ready, "Brukaren påverkar sin insats")
    assert row_of(example, "Brukaren påverkar sin insats").status_word == "Klar för beslut"


def test_an_agreement_is_marked_together_with_its_commitments(example: Database) -> None:
    agreement = row_of(example, _OPEN)
    _run(example, nodes.mark_prepared, _OPEN)
    members = [row for row in view_of(example).rows if row.parent_id == agreement.id]
    assert {row.status for row in members if row.form == "commitment"} == {"prepared"}
    assert example.undo_words == f"Markerade ”{agreement.title}” som beredd"
    example.undo()
    assert row_of(example, _OPEN).status == "draft"


@pytest.mark.parametrize(
    ("use_case", "values"),
    [
        (nodes.rename_node, {"title": "Annat"}),
        (nodes.edit_text, {"text": "Annat"}),
        (nodes.set_perspectives, {"perspective_ids": ()}),
        (nodes.mark_draft, {}),
        (nodes.mark_prepared, {}),
        (nodes.mark_ready, {}),
    ],
)
def test_a_decided_element_is_locked(
    example: Database, use_case: Callable[..., Any], values: dict[str, Any]
) -> None:
    before = state(example)
    with pytest.raises(Locked) as refused:
        _run(example, use_case, "Vision 2020", **values)
    assert refused.value.message == ("”Vision 2020” är beslutad och låst. Gör en ny version för att ändra.")
    assert state(example) == before


@pytest.mark.parametrize(
    ("use_case", "values"),
    [
        (nodes.rename_node, {"title": "Annat"}),
        (nodes.edit_text, {"text": "Annat"}),
        (nodes.set_owner, {"owner_role": "Annan", "unit_id": None}),
        (nodes.set_validity, _dates(due_year=2014)),
        (nodes.set_perspectives, {"perspective_ids": ()}),
        (nodes.mark_prepared, {}),
    ],
)
def test_a_change_against_an_older_state_is_refused(
    example: Database, use_case: Callable[..., Any], values: dict[str, Any]
) -> None:
    row = row_of(example, "Översiktsplan")
    with pytest.raises(ChangedSince):
        example.write(partial(use_case, node_id=row.id, expected_version=row.version - 1, **values))


def test_a_new_version_is_a_draft_that_names_what_it_replaces(example: Database) -> None:
    number = _run(example, nodes.new_version, _DECIDED)
    agreement = row_of(example, _DECIDED)
    assert (number, agreement.status, agreement.locked) == (2, "draft", False)
    members = [row for row in view_of(example).rows if row.parent_id == agreement.id]
    assert {row.locked for row in members if row.form == "commitment"} == {False}

    def versions(session: Any) -> list[tuple[object, ...]]:
        found = session.get(Node, agreement.id).versions
        return [(one.number, one.status, one.locked, one.replaces_id == found[0].id) for one in found]

    assert example.read(versions) == [(1, "decided", True, False), (2, "draft", False, True)]
    _run(example, nodes.rename_node, _DECIDED, title="Uppdragshandling Hemtjänst norr")
    assert len(example.read(versions)) == 2


def test_a_new_version_is_taken_back_by_undo(example: Database) -> None:
    before = state(example)
    _run(example, nodes.new_version, "Vision 2020")
    assert example.undo_words == "Ny version av ”Vision 2020”"
    example.undo()
    assert state(example) == before


def test_what_is_not_decided_has_no_new_version(example: Database) -> None:
    with pytest.raises(NotDecided, match="är inte beslutad än"):
        _run(example, nodes.new_version, "Översiktsplan")


def test_an_element_goes_into_the_kind_of_document_of_its_level(empty: Database) -> None:
    added = add(empty, "vision", add(empty, "vardegrund", None, "Värdegrund"), "Vision")
    kind = empty.read(lambda s: s.get_one(Node, added).document_kind_id)
    assert kind is not None
    assert level_id(empty, "vision")


_STEPS = st.sampled_from(["add", "rename", "text", "owner", "dates", "prepare", "version", "undo", "redo"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(_STEPS, st.text("aå ö", max_size=4), st.integers(0, 30)), max_size=12))
def test_whatever_is_done_the_hierarchy_stays_whole_and_decided_words_stay(
    example: Database, steps: list[tuple[str, str, int]]
) -> None:
    before = state(example)
    decided = {row.id: row.title for row in view_of(example).rows if row.locked}
    for step, text, place in steps:
        _try(example, step, text, place)
    rows = view_of(example).rows
    known = {row.id for row in rows}
    assert all(row.parent_id is None or row.parent_id in known for row in rows)
    assert all(row.title.strip() for row in rows)
    assert all(row.title == decided[row.id] for row in rows if row.locked and row.id in decided)
    while example.undo_words is not None:
        example.undo()
    assert state(example) == before


def _try(database: Database, step: str, text: str, place: int) -> None:
    rows = view_of(database).rows
    row = rows[place * 4 % len(rows)]
    same: dict[str, Any] = {"node_id": row.id, "expected_version": row.version}
    calls: dict[str, Callable[[], object]] = {
        "add": lambda: add(database, "verksamhetsmal", row.id, text),
        "rename": lambda: database.write(partial(nodes.rename_node, title=text, **same)),
        "text": lambda: database.write(partial(nodes.edit_text, text=text, **same)),
        "owner": lambda: database.write(partial(nodes.set_owner, owner_role=text, unit_id=None, **same)),
        "dates": lambda: database.write(partial(nodes.set_validity, **_dates(due_year=2000 + place), **same)),
        "prepare": lambda: database.write(partial(nodes.mark_prepared, **same)),
        "version": lambda: database.write(partial(nodes.new_version, **same)),
        "undo": database.undo,
        "redo": database.redo,
    }
    with suppress(DomainError):
        calls[step]()


def test_a_new_version_keeps_who_answers_for_the_document_and_its_rules(example: Database) -> None:
    row = row_of(example, _OPEN)
    rules = ("Kommunsekreteraren", "Ses över varje mandatperiod", "Följs upp i årsredovisningen")

    def change(session: Session) -> None:
        current = session.get_one(Node, row.id).current
        current.responsible, current.review_rule, current.follow_up_rule = rules
        session.flush()
        current.status, current.locked = "decided", True
        describe(session, "Beslutade")

    example.write(change)
    _run(example, nodes.new_version, _OPEN)

    def kept(session: Session) -> tuple[str | None, ...]:
        current = session.get_one(Node, row.id).current
        assert (current.number, current.locked) == (2, False)
        return current.responsible, current.review_rule, current.follow_up_rule

    assert example.read(kept) == rules


def test_the_validity_of_an_agreement_is_its_term_and_is_set_there(example: Database) -> None:
    with pytest.raises(DatedElsewhere, match="avtalstiden"):
        _run(
            example, nodes.set_validity, _OPEN,
            valid_from=date(2011, 1, 1), valid_to=date(2015, 12, 31), validity_text=None, due_year=None,
        )  # fmt: skip
    assert detail_of(example, _OPEN).valid_to == date(2013, 12, 31)
