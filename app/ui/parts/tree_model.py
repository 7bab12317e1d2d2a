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
_HORIZONTAL = Qt.Orientation.Horizontal
_NOWHERE = QModelIndex()
_NO_NODES: list[Any] = []


class Node(Generic[Row]):
    """A row with its place; `shown` are the children that the filter lets through."""

    __slots__ = ("children", "depth", "folded", "key", "parent", "row", "shown", "value")

    def __init__(self, key: Hashable, value: Row) -> None:
        self.key = key
        self.value = value
        self.parent: Node[Row] | None = None
        self.children: list[Node[Row]] = []
        self.shown: list[Node[Row]] = self.children
        self.row = -1
        self.depth = 0
        self.folded = ""


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
        self._key, self._parent_key = key, parent_key
        self._root: Node[Row] = Node(None, None)  # type: ignore[arg-type]
        self._nodes: dict[Hashable, Node[Row]] = {}
        self._kept_alive: Any = None
        self._words: tuple[str, ...] = ()
        self._condition: Callable[[Row], bool] | None = None
        self.matches = 0

    @property
    def count(self) -> int:
        """How many rows there are, whether the filter shows them or not."""
        return len(self._nodes)

    @property
    def filtered(self) -> bool:
        """Whether a filter is in force."""
        return bool(self._words) or self._condition is not None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; where only values differ nothing is reset."""
        root, nodes = build(rows, self._key, self._parent_key)
        if not self.filtered and _same_shape(self._root, root):
            self._take_values(nodes)
            return
        self.beginResetModel()
        self._kept_alive = self._nodes
        self._root, self._nodes = root, nodes
        self._sift()
        self.endResetModel()

    def set_filter(self, text: str, condition: Callable[[Row], bool] | None = None) -> None:
        """Show only rows with every typed word (and the condition), under their ancestors."""
        self.beginResetModel()
        self._words, self._condition = tuple(fold(text).split()), condition
        self._sift()
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
        return QModelIndex() if node is None or node.row < 0 else self.createIndex(node.row, column, node)

    def walk(self) -> Iterator[Node[Row]]:
        """All shown nodes, top down."""
        stack = self._root.shown[::-1]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.shown))

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        shown = (parent.internalPointer() if parent.isValid() else self._root).shown
        if 0 <= row < len(shown) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, shown[row])
        return QModelIndex()

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = index.internalPointer().parent if index.isValid() else None
        return (
            QModelIndex() if above is None or above is self._root else self.createIndex(above.row, 0, above)
        )

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._root.shown)
        return 0 if parent.column() > 0 else len(parent.internalPointer().shown)

    def hasChildren(self, parent: _Index = _NOWHERE) -> bool:
        if not parent.isValid():
            return bool(self._root.shown)
        return parent.column() == 0 and bool(parent.internalPointer().shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.columns)

    def data(self, index: _Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        return self.columns[index.column()].data(index.internalPointer().value, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is _HORIZONTAL and 0 <= section < len(self.columns):
            return header_data(self.columns[section], role)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NONE
        column = self.columns[index.column()]
        if column.commit is None:
            return _FLAGS
        return _EDITABLE if column.can_edit(index.internalPointer().value) else _FLAGS

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
                node.value, node.folded = value, ""
                self.dataChanged.emit(
                    self.createIndex(node.row, 0, node), self.createIndex(node.row, last, node)
                )

    def _sift(self) -> None:
        nodes = self._nodes.values()
        if not self.filtered:
            for node in (self._root, *nodes):
                node.shown = node.children
                for row, child in enumerate(node.shown):
                    child.row = row
            self.matches = len(self._nodes)
            return
        hits = self._hits(nodes)
        self.matches = len(hits)
        wanted = _with_ancestors(hits)
        for node in nodes:
            node.shown, node.row = _NO_NODES, -1
        self._root.shown = []
        for node in nodes:
            if node in wanted and node.parent is not None:
                node.shown = []
                node.row = len(node.parent.shown)
                node.parent.shown.append(node)

    def _hits(self, nodes: Collection[Node[Row]]) -> list[Node[Row]]:
        hits = list(nodes)
        if self._words:
            for node in nodes:
                if not node.folded:
                    node.folded = folded(self.columns, node.value)
        for word in self._words:
            hits = [node for node in hits if word in node.folded]
        if self._condition is not None:
            hits = [node for node in hits if self._condition(node.value)]
        return hits


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


def _with_ancestors(hits: list[Node[Row]]) -> set[Node[Row]]:
    wanted: set[Node[Row]] = set()
    for hit in hits:
        node: Node[Row] | None = hit
        while node is not None and node not in wanted:
            wanted.add(node)
            node = node.parent
    return wanted


def _same_shape(old: Node[Row], new: Node[Row]) -> bool:
    stack = [(old, new)]
    while stack:
        first, second = stack.pop()
        if first.key != second.key or len(first.children) != len(second.children):
            return False
        stack.extend(zip(first.children, second.children, strict=True))
    return True
