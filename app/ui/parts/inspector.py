"""The panel at the right: what is selected, its facts, fields and links."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.detail_widgets import PartWidget, widget_for
from app.ui.parts.details import Details
from app.ui.parts.fields import TitleField
from app.ui.parts.links import Sentence

_SIDE = 24


class Inspector(QScrollArea):
    """Shows `Details`; the same thing again is updated in place, so that typing is never disturbed."""

    def __init__(self, nothing: str = "Välj en rad för att se mer.", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._details: Details | None = None
        self._parts: list[PartWidget] = []
        self.setAccessibleName("Detaljer")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(_SIDE, theme.GROUP, _SIDE - theme.NEAR, theme.GROUP)
        self._column.setSpacing(12)
        self._build_head()
        self._column.addStretch(1)
        self.setWidget(self._body)
        self.show_details(None)

    @property
    def details(self) -> Details | None:
        """What is shown."""
        return self._details

    @property
    def parts(self) -> tuple[PartWidget, ...]:
        """The widgets of the parts, in order."""
        return tuple(self._parts)

    def set_nothing(self, sentence: str) -> None:
        """What is said when nothing is selected."""
        self._nothing = sentence
        self._show_head()

    def show_details(self, details: Details | None) -> None:
        """Show a thing, or the sentence for nothing."""
        if self._same(details):
            self._details = details
            self._show_head()
            for widget, part in zip(self._parts, details.parts if details else (), strict=True):
                widget.show_part(part)
            return
        self.settle()
        kept = details is not None and self._details is not None and details.key == self._details.key
        scrolled = self.verticalScrollBar().value() if kept else 0
        self._details = details
        self._show_head()
        self._rebuild(details)
        self.verticalScrollBar().setValue(scrolled)

    def settle(self) -> bool:
        """Make changes of everything typed; False when something was refused."""
        title = self._title_field.draft.commit() if self._title_field.isVisibleTo(self) else True
        return all([title, *(widget.settle() for widget in self._parts)])

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in its field; False when it cannot be typed there now."""
        for part in self._parts:
            widget = part.resumable(field)
            if widget is not None:
                widget.resume(text)
                self.ensureWidgetVisible(widget)
                return True
        return False

    def edit_title(self) -> None:
        """Put the cursor in the title, all of it selected."""
        if self._details is not None and self._details.rename is not None:
            self._title_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._title_field.selectAll()

    def _same(self, details: Details | None) -> bool:
        old = self._details
        if details is None or old is None or details.key != old.key:
            return False
        return [_shape(part) for part in details.parts] == [_shape(part) for part in old.parts]

    def _build_head(self) -> None:
        self._kicker = QLabel()
        self._kicker.setTextFormat(Qt.TextFormat.PlainText)
        self._kicker.setFont(theme.font(theme.SECONDARY_POINTS))
        self._kicker.setProperty("role", "muted")
        self._kicker.setWordWrap(True)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        self._title.setWordWrap(True)
        self._title_field = TitleField("Benämning")
        self._title_field.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        self._title_field.setToolTip("Klicka för att byta namn")
        self._example = Sentence(points=theme.SECONDARY_POINTS)
        head = QVBoxLayout()
        head.setSpacing(2)
        for item in (self._kicker, self._title, self._title_field, self._example):
            head.addWidget(item)
        self._column.addLayout(head)

    def _show_head(self) -> None:
        details = self._details
        self._kicker.setText(details.kicker if details else "")
        self._kicker.setVisible(bool(details and details.kicker))
        editable = details is not None and details.rename is not None
        self._title.setVisible(details is not None and not editable)
        self._title_field.setVisible(editable)
        self._title.setText(details.title if details else "")
        self._title_field.draft.on_commit = details.rename if details else None
        if editable and details is not None:
            self._title_field.show_text(details.title)
        note = self._nothing if details is None else "Exempel, påhittat" if details.example else ""
        self._example.show_parts(*([note] if note else []))

    def _rebuild(self, details: Details | None) -> None:
        for widget in self._parts:
            self._column.removeWidget(widget)
            widget.hide()
            widget.setParent(None)  # gone at once for whoever looks for a field; deleted when it is safe
            widget.deleteLater()
        self._parts = [widget_for(part) for part in (details.parts if details else ())]
        for widget in self._parts:
            self._column.insertWidget(self._column.count() - 1, widget)


def _shape(part: object) -> tuple[type, object, object]:
    return type(part), getattr(part, "key", None), getattr(part, "lines", None)
