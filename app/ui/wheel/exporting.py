"""The year as poster, picture, calendar or workbook: asked how and where to, written in the background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, FormDialog
from app.ui.parts.exporting import FileExport
from app.ui.parts.memory import memory
from app.ui.parts.page import Page
from app.ui.wheel.options import RINGS

if TYPE_CHECKING:
    from app.services.exchange.wheel_files import WheelChoice, WheelContent
    from app.services.reports.batch import WrittenFile
    from app.services.wheel.picture.options import WheelOptions
    from app.ui.parts.jobs import JobHandle
    from app.ui.parts.page import WorkspacePort

_KINDS = {
    ".pdf": "PDF (*.pdf)", ".png": "Bild (*.png)", ".svg": "Vektorbild (*.svg)",
    ".ics": "Kalender (*.ics)", ".xlsx": "Excel (*.xlsx)",
}  # fmt: skip
_PAPERS = tuple((key, key.upper()) for key in ("a4", "a3", "a2", "a1"))
_LYING = ((False, "Stående"), (True, "Liggande"))
_COLOURS = ((False, "Färg"), (True, "Svartvitt"))
_PICTURES = (
    ((".png", 150), "PNG, för skärm och bildspel"),
    ((".png", 300), "PNG, för tryck"),
    ((".svg", 0), "SVG, bara hjulet"),
)
_ALL, _EACH = "\x00alla", "\x00var"
_REMEMBERED = "wheel/poster"


@dataclass(frozen=True)
class Shown:
    """The year that is shown, and how it is drawn; without options it is drawn as usual."""

    year: int
    options: WheelOptions | None = None


class WheelExport(FileExport):
    """Asks how the year is to be written, and writes it as it was when it was asked for."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        super().__init__(workspace, window)
        self._shown = Shown(workspace.working_year)

    def actions(self, shown: Shown) -> list[QAction]:
        """The entries for the whole year, for a menu that is opened now."""
        self._shown = shown
        return [
            action("Affisch (PDF)…", self.poster, parent=self._window),
            action("Bild (PNG, SVG)…", self.picture, parent=self._window),
            action("Kalenderfil (.ics)…", self.calendar, parent=self._window),
            action("Excel…", self.workbook, parent=self._window),
        ]

    def meeting_actions(self, shown: Shown) -> list[QAction]:
        """The entries for the meeting plan alone."""
        self._shown = shown
        return [
            action("Sammanträden som kalenderfil (.ics)…", self.meeting_calendar, parent=self._window),
            action("Sammanträden som Excel…", self.meeting_workbook, parent=self._window),
        ]

    # ---- asked -----------------------------------------------------------------------------------

    def poster(self) -> None:
        """Ask how the poster is to look, and where it goes."""
        choice = self._ask_choice("Affisch av årshjulet", ())
        if choice is not None:
            self._write_as("Exporterar affischen", ".pdf", choice[0])

    def picture(self) -> None:
        """Ask what kind of picture, and where it goes."""
        kinds = ChoiceInput("kind", "Bild", _PICTURES, _PICTURES[0][0])
        choice = self._ask_choice("Bild av årshjulet", (kinds,))
        if choice is not None:
            self._write_as("Exporterar bilden", choice[1], choice[0])

    def workbook(self) -> None:
        """Ask where the list of activities and meetings goes."""
        self._write_as("Exporterar årshjulet", ".xlsx")

    def calendar(self) -> None:
        """Ask for whom the calendar is, and where it goes."""
        self._ask_calendar(meetings_only=False)

    def meeting_calendar(self) -> None:
        """Ask for whose meetings, and where they go."""
        self._ask_calendar(meetings_only=True)

    def meeting_workbook(self) -> None:
        """Ask where the meeting plan goes."""
        content = self._read(meetings_only=True)
        if content is None:
            return
        path = self._ask_path(f"Sammanträdesplan {self._shown.year}", ".xlsx")
        if path is not None:
            self._start("Exporterar sammanträdena", partial(_write_plan, content, path))

    def _ask_choice(self, title: str, more: tuple[ChoiceInput, ...]) -> tuple[WheelChoice, str] | None:
        from app.services.exchange.wheel_files import WheelChoice
        from app.services.wheel.picture.options import WheelOptions

        kept = {"paper": "a3", "landscape": False, "mono": False} | memory().get(_REMEMBERED, {})
        options = self._shown.options or WheelOptions()
        inputs = (
            *more,
            ChoiceInput("paper", "Papper", _PAPERS, kept["paper"]),
            ChoiceInput("landscape", "Läge", _LYING, kept["landscape"]),
            ChoiceInput("mono", "Färg", _COLOURS, kept["mono"]),
            ChoiceInput("rings", "Ringar", tuple(RINGS.items()), options.rings),
        )
        values: Any = FormDialog.ask(self._window, title, inputs, "Spara…")
        if values is None:
            return None
        memory().put(_REMEMBERED, {key: values[key] for key in ("paper", "landscape", "mono")})
        suffix, dots = values.get("kind", (".pdf", 0))
        drawn = WheelOptions(
            rings=values["rings"],
            colour=options.colour,
            start_month=options.start_month,
            mono=values["mono"],
            seasons=options.seasons,
        )
        return WheelChoice(values["paper"], values["landscape"], drawn, dots or 150), suffix

    def _ask_calendar(self, *, meetings_only: bool) -> None:
        content = self._read(meetings_only=meetings_only)
        if content is None:
            return
        met = {row.body for row in content.calendar.plan.rows}
        bodies = [body for body in content.calendar.bodies if not meetings_only or body in met]
        options = (
            (_ALL, "Alla organ i en fil"),
            (_EACH, "En fil för varje organ"),
            *((b, b) for b in bodies),
        )
        undated = 0 if meetings_only else content.calendar.undated()
        text = "Läs in filen igen i kalenderprogrammet så uppdateras det som redan finns där."
        if undated:
            left = write_count(
                undated, "aktivitet utan angiven tid står", "aktiviteter utan angiven tid står"
            )
            text = f"{text} {left} inte i kalendern."
        who = ChoiceInput("body", "Kalender för", options, _ALL)
        values: Any = FormDialog.ask(self._window, "Kalenderfil", (who,), "Spara…", text)
        if values is None:
            return
        if values["body"] == _EACH:
            folder = self._ask_folder("Välj mapp för kalendrarna")
            if folder is not None:
                self.write_calendars(content, folder, meetings_only=meetings_only)
            return
        body = None if values["body"] == _ALL else values["body"]
        path = self._ask_path(_calendar_name(content, body), ".ics")
        if path is not None:
            work = partial(_write_calendar, content, body, path, meetings_only)
            self._start("Exporterar kalendern", work)

    def _ask_path(self, name: str, suffix: str) -> Path | None:
        from app.services.filenames import safe_file_name

        path = self._ask_file("Exportera", f"{safe_file_name(name)}{suffix}", _KINDS[suffix])
        if path is None or path.suffix.casefold() == suffix:
            return path
        return path.with_name(path.name + suffix)

    # ---- written ---------------------------------------------------------------------------------

    def write_calendars(self, content: WheelContent, folder: Path, *, meetings_only: bool = False) -> None:
        """Write a calendar for each body to a folder."""
        work = partial(_write_calendars, content, folder, meetings_only)
        self._workspace.start_job("Exporterar kalendrar", work, done=partial(self._on_calendars, folder))

    def write(self, content: WheelContent, choice: WheelChoice, path: Path) -> None:
        """Write a year that has been read as the poster that has been looked at."""
        self._start("Exporterar affischen", partial(_write, content, choice, path))

    def _write_as(self, title: str, suffix: str, choice: WheelChoice | None = None) -> None:
        from app.services.exchange.wheel_files import WheelChoice
        from app.services.reports.wheel_paper import title_of

        content = self._read()
        if content is None:
            return
        name = title_of(content.view, content.start_month)
        path = self._ask_path(name, suffix)
        if path is not None:
            self._start(title, partial(_write, content, choice or WheelChoice(), path))

    def _read(self, *, meetings_only: bool = False) -> WheelContent | None:
        """The year as it is now; None where there is nothing to write, which is said."""
        from app.models.errors import DomainError
        from app.services.clock import fixed_clock
        from app.services.exchange.wheel_files import NoPlan, read_wheel

        if isinstance(self._window, Page) and not self._window.settle():
            return None
        month = self._shown.options.start_month if self._shown.options is not None else None
        clock = getattr(self._workspace, "clock", None) or fixed_clock(self._workspace.today)
        call = partial(read_wheel, year=self._shown.year, clock=clock, start_month=month)
        try:
            content: WheelContent = self._workspace.read(call)
            if meetings_only and not content.calendar.plan.rows:
                raise NoPlan(self._shown.year)
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return None
        return content

    def _on_calendars(self, folder: Path, written: list[WrittenFile]) -> None:
        count = write_count(len(written), "kalender", "kalendrar")
        self._workspace.tell(f"Sparade {count} i {folder}.")


def _calendar_name(content: WheelContent, body: str | None) -> str:
    from app.services.exchange.calendars.ical import SUFFIX, file_name

    return file_name(content.calendar, body).removesuffix(SUFFIX)


def _write(content: WheelContent, choice: WheelChoice, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.wheel_files import wheel_bytes
    from app.services.reports.batch import write_file

    return write_file(path, wheel_bytes(content, choice, path))


def _write_plan(content: WheelContent, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.wheel_files import plan_workbook
    from app.services.reports.batch import write_file

    return write_file(path, plan_workbook(content))


def _write_calendar(
    content: WheelContent, body: str | None, path: Path, meetings_only: bool, _handle: JobHandle
) -> Any:
    from app.services.exchange.calendars.ical import calendar_bytes
    from app.services.reports.batch import write_file

    return write_file(path, calendar_bytes(content.calendar, body, meetings_only=meetings_only))


def _write_calendars(
    content: WheelContent, folder: Path, meetings_only: bool, handle: JobHandle
) -> list[WrittenFile]:
    from app.services.exchange.calendars.ical import calendar_files
    from app.services.reports.batch import write_file

    written = []
    for name, data in calendar_files(content.calendar, meetings_only=meetings_only):
        handle.check()
        written.append(write_file(folder / name, data))
    return written
