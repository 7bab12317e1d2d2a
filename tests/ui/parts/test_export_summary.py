"""What is shown of a batch: the files, the failures with their reasons, and another try."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.reports.batch import BatchResult, Failure, WrittenFile
from app.ui.parts.export_summary import ExportSummary
from tests.ui.pages import _look

__all__ = ["_look"]


def test_a_batch_is_told_file_by_file_and_what_failed_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    result = BatchResult(
        (WrittenFile(tmp_path / "Köket.pdf", 71_324, "a", True), WrittenFile(tmp_path / "Bad.pdf", 900, "b")),
        (Failure("Uppdragshandling, Förskolan", "Förskolan.pdf skrevs inte. Disken är full.", 1),),
        cancelled=False,
    )
    tried: list[bool] = []
    summary = ExportSummary(
        result, tmp_path, "2 uppdragshandlingar", on_again=lambda: tried.append(True), parent=window
    )
    summary.show()
    assert summary.said.plain_text() == f"Sparade 2 uppdragshandlingar i {tmp_path}. 1 gick inte att spara."
    items = [summary.rows.topLevelItem(place) for place in range(summary.rows.topLevelItemCount())]
    assert [item.text(0) for item in items] == ["Uppdragshandling, Förskolan", "Köket.pdf", "Bad.pdf"]
    assert items[0].text(1).endswith("Disken är full.")
    assert items[1].text(1).endswith("ersatte en äldre fil")
    buttons = {one.text(): one for one in summary.findChildren(QPushButton)}
    buttons["Kopiera listan"].click()
    assert "Disken är full." in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(summary.destroyed):
        buttons["Försök igen med den som inte gick"].click()
    assert tried == [True]
