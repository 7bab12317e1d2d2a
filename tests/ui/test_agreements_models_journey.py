"""Heby's contracts between managers and Borlänge's orders between boards, made in the window and on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.agreements.lifecycle.making import MakingForm
from app.ui.parts.empty_state import EmptyState
from tests.newfiles import create_file
from tests.pdfcheck.reading import page_texts
from tests.ui.nyanstalld import Nyanstalld, agree, broken, code_on, sitting_down
from tests.ui.planerare import plain


@dataclass(frozen=True)
class Model:
    """A model, the kind that is made, the units that are added first, and for whom it is made.

    `papers` are the files that come, each with what its code belongs to; `words` stand on them all.
    """

    key: str
    kind: str
    units: tuple[tuple[str, str, str], ...]
    performers: tuple[str, ...]
    clients: tuple[str, ...]
    section: str
    papers: Mapping[str, str]
    words: tuple[str, ...]


CARE = "Vård och omsorg"
MODELS = (
    Model(
        "heby", "Resultatkontrakt",
        (
            (CARE, "Förvaltning", "Verksamhetsnämnden"),
            ("Hemtjänsten", "Verksamhet", CARE),
            ("Äldreboendet", "Verksamhet", CARE),
        ),
        ("Hemtjänsten", "Äldreboendet"),
        (),
        "Resultatansvar",
        {
            "Resultatkontrakt 2027 Hemtjänsten": "resultatkontraktet för Hemtjänsten",
            "Resultatkontrakt 2027 Äldreboendet": "resultatkontraktet för Äldreboendet",
        },
        (f"Överordnad chef {CARE}", f"Beslutat av {CARE}, 17 november 2026"),
    ),
    Model(
        "borlange", "Avtal (beställning)",
        (("Hemtjänst Tjärna", "Resultatenhet", "Produktionsstyrelsen"),),
        ("Produktionsstyrelsen",),
        ("Socialnämnden", "Omsorgsnämnden"),
        "Verksamhetens omfattning och kvalitet",
        {
            f"Avtal (beställning) 2027 Produktionsstyrelsen {board}": (
                f"avtalet mellan {board} och Produktionsstyrelsen"
            )
            for board in ("Socialnämnden", "Omsorgsnämnden")
        },
        ("Producerande styrelse Produktionsstyrelsen", "Beslutat 17 november 2026"),
    ),
)  # fmt: skip


def make_kind(one: Nyanstalld, model: Model) -> None:
    """Choose the kind, whom it is with and for whom; the drafts come in one step."""

    def go(form: MakingForm) -> None:
        form.field("kind").setCurrentText(model.kind)  # type: ignore[union-attr]
        for picked, names in ((form.clients, model.clients), (form.list, model.performers)):
            for row in picked._rows:
                if (row.name in names) != (row.key in picked.keys):
                    picked.toggle(row)
        agree(form)

    empty = next(each for each in one.page.findChildren(EmptyState) if each.isVisible())
    one.answers.when(MakingForm, go)
    one.press(empty.button.text(), one.page)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.key)
def test_agreements_of_other_models_are_made_as_easily(
    model: Model,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"{model.key}.styr"
    create_file(path, model.key, clock=clock, user="Prov", example_year=None)
    for one in sitting_down(path, clock, qapp, qtbot):
        for unit in model.units:
            one.add_unit(*unit)
        make_kind(one, model)
        made = one.page.register.rows
        for row in made:
            one.write(row.id, model.section, f"Så här gör vi, {row.unit}.")
        one.face("register")
        assert one.state() == "2 överenskommelser, 0 beslutade"
        one.answers.will({"day": "2026-11-17"})
        one.answers.press("Fastställ")
        one.command("Registrera beslut för flera…")
        assert one.state() == "2 överenskommelser, 2 beslutade, 2 väntar på underskrift"
        one.export("Alla 2", tmp_path / "mapp", monkeypatch)
        papers = {path.stem: path for path in sorted((tmp_path / "mapp").iterdir())}
        assert set(papers) == set(model.papers)
        for name, path in papers.items():
            assert f"{model.papers[name]}, version 1.0" in one.check(code=code_on(path))
            printed = plain(" ".join(page_texts(path.read_bytes())))
            assert [words for words in model.words if words not in printed] == []
    assert broken(papers, tmp_path) == {}
