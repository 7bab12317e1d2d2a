"""The municipality's own model: changed whole with its rows, kept by edition, and never at a loss."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementText
from app.models.errors import ChangedSince, DomainError
from app.models.organisation import Unit
from app.models.scorecard import Indicator
from app.models.steering import DocumentKind, Level, Node, NodePerspective, Perspective
from app.models.wheel import WheelActivity
from app.services.clock import Clock
from app.services.steering.install import install
from app.services.steering.modeledits import (
    add_level,
    add_perspective,
    move,
    remove,
    set_fields,
    set_info,
)
from app.services.steering.modelerrors import (
    CannotTakeOver,
    FormInUse,
    Misplaced,
    PartInUse,
)
from app.services.steering.modelformat import ModelFile, find_model
from app.services.steering.modelholdings import Heirs
from app.services.steering.ownmodel import Edit, change_model, own_model, own_version
from app.services.storage import Database, describe
from tests.services.steering.edits import change, everything, rows_by_key

LJUS = find_model("ljusnarsberg")
ECONOMY = "Perspektivet ”Har anslagna resurser använts på optimalt sätt?”"


def level(database: Database, key: str) -> Any:
    """The columns of the level with a key."""
    statement = select(*Level.__table__.columns).where(Level.key == key)
    return database.read(lambda session: session.execute(statement).one())


def nodes_on(database: Database, key: str) -> int:
    statement = select(func.count(Node.id)).join(Level).where(Level.key == key)
    return database.read(lambda session: session.scalar(statement)) or 0


def refusal(database: Database, edit: Edit, heirs: Heirs | None = None) -> DomainError:
    """The refusal of a change, after which the file is as it was."""
    before = database.read(everything)
    with pytest.raises(DomainError) as caught:
        change(database, edit, heirs)
    assert database.read(everything) == before
    return caught.value


# Changed


def test_a_file_has_the_whole_model_that_it_was_made_with(empty: Database) -> None:
    assert empty.read(own_model) == LJUS


def test_a_renamed_level_is_the_same_row_and_everything_still_stands_on_it(example: Database) -> None:
    before, count = level(example, "verksamhetsmal"), nodes_on(example, "verksamhetsmal")
    change(example, partial(set_fields, part="levels", key="verksamhetsmal", name="Mål"))
    after = level(example, "verksamhetsmal")
    assert (after.id, after.name, after.version) == (before.id, "Mål", before.version + 1)
    assert nodes_on(example, "verksamhetsmal") == count > 0
    assert example.undo_words == "Ändrade modellen"


def test_only_rows_that_say_something_else_are_touched(example: Database) -> None:
    written = example.write(
        partial(
            change_model,
            edit=partial(set_fields, part="perspectives", key="ekonomi", name="Ekonomi"),
            expected_version=example.read(own_version),
            words="Bytte namn",
        )
    )
    assert written.changes.kinds == {"perspective", "steering_model", "model_part"}


def test_an_added_level_can_be_worked_on_at_once(example: Database) -> None:
    change(example, partial(add_level, name="Delmål", form="goal", parent="verksamhetsmal"))
    made = level(example, "delmal")
    assert (made.name, made.form, made.parent_id) == ("Delmål", "goal", level(example, "verksamhetsmal").id)


def test_a_body_with_another_name_is_told_by_it_wherever_it_decides(empty: Database) -> None:
    change(empty, partial(set_fields, part="bodies", key="kommunfullmaktige", name="Fullmäktige"))
    assert level(empty, "osb").decided_by == ["Fullmäktige"]


def test_an_edit_that_changes_nothing_is_not_logged(example: Database) -> None:
    before = example.read(everything)
    change(example, lambda model: model)
    assert example.undo_words is None
    assert example.read(everything) == before
    assert example.read(own_version) == 1


def test_a_change_from_an_older_state_is_refused(example: Database) -> None:
    version = example.read(own_version)
    change(example, partial(set_info, title="En"))
    with pytest.raises(ChangedSince, match="Styrmodellen"):
        example.write(
            partial(
                change_model, edit=partial(set_info, title="Två"), expected_version=version, words="Ändrade"
            )
        )
    assert example.read(own_model).model.title == "En"


def test_levels_that_change_places_and_names_do_not_get_in_each_others_way(empty: Database) -> None:
    def swapped(model: ModelFile) -> ModelFile:
        rows = list(model.levels)
        one, other = rows[2], rows[3]
        rows[2] = one.model_copy(update={"name": other.name, "order": other.order})
        rows[3] = other.model_copy(update={"name": one.name, "order": one.order})
        return model.model_copy(update={"levels": tuple(rows)})

    change(empty, swapped)
    assert level(empty, "oversiktsplan").name == "Programplaner"
    assert level(empty, "oversiktsplan").position == 4
    assert empty.read(own_model) == swapped(LJUS)


def test_everything_of_a_change_is_one_step_to_undo_and_redo(example: Database) -> None:
    before = example.read(everything)

    def much(model: ModelFile) -> ModelFile:
        model = add_level(model, name="Delmål", form="goal", parent="vision", after="vision")
        model = remove(model, "perspectives", "ekonomi", heir="processer")
        model = move(model, "document_kinds", "vision", steps=2)
        return set_fields(model, "levels", "osb", name="Budget")

    change(example, much, {("perspectives", "ekonomi"): "processer"})
    after = example.read(everything)
    assert after != before
    example.undo()
    assert example.read(everything) == before
    assert example.read(own_model) == LJUS
    example.redo()
    assert example.read(everything) == after


# What becomes of data


def count_of(database: Database, table: type) -> int:
    return database.read(lambda session: session.scalar(select(func.count()).select_from(table))) or 0


def test_a_removed_levels_elements_stand_on_its_heir(example: Database) -> None:
    number = nodes_on(example, "finansiellt_mal") + nodes_on(example, "verksamhetsmal")

    def edit(model: ModelFile) -> ModelFile:
        model = set_fields(model, "levels", "verksamhetsmal", sources=("osb",))
        return remove(model, "levels", "finansiellt_mal", heir="verksamhetsmal")

    change(example, edit, {("levels", "finansiellt_mal"): "verksamhetsmal"})
    assert nodes_on(example, "verksamhetsmal") == number
    gone = select(func.count(Level.id)).where(Level.key == "finansiellt_mal")
    assert example.read(lambda session: session.scalar(gone)) == 0


def views_of(database: Database) -> dict[int, list[str]]:
    """The keys of the perspectives that each element is seen from, in order."""
    statement = select(NodePerspective.node_id, Perspective.key).join(Perspective)
    found: dict[int, list[str]] = {}
    for node, key in database.read(lambda session: session.execute(statement).all()):
        found.setdefault(node, []).append(key)
    return {node: sorted(keys) for node, keys in found.items()}


def _also_seen_from(database: Database, key: str, other: str) -> None:
    """Let the first element that is seen from one perspective be seen from another too."""

    def add(session: Session) -> None:
        first = session.scalars(select(Perspective.id).where(Perspective.key == key)).one()
        second = session.scalars(select(Perspective.id).where(Perspective.key == other)).one()
        node = session.scalars(
            select(NodePerspective.node_id).where(NodePerspective.perspective_id == first).limit(1)
        ).one()
        there = select(NodePerspective.id).where(NodePerspective.node_id == node)
        if session.scalar(there.where(NodePerspective.perspective_id == second)) is None:
            session.add(NodePerspective(node_id=node, perspective_id=second))
        describe(session, "Lade till ett perspektiv")

    database.write(add)


def test_a_removed_perspectives_elements_and_measures_are_seen_from_its_heir_once(example: Database) -> None:
    _also_seen_from(example, "ekonomi", "processer")
    before = views_of(example)
    assert any({"ekonomi", "processer"} <= set(keys) for keys in before.values())
    measures = count_of(example, Indicator)
    change(
        example,
        partial(remove, part="perspectives", key="ekonomi", heir="processer"),
        {("perspectives", "ekonomi"): "processer"},
    )
    expected = {
        node: sorted({"processer" if key == "ekonomi" else key for key in keys})
        for node, keys in before.items()
    }
    assert views_of(example) == expected
    assert count_of(example, Indicator) == measures
    lost = select(func.count(Indicator.id)).where(Indicator.perspective_id.is_(None))
    assert example.read(lambda session: session.scalar(lost)) == 0


def test_units_go_over_to_the_heir_of_their_kind(example: Database) -> None:
    units = count_of(example, Unit)

    def edit(model: ModelFile) -> ModelFile:
        bodies = tuple(
            body.model_copy(update={"kind": "enhet"}) if body.kind == "forvaltning" else body
            for body in model.bodies
        )
        model = model.model_copy(update={"bodies": bodies})
        return remove(model, "unit_kinds", "forvaltning", heir="enhet")

    change(example, edit, {("unit_kinds", "forvaltning"): "enhet"})
    assert count_of(example, Unit) == units
    assert example.read(own_model) == edit(LJUS)


def test_elements_of_a_document_kind_go_over_to_its_heir(example: Database) -> None:
    change(
        example,
        partial(remove, part="document_kinds", key="oversiktsplan", heir="vision"),
        {("document_kinds", "oversiktsplan"): "vision"},
    )
    kinds = select(DocumentKind.key).join(Node, Node.document_kind_id == DocumentKind.id)
    found = example.read(lambda session: session.scalars(kinds).all())
    assert "oversiktsplan" not in found
    assert found.count("vision") == 2


# What is refused


@pytest.mark.parametrize(
    ("part", "key", "said"),
    [
        ("perspectives", "ekonomi", f"{ECONOMY} kan inte tas bort, eftersom den har "),
        ("levels", "medarbetarsamtal", "Nivån ”Medarbetarsamtal” kan inte tas bort, eftersom den har 7 "),
        ("agreement_kinds", "uppdragshandling", "Avtalsslaget ”Uppdragshandling” kan inte tas bort, "),
        ("document_kinds", "oversiktsplan", "Dokumentslaget ”Översiktsplan” kan inte tas bort, efter"),
        ("wheel_patterns", "LJ-01", "Aktiviteten ”"),
    ],
)  # fmt: skip
def test_a_part_that_something_stands_on_is_not_removed_without_an_heir(
    part: str, key: str, said: str, example: Database
) -> None:
    error = refusal(example, partial(remove, part=part, key=key))
    assert isinstance(error, PartInUse)
    assert error.message.startswith(said)
    assert error.message.endswith("Välj vad som tar över.")


def test_an_heir_must_be_left_in_the_model(example: Database) -> None:
    error = refusal(
        example, partial(remove, part="perspectives", key="ekonomi"), {("perspectives", "ekonomi"): "borta"}
    )
    assert isinstance(error, CannotTakeOver)
    assert error.message == f"”borta” kan inte ta över efter {ECONOMY}. Välj en annan."


@pytest.mark.parametrize(("key", "form"), [("uppdragshandling", "document"), ("osb", "agreement")])
def test_a_level_with_elements_does_not_become_an_agreement_or_cease_to_be_one(
    key: str, form: str, example: Database
) -> None:
    error = refusal(example, partial(set_fields, part="levels", key=key, form=form))
    assert isinstance(error, FormInUse)
    assert level(example, key).name in error.message


def test_an_heir_of_another_form_cannot_take_over_agreements(example: Database) -> None:
    edit = partial(remove, part="levels", key="uppdragshandling", heir="osb")
    assert isinstance(refusal(example, edit, {("levels", "uppdragshandling"): "osb"}), FormInUse)


def test_elements_must_have_a_place_in_the_changed_model(example: Database) -> None:
    error = refusal(example, partial(set_fields, part="levels", key="verksamhetsmal", parent="vision"))
    assert isinstance(error, Misplaced)
    assert error.message == (
        "12 styrelement på nivån ”Verksamhetsmål/förbättringsområden” ligger under nivån "
        "”Strategiska områden”, där de då inte får ligga. Låt ”Verksamhetsmål/förbättringsområden” "
        "bygga på även den nivån, eller flytta dem först."
    )
    change(
        example,
        partial(
            set_fields, part="levels", key="verksamhetsmal", parent="vision", sources=("strategiskt_omrade",)
        ),
    )
    assert nodes_on(example, "verksamhetsmal") == 12


def test_a_section_that_somebody_has_written_in_is_not_lost(example: Database) -> None:
    def without(model: ModelFile) -> ModelFile:
        kinds = tuple(kind.model_copy(update={"sections": ()}) for kind in model.agreement_kinds or ())
        return model.model_copy(update={"agreement_kinds": kinds})

    error = refusal(example, without)
    assert isinstance(error, PartInUse)
    assert error.message.startswith("Avsnittet ”")
    assert "avtalstext" in error.message
    assert count_of(example, AgreementText) > 0


def test_a_wheel_that_activities_stand_in_is_not_lost(example: Database) -> None:
    def without(model: ModelFile) -> ModelFile:
        return model.model_copy(update={"wheels": (), "wheel_patterns": ()})

    before = count_of(example, WheelActivity)
    assert isinstance(refusal(example, without), PartInUse)
    assert count_of(example, WheelActivity) == before > 0


# Rows


@pytest.mark.parametrize("key", ["heby", "vansbro", "strangnas"])
def test_another_model_leaves_the_rows_of_a_fresh_file(key: str, tmp_path: Path, clock: Clock) -> None:
    changed = Database.create(tmp_path / "a.styr", clock=clock, user="Prov")
    fresh = Database.create(tmp_path / "b.styr", clock=clock, user="Prov")
    try:
        other = add_perspective(find_model(key), name="Eget perspektiv")
        changed.write(partial(install, model=LJUS))
        fresh.write(partial(install, model=other))
        change(changed, lambda _model: other)
        assert changed.read(own_model) == other
        assert changed.read(rows_by_key) == fresh.read(rows_by_key)
    finally:
        changed.close()
        fresh.close()
