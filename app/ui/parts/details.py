"""What an inspector shows, as plain values: pages describe it, the inspector builds the widgets."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.parts.links import Link
from app.ui.parts.marks import Mark
from app.ui.parts.thread_line import ThreadStep


@dataclass(frozen=True, slots=True)
class Heading:
    """A semibold heading over a group, with a rule above it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; the value may be a link and carry an icon or a status sign."""

    label: str
    value: str
    icon: str = ""
    mark: Mark | None = None
    on_click: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values in two columns."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A text to edit: one change when it is left, a draft each second while it is typed."""

    key: str
    label: str
    value: str
    commit: Callable[[str], bool]
    """Runs the use case; False when it was refused (the text stays as typed)."""
    draft: Callable[[str | None], object] | None = None
    """Keeps the text while it is typed, None forgets it; see `page.draft_keeper`."""
    lines: int = 1
    """1 for a single line, more for a text that grows."""
    placeholder: str = ""
    hint: str = ""
    locked: str = ""
    """Why it cannot be edited; shows a lock and these words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values."""

    key: str
    label: str
    options: tuple[tuple[Hashable, str], ...]
    value: Hashable
    commit: Callable[[Hashable], bool]
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Yes or no."""

    key: str
    label: str
    value: bool
    commit: Callable[[bool], bool]
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Links under each other."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The place in the röda tråden."""

    steps: tuple[ThreadStep, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence with a sign: "warning", "error" or "info"."""

    text: str
    kind: str = "warning"


@dataclass(frozen=True, slots=True)
class Command:
    """A button in a row of buttons."""

    text: str
    on_click: Callable[[], object]
    icon: str = ""
    enabled: bool = True
    why_not: str = ""
    """The tooltip when it is not enabled."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Buttons side by side, wrapping under each other."""

    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class Custom:
    """A widget of the page's own, such as a chart; made anew each time the details change."""

    make: Callable[[], QWidget]


Part = Heading | Text | Facts | Field | Choice | Tick | Links | Thread | Notice | Commands | Custom


@dataclass(frozen=True, slots=True)
class Details:
    """Everything an inspector shows of one thing."""

    key: Hashable
    """Identity of the thing; the same key keeps the scroll place and a field being typed in."""
    kicker: str
    """Small line above the title: what it is and where it belongs."""
    title: str
    parts: tuple[Part, ...] = ()
    rename: Callable[[str], bool] | None = None
    """Makes the title editable (click or F2 in the inspector)."""
    example: bool = False
