"""Shows only the elements that have a tag: a submenu of the page's menu, filled when it opens."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from app.services.steering.goalextras.views import TagRow
    from app.ui.parts.page import WorkspacePort

Condition = Callable[[Any], bool]
_NONE_YET = "Inga etiketter används än"


class TagFilter:
    """Remembers which tag is chosen and which elements have it."""

    def __init__(self, workspace: "WorkspacePort", parent: QWidget, chosen: Callable[[], object]) -> None:
        self._workspace = workspace
        self._chosen = chosen
        self._tag: TagRow | None = None
        self._having: frozenset[int] = frozenset()
        self.menu = QMenu("Visa bara med etikett", parent)
        self.menu.aboutToShow.connect(self._fill)

    @property
    def words(self) -> str:
        """The tag in words; "" when none is chosen."""
        return "" if self._tag is None else self._tag.words

    def read(self) -> None:
        """Read again which elements have the tag; a tag that nobody has any more is let go."""
        from app.services.steering.goalextras.views import nodes_with_tag

        if self._tag is not None:
            self._having = self._workspace.read(partial(nodes_with_tag, tag=self._tag.tag))
            if not self._having:
                self._tag = None

    def clear(self) -> None:
        """Choose no tag."""
        self._tag = None

    def choose(self, tag: "TagRow | None") -> None:
        """Show only what has a tag; None or the same again shows all."""
        self._tag = None if tag is None or (self._tag is not None and self._tag.tag == tag.tag) else tag
        self.read()
        self._chosen()

    def narrowed(self, condition: Condition | None) -> Condition | None:
        """A condition on rows that also asks for the tag, when one is chosen."""
        if self._tag is None:
            return condition
        having = self._having
        return lambda row: row.id in having and (condition is None or condition(row))

    def _fill(self) -> None:
        from app.services.steering.goalextras.views import tags_in_use

        self.menu.clear()
        rows: tuple[TagRow, ...] = self._workspace.read(tags_in_use)
        for row in rows:
            made = self.menu.addAction(f"{row.words} ({row.count})".replace("&", "&&"))
            made.setCheckable(True)
            made.setChecked(self._tag is not None and self._tag.tag == row.tag)
            made.triggered.connect(lambda _checked=False, row=row: self.choose(row))
        if not rows:
            self.menu.addAction(_NONE_YET).setEnabled(False)
