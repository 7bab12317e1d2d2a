"""The three trees of the page: by the threads of the hierarchy, by level and by organisation."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.details import Command, Commands, Details, Fact, Facts, Text
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.steering.arranging import Group
    from app.services.steering.views import SteeringView
    from app.ui.parts.page import WorkspacePort

HIERARCHY, LEVEL, ORGANISATION = "hierarchy", "level", "organisation"
CHOICES = ((HIERARCHY, "Hierarki"), (LEVEL, "Nivå"), (ORGANISATION, "Organisation"))
_OPEN_AT_FIRST = {HIERARCHY: 3, LEVEL: 1, ORGANISATION: 2}


class Trees:
    """Which tree is shown, what its rows stand under, and what stood open in each."""

    def __init__(self, workspace: "WorkspacePort") -> None:
        self._workspace = workspace
        self._above: Mapping[Hashable, Hashable | None] | None = None
        self._rows: tuple[Any, ...] = ()
        self._open: dict[str, set[Hashable]] = {}
        self.kind = HIERARCHY

    @property
    def in_order(self) -> bool:
        """Whether the places are shown that elements have in the hierarchy."""
        return self.kind == HIERARCHY

    def above(self, row: Any) -> Hashable | None:
        """What a row stands under in the tree that is shown."""
        return row.parent_id if self._above is None else self._above.get(row.id)

    def read(self) -> "SteeringView":
        """Read the hierarchy and the rows of the tree, in one transaction."""
        from app.services.steering.arranging import arranged

        call = partial(arranged, kind=self.kind, today=self._workspace.today)
        view, rows, self._above = self._workspace.read(call)
        self._rows = rows
        found: SteeringView = view
        return found

    def show(self, tree: TreeView) -> None:
        """Show the rows that were read."""
        tree.show_rows(self._rows)

    def choose(self, kind: str, tree: TreeView) -> None:
        """Leave one tree for another, noting what is open in it."""
        self._open[self.kind] = tree.open_keys()
        self.kind = kind

    def open_again(self, tree: TreeView) -> None:
        """Open what was open when this tree was left, or so far that its elements are seen."""
        if self.kind in self._open:
            tree.collapseAll()
            tree.open_rows(self._open[self.kind])
        else:
            tree.open_to(_OPEN_AT_FIRST[self.kind])

    def heading_details(self, heading: "Group") -> Details:
        """What the inspector shows of a level or unit."""
        facts = [Fact("Styrelement", str(heading.count))]
        if heading.body:
            facts.append(Fact("Beslutas av", heading.body))
        question = (Text(heading.question),) if heading.question else ()
        open_unit: tuple[Commands, ...] = ()
        if heading.kind == "unit" and heading.key is not None:
            command = Command("Öppna enheten", partial(self._workspace.open_place, "unit", heading.key))
            open_unit = (Commands((command,)),)
        kicker = "Nivå" if heading.kind == "level" else "Enhet"
        parts = (*question, Facts(tuple(facts)), *open_unit)
        return Details(key=("heading", heading.id), kicker=kicker, title=heading.name, parts=parts)


def is_heading(row: Any) -> bool:
    """Whether a row is a level or unit rather than an element."""
    return isinstance(row.id, str)


def is_element(row: Any) -> bool:
    """Whether a row is an element, and counts where elements are counted."""
    return not isinstance(row.id, str)
