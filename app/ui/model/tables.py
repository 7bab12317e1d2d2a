"""A part of the model as a table or tree, whose columns give way to the names where there is little room."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.parts.columns import PLAIN, CellLook, Column
from app.ui.parts.memory import memory
from app.ui.parts.tree_view import TreeView
from app.ui.steering.columns import level_icon

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow
    from app.services.steering.ownviews import ColumnSpec, SectionSpec

#: Parts whose names a municipality can change.
RENAMED = frozenset({
    "levels", "perspectives", "document_kinds", "bodies", "unit_kinds", "agreement_kinds", "report_kinds",
    "wheels", "wheel_patterns", "roles",
})  # fmt: skip
_NOTHING = "–"
_MUTED = CellLook(muted=True)
_WIDE = frozenset({"value", "explanation", "answers", "question"})
_NAME_WIDTH, _VALUE_NAME_WIDTH = 280, 248
#: Where a dash says that the source is silent; elsewhere there is mostly nothing to say.
_DASHED = frozenset({
    "decided_by", "prepared_by", "horizon", "cycle", "kind", "category", "when", "frequency", "due", "ready",
    "bodies", "year_offset", "phase", "answers", "stance",
})  # fmt: skip


class PartTable(TreeView):
    """The rows of one part of the model."""

    def __init__(
        self,
        spec: "SectionSpec",
        *,
        can_rename: "Callable[[ModelRow], bool]",
        rename: "Callable[[ModelRow, str], bool]",
        held: "Callable[[ModelRow], str]",
        parent: QWidget | None = None,
    ) -> None:
        self._remembered_as = f"model_{spec.key}"
        self._specs = spec.columns
        self._fixed_name = _wide(spec) is not None
        self._empty: set[str] = set()
        super().__init__(
            _columns(spec, can_rename, rename, held),
            key=lambda row: row.id,
            parent_key=lambda row: row.above,
            name=spec.title,
            remember_as=self._remembered_as,
            parent=parent,
        )

    def show_rows(self, rows: "Iterable[ModelRow]") -> None:
        """Show rows; a column that says nothing of any of them gives its room away."""
        shown = tuple(rows)
        super().show_rows(shown)
        said = {column.key for column in self.rows.columns if any(map(column.text, shown))}
        self._empty = {column.key for column in self._specs} - said - _WIDE
        self._fit(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may leave room for other columns."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Leave out columns that have no room or nothing to say, unless the user has chosen."""
        kept = memory().get(f"columns/{self._remembered_as}", {})
        for place, column in enumerate(self._specs, start=1):
            left_out = column.hidden or width < column.room or column.key in self._empty
            if "shown" not in kept.get(column.key, {}) and self.isColumnHidden(place) != left_out:
                self.setColumnHidden(place, left_out)
        if self._fixed_name and "width" not in kept.get("name", {}):
            self._set_name_width(min(_VALUE_NAME_WIDTH, width * 9 // 20))

    def _set_name_width(self, width: int) -> None:
        """Another width of the names, which is not remembered as if the user had chosen it."""
        if self.columnWidth(0) != width:
            place = f"columns/{self._remembered_as}"
            kept = dict(memory().get(place, {}))
            self.setColumnWidth(0, width)
            memory().put(place, kept)


def _wide(section: "SectionSpec") -> str | None:
    """The column that takes what room is left, where the names do not."""
    return next((one.key for one in section.columns if one.key in _WIDE and not one.hidden), None)


def _columns(
    section: "SectionSpec",
    can_rename: "Callable[[ModelRow], bool]",
    rename: "Callable[[ModelRow, str], bool]",
    held: "Callable[[ModelRow], str]",
) -> "list[Column[ModelRow]]":
    wide = _wide(section)
    name: Column[ModelRow] = Column(
        "name",
        "Benämning",
        lambda row: row.name,
        _NAME_WIDTH if wide is None else _VALUE_NAME_WIDTH,
        stretch=wide is None,
        look=_name_look,
        tooltip=_name_words,
        editable=can_rename,
        commit=rename,
    )
    return [
        name, *(_column(one, held, stretch=one.key == wide, aside=section.aside) for one in section.columns)
    ]  # fmt: skip


def _column(
    spec: "ColumnSpec", held: "Callable[[ModelRow], str]", *, stretch: bool, aside: str
) -> "Column[ModelRow]":
    def text(row: "ModelRow") -> str:
        if spec.key == "held":
            return held(row)
        single = spec.key == aside and row.sort != "part"
        return row.cells.get(spec.key) or (row.cells.get("value", "") if single else "")

    def shown(row: "ModelRow") -> str:
        dashed = row.sort == "part" and row.part != "wheels" and spec.key in _DASHED
        return text(row) or (_NOTHING if dashed else "")

    return Column(
        spec.key,
        spec.title,
        shown,
        spec.width,
        number=spec.number,
        stretch=stretch,
        look=lambda row: PLAIN if text(row) else _MUTED,
        tooltip=text,
        hidden=spec.hidden,
    )


def _name_look(row: "ModelRow") -> CellLook:
    icon = level_icon(row.form, None) if row.form else ""
    muted = row.sort in ("fact", "item")
    return CellLook(icon=icon, bold=row.sort == "group", muted=muted, warning=row.odd)


def _name_words(row: "ModelRow") -> str:
    return "\n\n".join((row.name, *row.oddities))
