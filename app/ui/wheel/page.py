"""The page Årshjul: a working year as wheel, calendar, timeline and meetings, with its activities beside."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.parts.buttons import menu_button, primary_button
from app.ui.parts.fields import FilterField
from app.ui.parts.page import Page, WorkspacePort
from app.ui.wheel import menus
from app.ui.wheel.activity_list import ActivityList
from app.ui.wheel.adding import Adding
from app.ui.wheel.beginning import beginning
from app.ui.wheel.choosing import ChoiceButton
from app.ui.wheel.details import ActivityDetails
from app.ui.wheel.editing import WheelEdits
from app.ui.wheel.exporting import WheelExport
from app.ui.wheel.face_area import CALENDAR, MEETINGS, TIMELINE, WHEEL, FaceArea
from app.ui.wheel.faces import Face
from app.ui.wheel.filtering import FIGURES, LAW, NOTICED, Choice, narrowed
from app.ui.wheel.importing.flow import CalendarImport
from app.ui.wheel.legal_details import legal_details
from app.ui.wheel.options import Options
from app.ui.wheel.side import DETAILS, LIST, WIDTH, WheelSide
from app.ui.wheel.stating import state, status, waiting
from app.ui.wheel.tab_order import chain
from app.ui.wheel.words import LOCKED

if TYPE_CHECKING:
    from app.services.wheel.views import WheelView
    from app.ui.wheel.activity_rows import ListRow

_ADD, _NARROW = "Ny aktivitet", 600
#: In a year of so many activities the filter waits until the typing pauses for so many milliseconds.
_MANY, _PAUSE = 200, 200
__all__ = ["CALENDAR", "MEETINGS", "TIMELINE", "WHEEL", "WheelPage"]


class WheelPage(Page):
    """Keeps the selection and does the writing; faces, list and details show and ask."""

    inspector: Any
    shows_kinds = frozenset({
        "wheel", "wheel_pattern", "wheel_activity", "activity_step", "activity_document", "activity_order",
        "negotiation", "meeting", "meeting_rule", "model_part", "mandate_period",
        "municipality", "node_version", "budget_plan",
    })  # fmt: skip
    chapter = "arshjul"
    details_width = WIDTH

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.view: WheelView | None = None
        self.shown: WheelView | None = None
        self.choice = Choice()
        self.selected: Hashable | None = None
        self.writing_list: int | None = None
        """The activity whose checklist is being written, so that the next point can be typed at once."""
        self.options = Options(self)
        self.edits = WheelEdits(workspace, self)
        self.adding = Adding(self)
        self.exporting = WheelExport(workspace, self)
        self.importing = CalendarImport(workspace, self)
        self.rows = ActivityList(self._can_rename, self._rename)
        self.side = WheelSide(self.rows)
        self.inspector = self.side
        self.details = ActivityDetails(self)
        self.faces = FaceArea(self._follow, lambda make: make(workspace))
        self._build()
        self._connect()

    # ---- showing -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the year and show it in the face that is chosen, in the list and in the details."""
        from app.services.wheel.reading import wheel_view

        year, before = self.workspace.working_year, self.view
        call = partial(
            wheel_view, year=year, today=self.workspace.today, start_month=self.options.start_month
        )
        self.view = self.workspace.read(call)
        if before is not None and before.year != year:
            self.choice, self.options.zoom, self.selected = Choice(text=self.choice.text), None, None
        for one in self.view.activities:
            self.edits.know(one)
        self._show()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an activity that a link points at, show the late ones ("late"), or open a meeting."""
        if kind == "meeting":
            self.faces.choose(MEETINGS)
            self._load_if_stale()
            self._show()
            return self.faces.show_meeting(key)
        if kind == "wheel_activity" and key in (*FIGURES, LAW, NOTICED):
            self._load_if_stale()
            if self.meetings_shown:
                self.faces.choose(WHEEL)
            self.narrow(Choice(figure=str(key)))
            return True
        if kind != "wheel_activity" or not isinstance(key, int):
            return False
        self._load_if_stale()
        row = self.edits.row(key)
        if row is None or self.view is None:
            return False
        if self.view.activity(key) is None:
            words = (
                f"Aktiviteten hör till {row.year}. Välj verksamhetsåret {row.year} högst upp för att se den."
            )
            self.workspace.tell(words)
            return True
        if self.meetings_shown:
            self.show_face(WHEEL)
        if self.shown is not None and self.shown.activity(key) is None:
            self.narrow(Choice())
        self.select(key)
        return True

    def export_actions(self) -> list[QAction]:
        """What the page can export."""
        return menus.export_actions(self)

    # ---- what faces, list, menus and details use -----------------------------------------------

    @property
    def meetings_shown(self) -> bool:
        """Whether the plan of meetings is the face that is shown."""
        return self.faces.key == MEETINGS

    def select(self, key: Hashable | None) -> None:
        """Select an activity, a day by law, or nothing, wherever the year is shown.

        A text in the details that is refused stays there to be mended, and so does the selection.
        """
        stays = key != self.selected and not self.side.may_leave()
        self.selected = key = self.selected if stays else key
        self.faces.select(key if isinstance(key, int) else None)
        self.rows.choose(key)
        if not stays:
            self._show_details()

    def open_details(self, key: Hashable | None) -> None:
        """Select, and go to the first field of its details."""
        self.select(key)
        if key is not None and key == self.selected:
            self.side.turn(DETAILS)
            self.side.go_to_fields()

    def narrow(self, choice: Choice) -> None:
        """Show only what is chosen, everywhere alike."""
        self.choice = choice
        if self.filter_field is not None and self.filter_field.text() != choice.text:
            self.filter_field.blockSignals(True)
            self.filter_field.setText(choice.text)
            self.filter_field.blockSignals(False)
        self._show()

    def show_face(self, key: str) -> None:
        """Show the year as wheel, calendar, timeline or meetings."""
        self.faces.choose(key)
        self._show()

    def remove(self, key: int) -> None:
        """Remove an activity; undo brings it back."""
        one = self.view.activity(key) if self.view is not None else None
        if one is None or self.workspace.read_only or not menus.sure_to_remove(self, one):
            return
        if self.edits.remove(key):
            self.workspace.tell(f"”{one.title}” togs bort. Ctrl+Z ångrar.")

    def showEvent(self, event: QShowEvent) -> None:
        """The panel beside is in the same window by now."""
        super().showEvent(event)
        self._order_tabs()

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.filter_field: FilterField = FilterField(self.rows)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self.choices = ChoiceButton()
        self.add_button = primary_button(_ADD, "plus", lambda: self.adding.activity())
        self.add_button.setAccessibleName(_ADD)
        self._menus = {
            "settings": QMenu(self), "export": QMenu(self), "more": QMenu(self),
        }  # fmt: skip
        names = {"settings": "Så visas hjulet", "export": "Exportera och skriv ut", "more": "Fler kommandon"}
        self.tools = {key: menu_button(key, names[key], menu) for key, menu in self._menus.items()}
        self.add_action(self.faces.tabs)
        for tool in (self.filter_field, self.choices, None, *self.tools.values(), self.add_button):
            self.add_tool(tool)
        self._menus["settings"].aboutToShow.connect(self._fill_settings)
        self._menus["export"].aboutToShow.connect(lambda: menus.fill_export(self._menus["export"], self))
        self._menus["more"].aboutToShow.connect(lambda: menus.fill_more(self._menus["more"], self))
        self.set_content(self.faces)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the button says less, so that the wheel keeps its height."""
        super().resizeEvent(event)
        self.add_button.setText(_ADD if event.size().width() >= _NARROW else _ADD.split()[0])

    def _connect(self) -> None:
        self.faces.chosen.connect(lambda _key: self._show())
        self.options.changed.connect(self.refresh)
        self.filter_field.filter_changed.connect(self._on_typed)
        self.filter_field.editingFinished.connect(self._narrow_as_typed)
        self._typing.timeout.connect(self._narrow_as_typed)
        self.choices.narrowed.connect(self.narrow)
        self.side.turned.connect(self._on_turned)
        self.rows.chosen.connect(self._on_row)
        self.rows.row_activated.connect(lambda row: self.open_details(None if row.heading else row.key))
        self.rows.menu_requested.connect(self._on_list_menu)
        delete = QShortcut(QKeySequence("Delete"), self.rows)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)

    def _follow(self, face: Face) -> None:
        """Take what a face tells; made when it is first shown."""
        face.read_only = self.workspace.read_only
        face.selected.connect(self.select)
        face.activated.connect(self.open_details)
        face.time_wanted.connect(self.place)
        face.copy_wanted.connect(self._on_copy_wanted)
        face.day_wanted.connect(self._on_day_wanted)
        face.menu_wanted.connect(self._on_menu)
        face.zoom_wanted.connect(self._on_zoom)

    # ---- showing, part by part -----------------------------------------------------------------

    def _show(self) -> None:
        if self.view is None:
            return
        view = self.view
        self.shown = narrowed(view, self.choice)
        meetings = self.meetings_shown
        empty = None if view.activities or meetings else beginning(self)
        for tool in (self.filter_field, self.choices, self.tools["export"]):
            tool.setVisible(empty is None)
        self.tools["settings"].setVisible(empty is None and not meetings)
        self.add_button.setVisible(empty is None)
        self.add_button.setEnabled(not self.workspace.read_only)
        self.add_button.setToolTip(LOCKED if self.workspace.read_only else "")
        if empty is not None:
            self.side.show_details(None)
            self.set_content(empty)
        else:
            if not self.faces.isVisibleTo(self):
                self.set_content(self.faces)
            self._show_year()
        self._say()

    def _show_year(self) -> None:
        assert self.view is not None
        assert self.shown is not None
        made = len(self.faces.made)
        self.faces.show_view(self.shown, self.options.of(self.view))
        if len(self.faces.made) > made:
            self._order_tabs()
        self.rows.show_view(self.shown)
        self.side.say_nothing_listed(*([] if self.rows.shown else ["Inget stämmer med urvalet."]))
        self.choices.show_choice(self.view, self.choice)
        key = self.selected
        if isinstance(key, int) and self.view.activity(key) is None:
            self.selected = None
        self.select(self.selected)

    def _order_tabs(self) -> None:
        """From the year to the list to the details; a face that is made later comes in its place."""
        if self.side.window() is self.window():
            chain(self.faces, self.side)

    def _say(self) -> None:
        assert self.view is not None
        assert self.shown is not None
        said = state(self.view, self.shown, self.choice, self._on_figure)
        self.set_title(f"Årshjul {self._year_words()}", *said)
        self.set_status(status(self.view, self.shown))
        self.badge_changed.emit(waiting(self.view))

    def _year_words(self) -> str:
        """The year, or the two that a wheel from July stands in."""
        assert self.view is not None
        year = self.view.year
        later = self.options.of(self.view).start_month > 1
        return f"{year}/{(year + 1) % 100:02}" if later else str(year)

    def _show_details(self) -> None:
        if self.side.shown != DETAILS or self.view is None:
            return
        key = self.selected
        if isinstance(key, int):
            one = self.view.activity(key)
            self.side.show_details(None if one is None else self.details.build(one, self.view))
        else:
            self.side.show_details(legal_details(self.view, key, self.open_details))

    def _fill_settings(self) -> None:
        if self.view is not None:
            self.options.fill(self._menus["settings"], len(self.view.wheels))

    # ---- doing ---------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        """At once in a usual year; in a very large one first when the typing has paused."""
        if text and self.view is not None and len(self.view.activities) > _MANY:
            self._typing.start()
        else:
            self._narrow_as_typed()

    def _narrow_as_typed(self) -> None:
        self._typing.stop()
        text = self.filter_field.text()
        if text != self.choice.text:
            self.narrow(replace(self.choice, text=text))

    def _on_figure(self, figure: str | None) -> None:
        self.narrow(Choice() if figure is None else Choice(figure=figure))

    def _on_turned(self, key: str) -> None:
        if key == LIST:
            self.rows.choose(self.selected)
        self._show_details()

    def _on_row(self, row: "ListRow | None") -> None:
        key = None if row is None or row.heading else row.key
        self.selected = key
        self.faces.select(key if isinstance(key, int) else None)
        self._show_details()

    def place(self, key: int, timing: Any) -> None:
        """Move or stretch an activity; what is remarked on it from now on is said at once."""
        before = self._remarks(key)
        if not self.edits.place(key, timing):
            self._show_anew()
            return
        self._load_if_stale()
        new = [said for said in self._remarks(key) if said not in before]
        if new:
            self.workspace.tell(f"Aktiviteten flyttades. {new[0]}", "warning")

    def _remarks(self, key: int) -> tuple[str, ...]:
        return tuple(self.view.notices.get(key, ())) if self.view is not None else ()

    def _on_copy_wanted(self, key: int, timing: Any) -> None:
        made = self.edits.copy(key, timing)
        if made is None:
            self._show_anew()
        else:
            self.select(made)

    def _show_anew(self) -> None:
        """What was refused stands where it stood."""
        self.faces.forget()
        self._show()

    def _on_day_wanted(self, day: date) -> None:
        if not self.workspace.read_only:
            self.adding.activity(day)

    def _on_zoom(self, days: Any) -> None:
        self.options.zoom = days
        self._show()

    def _on_list_menu(self, row: "ListRow | None", place: QPoint) -> None:
        key = row.activity.key if row is not None and row.activity is not None else None
        self._on_menu(key, place)

    def _on_menu(self, key: int | None, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if key is not None and key != self.selected:
            self.select(key)
        menus.fill_menu(menu, self, key)
        menu.popup(place)

    def _on_delete(self) -> None:
        if isinstance(self.selected, int):
            self.remove(self.selected)

    def _can_rename(self, row: "ListRow") -> bool:
        return row.activity is not None and not self.workspace.read_only

    def _rename(self, row: "ListRow", title: str) -> bool:
        return row.activity is not None and self.edits.fields(row.activity.key, title=title)
