"""The tree adapter: shape, filter, values in place, and Qt's own check of every step."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.ui.parts.columns import ACCESSIBLE, COPY, LOOK
from app.ui.parts.tree_model import TreeModel
from tests.ui.parts.conftest import ROWS, Row, columns

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def make(rows: tuple[Row, ...] = ROWS, commit: Callable[[Row, str], bool] | None = None) -> TreeModel[Row]:
    model = TreeModel[Row](columns(commit=commit), lambda row: row.id, lambda row: row.up)
    model.set_rows(rows)
    return model


def outline(model: TreeModel[Row], parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    parent = parent or QModelIndex()
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        lines.append("  " * depth + index.data())
        lines += outline(model, index, depth + 1)
    return lines


WHOLE = ["Vision", "  Översiktsplan", "  Ål", "    Hemtjänst", "    Äldreomsorg", "Zon"]


def test_rows_stand_under_the_parent_they_name() -> None:
    assert outline(make()) == WHOLE


def test_a_row_whose_parent_is_absent_stands_at_the_top() -> None:
    assert outline(make((Row(7, 99, "Föräldralös"),))) == ["Föräldralös"]


def test_qt_finds_no_fault_through_inserts_removals_filters_and_resets(qapp: object) -> None:
    model = make()
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_rows((*ROWS, Row(8, 4, "Ny"), Row(9, None, "Sist")))
    assert model.count == 8
    model.set_rows(ROWS[1:])
    assert outline(model)[0] == "Översiktsplan"
    model.set_filter("hemtjänst")
    model.set_filter("")
    model.set_rows(())
    assert model.rowCount() == 0
    model.set_rows(ROWS)
    assert outline(model) == WHOLE
    assert tester.failureReportingMode() is FATAL


def test_the_filter_shows_matches_under_their_ancestors() -> None:
    model = make()
    model.set_filter("HEMTJ")
    assert outline(model) == ["Vision", "  Ål", "    Hemtjänst"]
    assert model.matches == 1


def test_the_filter_looks_in_every_column_and_wants_every_word() -> None:
    model = make()
    model.set_filter("zon 1")
    assert outline(model) == ["Zon"]
    model.set_filter("zon 7")
    assert outline(model) == []


def test_the_filter_tells_a_from_aring() -> None:
    model = make()
    model.set_filter("al")
    assert "  Ål" not in outline(model)


def test_a_condition_filters_without_text() -> None:
    model = make()
    model.set_filter("", lambda row: row.amount == 0)
    assert outline(model) == ["Vision"]
    model.set_filter("")
    assert outline(model) == WHOLE


def test_new_values_in_the_same_shape_reset_nothing(qtbot: object) -> None:
    model = make()
    resets: list[int] = []
    changed: list[str] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.data()))
    held = QPersistentModelIndex(model.index_of(4))
    model.set_rows(tuple(Row(row.id, row.up, row.name, 21 if row.id == 4 else row.amount) for row in ROWS))
    assert resets == []
    assert changed == ["Hemtjänst"]
    assert held.isValid()
    assert model.value(model.index_of(4)) == Row(4, 3, "Hemtjänst", 21)


def test_an_index_from_before_a_reset_can_still_be_asked_safely() -> None:
    model = make()
    old = model.index_of(4)
    model.set_rows(ROWS[:2])
    assert model.data(old) == "Hemtjänst"


def test_editing_hands_the_text_to_the_page_and_keeps_a_refusal() -> None:
    asked: list[tuple[int, str]] = []

    def commit(row: Row, text: str) -> bool:
        asked.append((row.id, text))
        return text != "nej"

    model = make(commit=commit)
    assert model.flags(model.index_of(2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index_of(2, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(model.index_of(2), "ja")
    assert not model.setData(model.index_of(2), "nej")
    assert asked == [(2, "ja"), (2, "nej")]


def test_a_row_whose_values_changed_may_be_edited_anew(qtbot: object) -> None:
    shown = columns(commit=lambda _row, _text: True, editable=lambda row: row.amount != 99)
    model = TreeModel[Row](shown, lambda row: row.id, lambda row: row.up)
    model.set_rows(ROWS)
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index_of(2)) & editable
    model.set_rows(tuple(Row(r.id, r.up, r.name, 99 if r.id == 2 else r.amount) for r in ROWS))
    assert not model.flags(model.index_of(2)) & editable
    assert model.flags(model.index_of(3)) & editable


def test_a_row_without_children_says_so_also_when_the_filter_took_them() -> None:
    model = make()
    never = Qt.ItemFlag.ItemNeverHasChildren
    assert not model.flags(model.index_of(3)) & never
    assert model.flags(model.index_of(4)) & never
    model.set_filter("ål")
    assert model.flags(model.index_of(3)) & never
    model.set_filter("")
    assert not model.flags(model.index_of(3)) & never


def test_what_is_only_drawn_is_said_to_screen_readers() -> None:
    model = make()
    assert model.data(model.index_of(1), ACCESSIBLE) == "Vision, saknar mått"
    assert model.data(model.index_of(1), LOOK).icon == "goal"


def test_copying_takes_the_bare_number() -> None:
    model = make()
    assert model.data(model.index_of(4, 1), COPY) == 20


@given(st.lists(st.integers(0, 40), max_size=40), st.text(alphabet="abå ", max_size=3))
def test_any_forest_shows_every_row_once_and_the_filter_only_removes(parents: list[int], text: str) -> None:
    rows = tuple(Row(n, up if up < n else None, f"{'abå'[n % 3]}{n}") for n, up in enumerate(parents))
    model = make(rows)
    whole = [line.strip() for line in outline(model)]
    assert sorted(whole) == sorted(row.name for row in rows)
    model.set_filter(text)
    shown = [line.strip() for line in outline(model)]
    assert set(shown) <= set(whole)
    words = text.split()
    hits = {r.name for r in rows if all(word in f"{r.name}\n{r.amount} tkr" for word in words)}
    assert hits <= set(shown)


@given(
    st.lists(st.integers(0, 30), max_size=30),
    st.lists(st.tuples(st.text(alphabet="abå 1", max_size=3), st.booleans()), max_size=6),
)
def test_a_filter_typed_on_shows_what_it_would_have_shown_at_once(
    parents: list[int], typed: list[tuple[str, bool]]
) -> None:
    rows = tuple(Row(n, up if up < n else None, f"{'abå'[n % 3]}{n}", n % 2) for n, up in enumerate(parents))
    model = make(rows)

    def odd(row: Row) -> bool:
        return row.amount == 1

    for text, only_odd in typed:
        condition = odd if only_odd else None
        model.set_filter(text, condition)
        fresh = make(rows)
        fresh.set_filter(text, condition)
        assert outline(model) == outline(fresh)
        assert model.matches == fresh.matches
        assert [model.index_of(row.id).isValid() for row in rows] == [
            fresh.index_of(row.id).isValid() for row in rows
        ]
    model.set_filter("")
    assert outline(model) == outline(make(rows))
    assert all(model.value(model.index_of(row.id)) == row for row in rows)


def test_a_hidden_row_has_no_place() -> None:
    model = make()
    model.set_filter("zon")
    assert not model.index_of(4).isValid()
    assert model.node(4) is not None
