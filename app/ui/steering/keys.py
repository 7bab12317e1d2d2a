"""The keys of the tree, each with what it does; a key that does nothing now is left to Qt."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView

from app.ui.parts.tree_view import TreeView

_EDITING = QAbstractItemView.State.EditingState
_KEY_PRESS = QEvent.Type.KeyPress
_PLAIN = Qt.KeyboardModifier.NoModifier
_IGNORED = Qt.KeyboardModifier.KeypadModifier
_KEYS = {
    "Insert": (Qt.Key.Key_Insert, _PLAIN),
    "Delete": (Qt.Key.Key_Delete, _PLAIN),
    "F2": (Qt.Key.Key_F2, _PLAIN),
    "Return": (Qt.Key.Key_Return, _PLAIN),
    "Enter": (Qt.Key.Key_Enter, _PLAIN),
    "Esc": (Qt.Key.Key_Escape, _PLAIN),
    "Ctrl+X": (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+V": (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
    "Alt+Up": (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    "Alt+Down": (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
}


class TreeKeys(QObject):
    """Answers keys that are pressed in a tree, not in an editor within it.

    What a key does gives False when the key is left to the tree.
    """

    def __init__(self, tree: TreeView, doings: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(tree)
        self._tree = tree
        self._doings = {(int(_KEYS[name][0]), _KEYS[name][1]): act for name, act in doings.items()}
        tree.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what belongs to a key."""
        if event.type() == _KEY_PRESS and isinstance(event, QKeyEvent) and self._tree.state() != _EDITING:
            act = self._doings.get((event.key(), event.modifiers() & ~_IGNORED))
            if act is not None and act() is not False:
                return True
        return super().eventFilter(watched, event)


def shortcut(tree: TreeView, keys: str, on_press: Callable[[], object]) -> None:
    """A key that works while the tree has the cursor."""
    made = QShortcut(QKeySequence(keys), tree)
    made.setContext(Qt.ShortcutContext.WidgetShortcut)
    made.activated.connect(on_press)
