"""The model out of the page as TOML and back: exact, never half-way, and never with anything lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from app.services.exchange.newfile import create_file
from app.services.steering.modeledits import in_order, remove, rows_of
from app.services.steering.modelformat import find_model, read_model, write_model
from tests.ui.model.conftest import CLOCK, USER, Shown, import_with
from tests.ui.steering.conftest import Hands

OpenPage = Callable[..., Shown]


def _written(path: Path, model: Any) -> Path:
    path.write_text(write_model(model), encoding="utf-8")
    return path


def test_heby_changed_exported_and_made_a_new_file_is_equal(
    heby: Shown, hands: Hands, tmp_path: Path, open_page: OpenPage
) -> None:
    heby.page._rename(heby.choose("levels/effektmal"), "Resultatmål")
    heby.page.parts.choose("perspectives")
    hands.will({"name": "Medborgare", "question": "Vad behöver invånarna?"})
    heby.page._on_add()
    path = tmp_path / "vår modell.toml"
    assert heby.page.exchanging.write(path)
    assert read_model(path) == heby.model
    fresh = tmp_path / "ny.styr"
    create_file(fresh, path, clock=CLOCK, user=USER, example_year=None)
    other = open_page(path=fresh)
    assert other.model == heby.model
    assert [row.name for row in other.model.perspectives] == ["Medborgare"]
    heby.space.undo()
    heby.space.undo()
    assert heby.model == find_model("heby")


def test_the_menu_arkiv_exports_where_the_user_says(
    heby: Shown, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "heby"
    asked: list[str] = []

    def answer(_parent: Any, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    (command,) = heby.page.export_actions()
    assert command.text() == "Styrmodellen som TOML…"
    command.trigger()
    assert asked == ["heby.toml"]
    assert read_model(tmp_path / "heby.toml") == heby.model
    assert told == [f"Sparade heby.toml i {tmp_path}."]


def test_an_export_over_the_open_file_is_refused(heby: Shown, told: list[str]) -> None:
    before = heby.space.path.read_bytes()
    assert not heby.page.exchanging.write(heby.space.path)
    assert heby.space.path.read_bytes() == before
    assert len(told) == 1


def test_an_earlier_edition_can_be_exported(heby: Shown, hands: Hands, tmp_path: Path) -> None:
    hands.will({"starts": "2012-01-01"})
    heby.page.overview.begin_edition()
    heby.page._rename(heby.choose("levels/effektmal"), "Resultatmål")
    heby.page.show_edition(1)
    assert heby.page.exchanging.write(tmp_path / "förra.toml")
    read = read_model(tmp_path / "förra.toml")
    assert read.edition == 1
    assert [one.name for one in read.levels if one.key == "effektmal"] == ["Effektmål"]


def test_an_import_shows_what_changes_and_is_one_step(heby: Shown, tmp_path: Path, told: list[str]) -> None:
    before = heby.model
    level = next(one for one in before.levels if one.key == "effektmal")
    new = before.model_copy(update={"levels": tuple(
        one.model_copy(update={"name": "Resultatmål"}) if one is level else one for one in before.levels
    )})  # fmt: skip
    new = remove(new, "document_kinds", rows_of(new, "document_kinds")[0].key)
    seen: dict[str, Any] = {}
    QTimer.singleShot(0, lambda: import_with(seen, {}))
    assert heby.page.exchanging.read(_written(tmp_path / "ny.toml", new))
    names = [(line.name, line.how) for line in seen["lines"] if line.above is not None]
    assert ("Effektmål → Resultatmål", "Ändras") in names
    assert (before.document_kinds[0].name, "Tas bort") in names
    assert heby.model == new
    assert heby.space.undo_words == "Läste in styrmodellen ur ny.toml"
    heby.space.undo()
    assert heby.model == before


def test_an_import_that_gives_up_changes_nothing(heby: Shown, tmp_path: Path) -> None:
    before, seen = heby.model, {}
    QTimer.singleShot(0, lambda: import_with(seen, None))
    assert not heby.page.exchanging.read(_written(tmp_path / "falun.toml", find_model("falun")))
    assert heby.model == before
    assert seen["lines"]


def test_an_equal_model_says_that_nothing_changed(heby: Shown, tmp_path: Path, told: list[str]) -> None:
    assert not heby.page.exchanging.read(_written(tmp_path / "samma.toml", heby.model))
    assert told == ["samma.toml är lika med den styrmodell som filen har. Inget ändrades."]


def test_an_import_that_would_lose_data_asks_what_takes_over(shown: Shown, tmp_path: Path) -> None:
    before = shown.model
    gone = in_order(before, "perspectives")[-1].key
    path = _written(tmp_path / "utan.toml", remove(before, "perspectives", gone))
    seen: dict[str, Any] = {}
    QTimer.singleShot(0, lambda: import_with(seen, {}))
    assert not shown.page.exchanging.read(path)
    assert seen["held"] == [("perspectives", gone)]
    assert not seen["may"]
    assert shown.model == before
    QTimer.singleShot(0, lambda: import_with(seen, {("perspectives", gone): "medborgare"}))
    assert shown.page.exchanging.read(path)
    assert gone not in [one.key for one in shown.model.perspectives]
    shown.space.undo()
    assert shown.model == before


def test_an_import_that_cannot_be_done_says_why_in_the_dialog(shown: Shown, tmp_path: Path) -> None:
    before = shown.model
    changed = before.model_copy(update={"levels": tuple(
        one.model_copy(update={"form": "goal"}) if one.key == "uppdragshandling" else one
        for one in before.levels
    )})  # fmt: skip
    seen: dict[str, Any] = {}
    QTimer.singleShot(0, lambda: import_with(seen, {}))
    assert not shown.page.exchanging.read(_written(tmp_path / "annan.toml", changed))
    assert "kan därför inte byta" in seen["refused"]
    assert shown.model == before


@pytest.mark.parametrize("text", ["", "format = 1\nkey = 7", "format = 99", "[[levels]\n"])
def test_a_file_that_is_no_model_is_refused_in_a_sentence(
    heby: Shown, tmp_path: Path, told: list[str], text: str
) -> None:
    before = heby.model
    path = tmp_path / "fel.toml"
    path.write_text(text, encoding="utf-8")
    assert not heby.page.exchanging.read(path)
    assert len(told) == 1
    assert "fel.toml" in told[0]
    assert heby.model == before


def test_the_command_reads_in_the_file_that_is_chosen(
    heby: Shown, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path / "samma.toml", heby.model)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    heby.page.exchanging.import_()
    assert told[0].startswith("samma.toml är lika")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    heby.page.exchanging.import_()
    assert len(told) == 1
