"""A tree of immutable rows for Qt: one thin adapter for every tree in the program."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.textorder import fold
from app.ui.parts.columns import COPY, DISPLAY, EDIT, Column, folded, header_data

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NONE = Qt.ItemFlag.NoItemFlags
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable
_LEAF = Qt.ItemFlag.ItemNeverHasChildren
_DRAGGED = Qt.ItemFlag.ItemIsDragEnabled
_FLAGS_OF = {
    (False, False): _FLAGS | _LEAF,
    (False, True): _FLAGS,
    (True, False): _EDITABLE | _LEAF,
    (True, True): _EDITABLE,
}
_FLAGS_WHEN_DRAGGED = {which: flags | _DRAGGED for which, flags in _FLAGS_OF.items()}
_HORIZONTAL = Qt.Orientation.Horizontal
_NOWHERE = QModelIndex()
_NO_NODES: list[Any] = []
"""Stands for the children of everything that shows none."""


class Node(Generic[Row]):
    """A row with its place; `shown` are the children that the filter lets through, `row` the place there.

    Of a node that the filter hides neither of the two is kept.
    """

    __slots__ = ("children", "depth", "editable", "folded", "key", "parent", "row", "shown", "value")

    def __init__(self, key: Hashable, value: Row) -> None:
        self.key = key
        self.value = value
        self.parent: Node[Row] | None = None
        self.children: list[Node[Row]] = []
        self.shown: list[Node[Row]] = self.children
        self.row = -1
        self.depth = 0
        self.folded = ""
        self.editable: tuple[bool, ...] | None = None


class TreeModel(QAbstractItemModel, Generic[Row]):
    """Shows rows that name their parent; rows come in the order in which siblings are shown."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent_key: Callable[[Row], Hashable | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._width = len(self.columns)
        self._key, self._parent_key = key, parent_key
        self._root: Node[Row] = Node(None, None)  # type: ignore[arg-type]
        self._nodes: dict[Hashable, Node[Row]] = {}
        self._kept_alive: Any = None
        self._words: tuple[str, ...] = ()
        self._condition: Callable[[Row], bool] | None = None
        self._hits: list[Node[Row]] = []
        self._wanted: set[Node[Row]] | None = None
        self._rearranged: set[Node[Row]] = set()
        self._flags_of = _FLAGS_OF
        self.matches = 0

    @property
    def count(self) -> int:
        """How many rows there are, whether the filter shows them or not."""
        return len(self._nodes)

    @property
    def filtered(self) -> bool:
        """Whether a filter is in force."""
        return bool(self._words) or self._condition is not None

    def let_drag(self, may: bool) -> None:
        """Whether rows can be dragged at all."""
        self._flags_of = _FLAGS_WHEN_DRAGGED if may else _FLAGS_OF

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; where only values differ nothing is reset."""
        root, nodes = build(rows, self._key, self._parent_key)
        if not self.filtered and _same_shape(self._root, root):
            self._take_values(nodes)
            return
        self.beginResetModel()
        self._kept_alive = self._nodes
        self._root, self._nodes = root, nodes
        self._wanted, self._rearranged = None, set()
        self._sift(nodes.values())
        self.endResetModel()

    def set_filter(self, text: str, condition: Callable[[Row], bool] | None = None) -> None:
        """Show only rows with every typed word (and the condition), under their ancestors."""
        words = tuple(fold(text).split())
        narrower = self.filtered and condition is self._condition and _is_narrower(self._words, words)
        among = self._hits if narrower else self._nodes.values()
        self.beginResetModel()
        self._words, self._condition = words, condition
        self._sift(among)
        self.endResetModel()

    def value(self, index: _Index) -> Row | None:
        """The row at an index."""
        return index.internalPointer().value if index.isValid() else None

    def key(self, index: _Index) -> Hashable | None:
        """The key of the row at an index."""
        return index.internalPointer().key if index.isValid() else None

    def node(self, key: Hashable) -> Node[Row] | None:
        """The node of a key, shown or not."""
        return self._nodes.get(key)

    def index_of(self, key: Hashable, column: int = 0) -> QModelIndex:
        """Where a key is shown; invalid when it is not."""
        node = self._nodes.get(key)
        hidden = node is None or (self._wanted is not None and node not in self._wanted)
        return QModelIndex() if hidden else self.createIndex(node.row, column, node)

    def walk(self) -> Iterator[Node[Row]]:
        """All shown nodes, top down."""
        stack = self._root.shown[::-1]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.shown))

    def branches(self) -> Iterator[Node[Row]]:
        """All shown nodes that have shown nodes below them, in no particular order."""
        stack = [node for node in self._root.shown if node.shown]
        while stack:
            node = stack.pop()
            yield node
            stack += [child for child in node.shown if child.shown]

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        shown = (parent.internalPointer() or self._root).shown
        if 0 <= row < len(shown) and 0 <= column < self._width:
            return self.createIndex(row, column, shown[row])
        return QModelIndex()

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        node = index.internalPointer()
        above = node.parent if node is not None else None
        return (
            QModelIndex() if above is None or above is self._root else self.createIndex(above.row, 0, above)
        )

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len((parent.internalPointer() or self._root).shown)

    def hasChildren(self, parent: _Index = _NOWHERE) -> bool:
        return parent.column() <= 0 and bool((parent.internalPointer() or self._root).shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else self._width

    def data(self, index: _Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        return self.columns[index.column()].data(index.internalPointer().value, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is _HORIZONTAL and 0 <= section < len(self.columns):
            return header_data(self.columns[section], role)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        node = index.internalPointer()
        if node is None:
            return _NONE
        if node.editable is None:  # Qt asks for each row again and again while it lays the tree out
            node.editable = tuple(column.can_edit(node.value) for column in self.columns)
        return self._flags_of[node.editable[index.column()], bool(node.shown)]

    def setData(self, index: _Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid():
            return False
        commit = self.columns[index.column()].commit
        return commit is not None and commit(index.internalPointer().value, str(value))

    def copied(self, index: _Index) -> Any:
        """What Ctrl+C takes from a cell."""
        return self.data(index, COPY)

    def _take_values(self, fresh: dict[Hashable, Node[Row]]) -> None:
        last = len(self.columns) - 1
        for key, node in self._nodes.items():
            value = fresh[key].value
            if node.value != value:
                node.value, node.folded, node.editable = value, "", None
                self.dataChanged.emit(
                    self.createIndex(node.row, 0, node), self.createIndex(node.row, last, node)
                )

    def _sift(self, among: Collection[Node[Row]]) -> None:
        """Let the filter through; only nodes that it shows, or showed before, are touched."""
        if self.filtered:
            self._hits = self._find(among)
            self._wanted = self._show_only(self._hits)
            self._rearranged |= self._wanted
        else:
            self._hits, self._wanted = [], None
            self._show_all()
        self.matches = len(self._hits) if self.filtered else len(self._nodes)

    def _find(self, among: Collection[Node[Row]]) -> list[Node[Row]]:
        found = list(among)
        if self._words:
            for node in found:
                if not node.folded:
                    node.folded = folded(self.columns, node.value)
        for word in self._words:
            found = [node for node in found if word in node.folded]
        if self._condition is not None:
            found = [node for node in found if self._condition(node.value)]
        return found

    def _show_only(self, hits: Iterable[Node[Row]]) -> set[Node[Row]]:
        """Arrange the hits, which come top down, under their ancestors; all of these nodes."""
        self._root.shown = []
        wanted = {self._root}
        for hit in hits:
            if hit.parent in wanted and hit not in wanted:
                wanted.add(hit)
                _put_last(hit)
            else:
                for node in reversed(_lineage(hit, wanted)):
                    wanted.add(node)
                    _put_last(node)
        return wanted

    def _show_all(self) -> None:
        for node in self._rearranged:
            node.shown = node.children
            for row, child in enumerate(node.children):
                child.row = row
        self._rearranged = set()


def build(
    rows: Iterable[Row], key: Callable[[Row], Hashable], parent_key: Callable[[Row], Hashable | None]
) -> tuple[Node[Row], dict[Hashable, Node[Row]]]:
    """Nodes under an invisible root, in pre-order; a row whose parent is absent stands at the top."""
    loose = {key(row): Node(key(row), row) for row in rows}
    root: Node[Row] = Node(None, None)  # type: ignore[arg-type]
    root.depth = -1
    for node in loose.values():
        above = loose.get(parent_key(node.value), root)
        node.parent, node.row = above, len(above.children)
        above.children.append(node)
    ordered: dict[Hashable, Node[Row]] = {}
    stack = root.children[::-1]
    while stack:
        node = stack.pop()
        node.depth = node.parent.depth + 1 if node.parent else 0
        ordered[node.key] = node
        stack.extend(reversed(node.children))
    return root, ordered


def _lineage(hit: Node[Row], known: set[Node[Row]]) -> list[Node[Row]]:
    """A node and its ancestors up to the first that is known."""
    path: list[Node[Row]] = []
    node: Node[Row] | None = hit
    while node is not None and node not in known:
        path.append(node)
        node = node.parent
    return path


def _put_last(node: Node[Row]) -> None:
    """Show a node, as yet without children, after those that its parent shows."""
    above: Any = node.parent
    if above.shown is _NO_NODES:
        above.shown = []
    node.shown, node.row = _NO_NODES, len(above.shown)
    above.shown.append(node)


def _is_narrower(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what holds every later word holds every earlier one too, as when a word is typed on."""
    return all(any(word in longer for longer in after) for word in before)


def _same_shape(old: Node[Row], new: Node[Row]) -> bool:
    stack = [(old, new)]
    while stack:
        first, second = stack.pop()
        if first.key != second.key or len(first.children) != len(second.children):
            return False
        stack.extend(zip(first.children, second.children, strict=True))
    return True
