"""One small widget per kind of part in the inspector; each can take new values in place."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import details, icons, theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.fields import LineField, TextField
from app.ui.parts.flow import Flow
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark
from app.ui.parts.sign import Sign
from app.ui.parts.thread_line import ThreadLine

_LABEL_WIDTH = 88
_BOX_WIDTH = 28
_SIGN_ROLES = {"warning": "partly", "error": "unmet", "info": "muted"}
#: A longer label breaks rather than widens what it stands in.
_LONG_LABEL = 32


class PartWidget(QWidget):
    """Shows one part; `show_part` may be called again with another of the same kind."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GRID)

    def show_part(self, part: Any) -> None:
        """Show the values of a part."""
        raise TypeError(f"{type(self).__name__} cannot show {part!r}")

    def settle(self) -> bool:
        """Make a change of what is typed; False when it was refused."""
        return True

    def resumable(self, _field: str) -> LineField | TextField | None:
        """The field whose draft is kept under a name, if it can be typed in."""
        return None


class HeadingWidget(PartWidget):
    """A rule and a heading."""

    def __init__(self) -> None:
        super().__init__()
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        self._text = QLabel()
        self._text.setFont(theme.font(semibold=True))
        self._text.setWordWrap(True)
        self._note = Sentence(points=theme.SECONDARY_POINTS)
        self.column.setContentsMargins(0, theme.NEAR, 0, 0)
        self.column.addWidget(rule)
        self.column.addSpacing(theme.GROUP - theme.GRID)
        self.column.addWidget(self._text)
        self.column.addWidget(self._note)

    def show_part(self, part: details.Heading) -> None:
        """Show heading and note."""
        self._text.setText(part.text)
        self._note.show_parts(*([part.note] if part.note else []))


class TextWidget(PartWidget):
    """A paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._text)

    def show_part(self, part: details.Text) -> None:
        """Show the text."""
        self._text.setProperty("role", "muted" if part.muted else "ink")
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self._text.setText(part.text)


class FactsWidget(PartWidget):
    """Labels and values."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.NEAR)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)

    def show_part(self, part: details.Facts) -> None:
        """Show the rows."""
        empty(self._grid)
        for row, fact in enumerate(part.rows):
            self._add(row, fact)

    def _add(self, row: int, fact: details.Fact) -> None:
        top = Qt.AlignmentFlag.AlignTop
        label = QLabel(fact.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        self._grid.addWidget(label, row, 0, top)
        if fact.icon or fact.mark is not None:
            self._grid.addWidget(Sign(fact.icon, fact.mark), row, 1, top)
        value = Sentence(role=fact.mark.value if isinstance(fact.mark, Mark) else "ink")
        value.show_parts(Link(fact.value, fact.on_click) if fact.on_click else fact.value)
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        self._grid.addWidget(
            value, row, 2 if fact.icon or fact.mark else 1, 1, 1 if fact.icon or fact.mark else 2
        )


class FieldWidget(PartWidget):
    """A label over a field."""

    def __init__(self, part: details.Field) -> None:
        super().__init__()
        self._label = _label(part.label)
        self.field = LineField(part.label) if part.lines == 1 else TextField(part.label)
        self._label.setBuddy(self.field)
        self._hint = Sentence(points=theme.SECONDARY_POINTS)
        for widget in (self._label, self.field, self._hint):
            self.column.addWidget(widget)

    def resumable(self, field: str) -> LineField | TextField | None:
        """This field, when it is the one and is not locked."""
        named = getattr(self.field.draft.on_draft, "field", None) == field
        return self.field if named and not self.field.isReadOnly() else None

    def show_part(self, part: details.Field) -> None:
        """Show value, hint and lock."""
        self.field.draft.on_commit, self.field.draft.on_draft = part.commit, part.draft
        self.field.setPlaceholderText(part.placeholder)
        self.field.setReadOnly(bool(part.locked))
        self.field.show_text(part.value)
        words = part.locked or part.hint
        self._hint.show_parts(*([words] if words else []))

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.field.draft.commit()


class ChoiceWidget(PartWidget):
    """A label over a list of choices."""

    def __init__(self, part: details.Choice) -> None:
        super().__init__()
        self._commit: Callable[[Any], bool] = part.commit
        self._label = _label(part.label)
        self.box = QComboBox()
        self.box.setAccessibleName(part.label)
        self.box.setMinimumHeight(theme.FIELD_HEIGHT)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._label.setBuddy(self.box)
        self._hint = Sentence(points=theme.SECONDARY_POINTS)
        self._keys: list[Any] = []
        self._stored: Any = None
        for widget in (self._label, self.box, self._hint):
            self.column.addWidget(widget)
        self.box.activated.connect(self._on_activated)

    def show_part(self, part: details.Choice) -> None:
        """Show options and value."""
        self._commit, self._stored = part.commit, part.value
        self._keys = [key for key, _ in part.options]
        self.box.clear()
        self.box.addItems([text for _, text in part.options])
        self.box.setCurrentIndex(self._keys.index(part.value) if part.value in self._keys else -1)
        self.box.setEnabled(not part.locked)
        self._hint.show_parts(*([part.locked] if part.locked else []))

    def _on_activated(self, place: int) -> None:
        if self._keys[place] != self._stored and not self._commit(self._keys[place]):
            self.box.setCurrentIndex(self._keys.index(self._stored) if self._stored in self._keys else -1)


class TickWidget(PartWidget):
    """A check box whose words may take several lines."""

    def __init__(self, part: details.Tick) -> None:
        super().__init__()
        self._commit: Callable[[bool], bool] = part.commit
        self._words = part.label
        self.box = QCheckBox(part.label)
        self.box.setAccessibleName(part.label)
        self.box.setMinimumWidth(_BOX_WIDTH)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint = Sentence(points=theme.SECONDARY_POINTS)
        self.column.addWidget(self.box)
        self.column.addWidget(self._hint)
        self.box.clicked.connect(self._on_clicked)

    def show_part(self, part: details.Tick) -> None:
        """Show the value."""
        self._commit = part.commit
        self.box.setChecked(part.value)
        self.box.setEnabled(not part.locked)
        self._hint.show_parts(*([part.locked] if part.locked else []))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words that are too long for the panel on a line of their own."""
        super().resizeEvent(event)
        words, measure = self._words.split(), self.box.fontMetrics().horizontalAdvance
        lines = [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and measure(longer) > self.width() - _BOX_WIDTH:
                lines.append(word)
            else:
                lines[-1] = longer
        self.box.setText("\n".join(lines))

    def _on_clicked(self, checked: bool) -> None:
        if not self._commit(checked):
            self.box.setChecked(not checked)


class LinksWidget(PartWidget):
    """Links under each other."""

    def show_part(self, part: details.Links) -> None:
        """Show the links."""
        empty(self.column)
        for link in part.links:
            sentence = Sentence()
            sentence.show_parts(link)
            self.column.addWidget(sentence)


class ThreadWidget(PartWidget):
    """The röda tråden."""

    def __init__(self) -> None:
        super().__init__()
        self.line = ThreadLine()
        self.column.addWidget(self.line)

    def show_part(self, part: details.Thread) -> None:
        """Show the steps."""
        self.line.show_steps(part.steps)


class NoticeWidget(PartWidget):
    """A sign and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.NEAR)
        self.column.addLayout(self._row)

    def show_part(self, part: details.Notice) -> None:
        """Show the sentence with its sign."""
        empty(self._row)
        role = _SIGN_ROLES[part.kind]
        sentence = Sentence(role="ink" if part.kind == "info" else role)
        sentence.show_parts(part.text)
        self._row.addWidget(Sign(part.kind, None, role), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(sentence, 1)


class CommandsWidget(PartWidget):
    """Buttons as wide as their words, side by side where there is room."""

    def show_part(self, part: details.Commands) -> None:
        """Show the buttons."""
        empty(self.column)
        holder = QWidget()
        flow = Flow(holder, theme.NEAR, theme.GRID)
        flow.setContentsMargins(0, 0, 0, 0)
        for command in part.commands:
            button = quiet_button(command.text, command.icon, command.on_click)
            button.setIconSize(QSize(icons.TREE_SIZE, icons.TREE_SIZE))
            button.setEnabled(command.enabled)
            button.setToolTip("" if command.enabled else command.why_not)
            flow.addWidget(button)
        self.column.addWidget(holder)


class CustomWidget(PartWidget):
    """The page's own widget."""

    def show_part(self, part: details.Custom) -> None:
        """Make the widget anew."""
        empty(self.column)
        self.column.addWidget(part.make())


_PLAIN: dict[type, Callable[[], PartWidget]] = {
    details.Heading: HeadingWidget,
    details.Text: TextWidget,
    details.Facts: FactsWidget,
    details.Links: LinksWidget,
    details.Thread: ThreadWidget,
    details.Notice: NoticeWidget,
    details.Commands: CommandsWidget,
    details.Custom: CustomWidget,
}


def widget_for(part: details.Part) -> PartWidget:
    """The widget for a part, showing it."""
    made: PartWidget
    if isinstance(part, details.Field):
        made = FieldWidget(part)
    elif isinstance(part, details.Choice):
        made = ChoiceWidget(part)
    elif isinstance(part, details.Tick):
        made = TickWidget(part)
    else:
        made = _PLAIN[type(part)]()
    made.show_part(part)
    return made


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.SECONDARY_POINTS))
    label.setProperty("role", "muted")
    label.setWordWrap(len(text) > _LONG_LABEL)
    return label
