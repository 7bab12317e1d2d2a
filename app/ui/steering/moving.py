"""Moving elements on the page: dragged, cut and pasted, by keys among siblings, or to a chosen place."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.parts.movable_tree import Drop, MovableTree
from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.placing import Hierarchy
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort

_ELSEWHERE = "Flyttar gör du i trädet Hierarki, där platsen syns."


class Moving:
    """Runs the moves of one tree; `in_order` says whether it shows the places that elements have."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        tree: MovableTree,
        go_to: Callable[[int], object],
        in_order: Callable[[], bool],
        rows: "Callable[[], Sequence[NodeRow]]",
    ) -> None:
        self._workspace = workspace
        self._tree = tree
        self._go_to = go_to
        self._in_order = in_order
        self._rows = rows
        self._cut: frozenset[Hashable] = frozenset()
        self._hierarchy: Hierarchy | None = None
        if not workspace.read_only:
            tree.let_move(self._may_drag, self._drop_refusal)
        tree.drop_wanted.connect(self._on_drop_wanted)
        tree.drop_refused.connect(lambda why: workspace.tell(why, "warning"))

    @property
    def has_cut(self) -> bool:
        """Whether something waits to be pasted."""
        return bool(self._cut)

    def is_cut(self, row: Any) -> bool:
        """Whether a row waits to be pasted, and is shown pale."""
        return row.id in self._cut

    def cut(self) -> None:
        """Take up the selected rows, to be pasted elsewhere."""
        rows = self._tree.selected_rows()
        why = self._why_not_taken(rows)
        if why:
            self._workspace.tell(why, "warning")
        elif rows:
            self._set_cut(frozenset(row.id for row in rows))
            what = f"”{rows[0].title}”" if len(rows) == 1 else write_count(len(rows), "rad", "rader")
            self._workspace.tell(
                f"{what} väntar på att klistras in. Markera den nya platsen och tryck Ctrl+V."
            )

    def forget_cut(self) -> bool:
        """Leave what was taken up where it is; False when nothing was."""
        had = self.has_cut
        self._set_cut(frozenset())
        return had

    def paste(self, above: "NodeRow | None") -> bool:
        """Put what was cut under a row, or at the top."""
        if not self.has_cut:
            self._workspace.tell("Det finns inget att klistra in. Markera ett styrelement och tryck Ctrl+X.")
            return False
        if not self._in_order():
            self._workspace.tell(_ELSEWHERE, "warning")
            return False
        moved = [row for row in self._rows() if row.id in self._cut]
        if not moved:
            self._set_cut(frozenset())
            self._workspace.tell("Det som klipptes ut finns inte längre.", "warning")
            return False
        done = self.move(moved, above)
        if done:
            self._set_cut(frozenset())
        return done

    def shift(self, row: "NodeRow", step: int) -> bool:
        """Move a row past its neighbour on the same level."""
        from app.services.steering import moving

        if not self._in_order():
            self._workspace.tell(_ELSEWHERE, "warning")
            return False
        call = partial(moving.shift_node, node_id=row.id, step=step, expected_version=row.version)
        return self._workspace.run(call) is not None

    def move(
        self, rows: "Sequence[NodeRow]", above: "NodeRow | None", before: "NodeRow | None" = None
    ) -> bool:
        """Put rows under another one; the first is then current."""
        from app.services.steering import moving

        if not rows:
            return False
        call = partial(
            moving.move_nodes,
            versions={row.id: row.version for row in rows},
            parent_id=above.id if above is not None else None,
            before_id=before.id if before is not None else None,
        )
        if self._workspace.run(call) is None:
            return False
        self._go_to(rows[0].id)
        return True

    def choose_place(self, row: "NodeRow", icons: Mapping[int, str], window: QWidget) -> bool:
        """Ask in a tree under which element a row is to stand."""
        self._read()

        def refusal(above: "NodeRow") -> str:
            return "Där ligger det redan." if above.id == row.parent_id else self._refusal([row], above)

        text = f"”{row.title}” flyttas med allt som ligger under."
        above = PickDialog.ask(window, "Flytta till", text, "Flytta", self._rows(), icons, refusal)
        return above is not None and self.move([row], above)

    def _set_cut(self, keys: frozenset[Hashable]) -> None:
        self._cut = keys
        self._tree.viewport().update()

    def _may_drag(self, rows: Sequence[Any]) -> str:
        self._read()
        return self._why_not_taken(rows)

    def _why_not_taken(self, rows: Sequence[Any]) -> str:
        """Why rows cannot be taken up; what the model says comes when a place is pointed at."""
        if not self._in_order():
            return _ELSEWHERE
        for row in rows:
            if row.locked:
                return f"”{row.title}” är beslutad och låst. Gör en ny version för att ändra."
        return ""

    def _drop_refusal(self, drop: Drop) -> str:
        return self._refusal(drop.rows, drop.above)

    def _refusal(self, rows: "Sequence[NodeRow]", above: "NodeRow | None") -> str:
        hierarchy = self._hierarchy
        if hierarchy is None:
            return ""
        moved = [row.id for row in rows if row.id in hierarchy.elements]
        refused = hierarchy.refusal(hierarchy.tops(moved), above.id if above is not None else None)
        return "" if refused is None else refused.message

    def _on_drop_wanted(self, drop: Drop) -> None:
        self.move(drop.rows, drop.above, drop.before)

    def _read(self) -> None:
        from app.services.steering.standing import read_hierarchy

        self._hierarchy = self._workspace.read(read_hierarchy)
