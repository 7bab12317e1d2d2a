"""The cross threads of an element in the inspector: what it contributes to, and what contributes to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.details import Command, Commands, Custom, Heading, Links, Part, Tick
from app.ui.parts.links import Link, Sentence
from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail, NodeLink
    from app.services.steering.placing import Hierarchy
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort

#: Forms of elements that are seen from perspectives; others show theirs when they have any.
_SEEN_FORMS = frozenset({"goal", "goal_area", "commitment", "assignment", "scorecard", "activity"})
_CLOSE = 22
_TO, _FROM = "Bidrar till", "Bidrag från"


class Contributing:
    """Describes, adds and ends contributions, and chooses perspectives."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        icons: Mapping[int, str],
        rows: "Callable[[], Sequence[NodeRow]]",
        go_to: Callable[[int], object],
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._icons = icons
        self._rows = rows
        self._go_to = go_to

    def parts(self, node: "NodeDetail") -> list[Part]:
        """Both ways with their commands, as far as the element is open for changes."""
        editable = not self._workspace.read_only
        outward = self._way(_TO, node.contributes, partial(self._end_outward, node))
        inward = self._way(_FROM, node.served_by, partial(self._end_inward, node))
        if editable and not node.locked:
            add = Command("Lägg till…", lambda: self.add_outward(node), "plus")
            outward = [*(outward or [Heading(_TO)]), Commands((add,))]
        if editable:
            add = Command("Lägg till…", lambda: self.add_inward(node), "plus")
            inward = [*(inward or [Heading(_FROM)]), Commands((add,))]
        return [*outward, *inward]

    def perspectives(self, node: "NodeDetail") -> list[Part]:
        """A tick for each perspective of the model, where the element can be seen from any."""
        open_ = not node.locked and not self._workspace.read_only
        if not open_ or not node.perspective_choices:
            return []
        if node.level.form not in _SEEN_FORMS and not node.perspectives:
            return []
        ticks = [
            Tick(f"perspective:{key}", name, chosen, partial(self._see_from, node, key))
            for key, name, chosen in node.perspective_choices
        ]
        return [Heading("Perspektiv"), *ticks]

    def add_outward(self, node: "NodeDetail") -> bool:
        """Ask what an element contributes to, and say so."""
        hierarchy = self._hierarchy()

        def refusal(row: "NodeRow") -> str:
            return _message(hierarchy.serving_refusal(node.id, row.id))

        text = f"Välj vad ”{node.title}” bidrar till, vid sidan av sin plats i hierarkin."
        other = self._pick(_TO, text, refusal)
        return other is not None and self._add(node.id, node.version, other.id)

    def add_inward(self, node: "NodeDetail") -> bool:
        """Ask what contributes to an element, and say so."""
        hierarchy = self._hierarchy()

        def refusal(row: "NodeRow") -> str:
            return _message(hierarchy.serving_refusal(row.id, node.id))

        other = self._pick(_FROM, f"Välj vad som bidrar till ”{node.title}”.", refusal)
        return other is not None and self._add(other.id, other.version, node.id)

    def _pick(self, title: str, text: str, refusal: "Callable[[NodeRow], str]") -> "NodeRow | None":
        return PickDialog.ask(self._window, title, text, "Lägg till", self._rows(), self._icons, refusal)

    def _add(self, giver: int, version: int, taker: int) -> bool:
        from app.services.steering.contributing import add_contribution

        call = partial(add_contribution, node_id=giver, to_id=taker, expected_version=version)
        return self._workspace.run(call) is not None

    def _end_outward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        return None if node.locked else partial(self._end, node.id, node.version, link.id)

    def _end_inward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        return None if link.locked else partial(self._end, link.id, link.version, node.id)

    def _end(self, giver: int, version: int, taker: int) -> bool:
        from app.services.steering.contributing import remove_contribution

        call = partial(remove_contribution, node_id=giver, to_id=taker, expected_version=version)
        return self._workspace.run(call) is not None

    def _see_from(self, node: "NodeDetail", key: int, chosen: bool) -> bool:
        from app.services.steering.nodes import set_perspectives

        kept = tuple(one for one, _name, on in node.perspective_choices if (chosen if one == key else on))
        call = partial(set_perspectives, node_id=node.id, perspective_ids=kept, expected_version=node.version)
        return self._workspace.run(call) is not None

    def _way(
        self,
        heading: str,
        links: "Sequence[NodeLink]",
        ending: "Callable[[NodeLink], Callable[[], object] | None]",
    ) -> list[Part]:
        if not links:
            return []
        if self._workspace.read_only:
            return [Heading(heading), Links(tuple(self._link(link) for link in links))]
        lines = tuple((self._link(link), ending(link)) for link in links)
        return [Heading(heading), Custom(lambda: ContributionList(lines))]

    def _link(self, link: "NodeLink") -> Link:
        words = link.title if link.unit is None else f"{link.title}, {link.unit}"
        return Link(words, lambda: self._go_to(link.id))

    def _hierarchy(self) -> "Hierarchy":
        from app.services.steering.standing import read_hierarchy

        found: Hierarchy = self._workspace.read(read_hierarchy)
        return found


class ContributionList(QWidget):
    """Links under each other, each with a button that ends the contribution, where it may be ended."""

    def __init__(self, lines: Sequence[tuple[Link, Callable[[], object] | None]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for link, end in lines:
            column.addLayout(_line(link, end))


def _line(link: Link, end: Callable[[], object] | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    words = Sentence()
    words.show_parts(link)
    row.addWidget(words, 1)
    if end is not None:
        top = Qt.AlignmentFlag.AlignTop
        close = icon_button("close", f"Ta bort bidraget: {link.text}", end)
        close.setFixedSize(_CLOSE, _CLOSE)
        close.setIconSize(QSize(_CLOSE - theme.GRID, _CLOSE - theme.GRID))
        row.addWidget(close, 0, top)
    return row


def _message(refused: Exception | None) -> str:
    return "" if refused is None else str(refused)
