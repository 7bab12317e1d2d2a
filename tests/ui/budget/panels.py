"""What the tests of the side panel ask it again and again."""

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from app.ui.budget.panel_rows import PanelRows
from app.ui.parts.chart import ChartView
from app.ui.parts.details import Heading
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Sentence
from tests.services.budget.ledger import YEARS
from tests.ui.budget.conftest import Desk


def inspector_of(desk: Desk) -> Inspector:
    """The panel, which has caught up with the cursor."""
    desk.page.frames.panel.catch_up()
    return desk.page.inspector


def go(desk: Desk, name: str, kind: str, year: int = YEARS[0]) -> Inspector:
    """Put the cursor in a cell and let it rest."""
    desk.go(name, kind, year)
    return inspector_of(desk)


def charts_of(inspector: Inspector) -> list[Any]:
    """The charts in the panel from above."""
    return [
        view.chart
        for part in inspector.parts
        for view in part.findChildren(ChartView)
        if view.isVisibleTo(part)
    ]


def said(inspector: Inspector) -> list[str]:
    """Every text in the lists of the panel."""
    shown = [
        rows for part in inspector.parts for rows in part.findChildren(PanelRows) if rows.isVisibleTo(part)
    ]
    labels = [label for rows in shown for label in rows.findChildren(QLabel)]
    return [
        label.plain_text() if isinstance(label, Sentence) else label.accessibleName() or label.text()
        for label in labels
    ]


def headings(inspector: Inspector) -> list[str]:
    """The headings of the panel."""
    assert inspector.details is not None
    return [part.text for part in inspector.details.parts if isinstance(part, Heading)]


def answer(monkeypatch: pytest.MonkeyPatch, **typed: str) -> list[FormDialog]:
    """Fill in the next dialog and say yes, once; a choice is made by the beginning of its words."""
    asked: list[FormDialog] = []

    def execute(dialog: FormDialog) -> Any:
        asked.append(dialog)
        for key, text in typed.items():
            widget = dialog.field(key)
            if isinstance(widget, QComboBox):
                places = [at for at in range(widget.count()) if widget.itemText(at).startswith(text)]
                widget.setCurrentIndex(places[0])
            else:
                widget.setText(text)
        done = FormDialog.DialogCode
        return done.Accepted if len(asked) == 1 else done.Rejected

    monkeypatch.setattr(FormDialog, "exec", execute)
    return asked
