"""The face Jämförelse and the reading in of files: from an empty file to a place among others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.scorecard import Indicator, Measurement
from app.services.clock import Clock
from app.ui.parts.inspector import Inspector
from app.ui.scorecard.comparing import groups_dialog
from app.ui.scorecard.comparing.face import ComparingFace
from app.ui.scorecard.comparing.groups_dialog import GroupsDialog
from app.ui.scorecard.context import Context
from app.ui.scorecard.importing.dialog import MeasureDialog
from app.ui.shell.workspace import Workspace
from tests.services.exchange.measures.conftest import CODE, _town_file, town
from tests.services.exchange.measures.kolada_pages import data, kpi, others, value, write
from tests.ui.pages import _look

__all__ = ["_look", "_town_file", "town"]


class Host:
    """What a face asks of its page."""

    def __init__(self, space: Workspace) -> None:
        self.workspace, self.inspector, self.context = space, Inspector(), Context(2026)

    def show_face(self, _key: str) -> bool:
        return True


@dataclass
class Desk:
    """The face in a window, and what was said."""

    space: Workspace
    face: ComparingFace
    window: QWidget
    bot: QtBot
    folder: Path
    told: list[str] = field(default_factory=list)

    def read(self, *paths: Path) -> MeasureDialog:
        """Read files, up to the dialog."""
        self.face.importing.read(list(paths))
        self.bot.waitUntil(lambda: self.face.importing.dialog is not None, timeout=10_000)
        dialog = self.face.importing.dialog
        assert dialog is not None
        return dialog

    def on(self, dialog: MeasureDialog, step: QWidget) -> None:
        """Press the dialog's button, and wait for a step."""
        assert dialog.ok.isEnabled()
        dialog.ok.click()
        self.bot.waitUntil(lambda: dialog.step is step, timeout=10_000)


@pytest.fixture
def desk(town, qtbot: QtBot, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    space = Workspace(town, clock)
    host = Host(space)
    face = ComparingFace(host)
    window = QWidget()
    QHBoxLayout(window).addWidget(face)
    window.resize(1100, 700)
    qtbot.addWidget(window)
    qtbot.addWidget(host.inspector)
    desk = Desk(space, face, window, qtbot, tmp_path)
    space.told.connect(lambda text, _kind: desk.told.append(text))
    space.changed.connect(lambda _changes: face.load(host.context))
    face.load(host.context)
    window.show()
    yield desk
    space.close()


def test_from_files_to_a_place_among_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are chosen, a figure is made, its values looked at and read in, shown, and undone."""
    assert desk.face.found is None
    names = write(desk.folder / "kpi.json", [kpi("N9", "Trygghet, andel (%)")])
    page = write(
        desk.folder / "data.json",
        [
            *others("N9", 2025, 12),
            data("N9", CODE, 2025, value(5)),
            data("N1", CODE, 2025, value(61), value(1, "X")),
        ],
    )
    chosen = ([str(names), str(page)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    desk.face.import_button.click()
    desk.bot.waitUntil(lambda: desk.face.importing.dialog is not None, timeout=10_000)
    dialog = desk.face.importing.dialog
    assert dialog is not None
    assert (dialog.step, dialog.ok.isEnabled()) == (dialog.unknown, False)
    dialog.unknown.boxes["indicator", "N9"].setCurrentIndex(1)
    desk.on(dialog, dialog.preview)
    assert "1 nytt styrtal, 13 nya värden, 1 fel" in dialog.preview.summary
    assert (dialog.ok.isEnabled(), dialog.preview.leave_faults.isVisible()) == (False, True)
    dialog.preview.leave_faults.click()
    assert dialog.ok.text() == "Läs in 13 värden"
    dialog.ok.click()
    assert desk.told[-1] == "Läste in 13 värden ur kpi.json och 1 till. Ctrl+Z ångrar."
    found = desk.face.found
    assert found is not None
    assert (found.name, len(found.others), found.fair) == ("Trygghet, andel (%)", 12, True)
    assert desk.face.table is not None
    assert desk.face.table.current_row().own
    assert "Välj riktning" in str(desk.face.state()[-1])
    desk.space.undo()
    assert desk.face.found is None


def test_a_figure_is_held_against_a_group_against_years_and_by_sex(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        *others("N1", 2025, 12),
        *(data("N1", CODE, year, value(6), value(7, "K")) for year in (2024, 2025)),
    ]
    dialog = desk.read(write(desk.folder / "a.json", rows))
    assert dialog.step is dialog.preview
    dialog.ok.click()
    face = desk.face
    assert face.found is not None
    assert face.found.rank == "7 av 13"
    assert face.state() == ("Plats 7 av 13. Jämfört med 12 andra kommuner.",)
    face.edit_groups()
    groups = face.dialog
    assert isinstance(groups, GroupsDialog)
    assert not groups.save_button.isEnabled()
    groups.name.setText("Nära")
    groups.tick(("2000", "2001"))
    groups.save_button.click()
    answers = iter([False, True])
    monkeypatch.setattr(groups_dialog, "confirm", lambda *_args, **_named: next(answers))
    groups.name.setText("Grannar")
    groups.groups.setCurrentRow(1)
    assert (groups.groups.currentRow(), groups.name.text()) == (0, "Grannar")
    groups.accept()
    assert (groups.isVisible(), next(answers, "frågad")) == (False, "frågad")
    key = groups._groups[0].id
    face.group.chosen.emit(key)
    assert (face.found.group, face.found.rank, face.found.fair) == ("Nära", "1 av 3", False)
    face.kind.choose("years")
    face._on_kind("years")
    assert [row.value for row in face.found.rows] == [Decimal(6), Decimal(6)]
    face.gender.chosen.emit("K")
    assert [row.value for row in face.found.rows] == [Decimal(7), Decimal(7)]
    assert face.show_place("comparison", face.found.indicator_id)
    assert not face.show_place("node", 1)


def test_a_table_goes_through_its_columns_the_first_time_only(desk: Desk) -> None:
    source = desk.folder / "utfall.csv"
    source.write_text("Styrtal;Enhet;2025;Prognos\nNöjda brukare;Kommunen;ca 4;9\nSjukis;;T1;1\n", "utf-8")
    dialog = desk.read(source)
    assert dialog.columns is not None
    assert dialog.step is dialog.columns
    assert [box.currentData() for box in dialog.columns.roles.values()] == [
        "indicator",
        "unit",
        "at:2025",
        None,
    ]
    desk.on(dialog, dialog.unknown)
    dialog.unknown.leave_out_all()
    desk.on(dialog, dialog.preview)
    assert (dialog.ok.isEnabled(), dialog.ok.toolTip()) == (False, "Inget läggs till eller ändras.")
    dialog.go_back()
    assert dialog.step is dialog.columns
    dialog.reject()
    source.write_text("Styrtal;Enhet;2025;Prognos\nNöjda brukare;Kommunen;4;9\n", "utf-8")
    first = desk.read(source)
    desk.on(first, first.preview)
    first.ok.click()
    values = desk.space.read(lambda session: list(session.scalars(select(Measurement.value))))
    assert values == [Decimal(4)]
    again = desk.read(source)
    assert again.step is again.preview
    again.reject()


def test_files_that_cannot_be_read_are_told_and_nothing_opens(desk: Desk) -> None:
    cut = desk.folder / "a.json"
    cut.write_text('{"values": [{"kpi"', "utf-8")
    desk.face.importing.read([cut])
    desk.bot.waitUntil(lambda: bool(desk.told), timeout=10_000)
    assert "är avklippt" in desk.told[-1]
    desk.face.importing.read([cut, desk.folder / "b.csv"])
    assert desk.told[-1].startswith("Välj antingen filer från Kolada")
    assert desk.face.importing.dialog is None
    assert desk.space.read(lambda session: len(session.scalars(select(Indicator.id)).all())) == 3
