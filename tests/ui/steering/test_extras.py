"""What a goal carries beside its words, on the page Styrmodell: work, figures, citations and tags."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton

from app.models.scorecard import Indicator
from app.services.assignments.views import NodeWork, work_of_node
from app.services.scorecard.obligatory import FigureRow, figures_of_node
from app.services.steering.goalextras.views import GoalExtras, extras_of
from app.ui.parts.details import Links
from app.ui.parts.links import Sentence
from app.ui.steering.tag_dialog import TagDialog
from tests.ui.steering.conftest import Hands, Shown, see_pick

_GOAL = "Trygg omsorg nära hemmet"


def _extras(shown: Shown) -> GoalExtras:
    found: GoalExtras = shown.space.read(partial(extras_of, node_id=shown.current.id))
    return found


def _follow(shown: Shown, words: str) -> None:
    details = shown.inspector.details
    assert details is not None
    links = [link for part in details.parts if isinstance(part, Links) for link in part.links]
    next(link for link in links if link.text.startswith(words)).on_click()


def _said(shown: Shown) -> list[str]:
    return [one.plain_text() for one in shown.inspector.findChildren(Sentence)]


def _figures(shown: Shown) -> tuple[FigureRow, ...]:
    call = partial(figures_of_node, node_id=shown.current.id, today=shown.space.today)
    found: tuple[FigureRow, ...] = shown.space.read(call)
    return found


def test_an_activity_is_added_to_a_goal_and_opens_its_page(shown: Shown, hands: Hands) -> None:
    shown.choose(_GOAL)
    hands.will({"title": "Hembesök", "ends": "i vår"}, {"title": "Hembesök", "ends": "2011"})
    shown.button("Lägg till aktivitet…").click()
    assert "är inte ett datum" in hands.seen[1]
    call = partial(work_of_node, node_id=shown.current.id, today=shown.space.today)
    work: NodeWork = shown.space.read(call)
    assert [(row.title, str(row.ends)) for row in work.activities] == [("Hembesök", "2011-12-31")]
    places: list[tuple[str, Any]] = []
    shown.space.place_requested.connect(lambda kind, key: places.append((kind, key)))
    _follow(shown, "Hembesök (planerad)")
    assert places == [("activity", work.activities[0].id)]


def test_the_performer_accepts_and_staff_take_part(shown: Shown, hands: Hands) -> None:
    shown.choose(_GOAL)
    hands.will({"unit": "Hemtjänst Kopparberg", "day": "2010-10-05", "forum": "måldialog"})
    _follow(shown, "Utföraren godtar…")
    hands.will({"count": "många"}, {"count": "14", "forum": "arbetsplatsträff"})
    _follow(shown, "Personalen har deltagit…")
    assert "Godtaget av Hemtjänst Kopparberg, måldialog, 5 oktober 2010" in _said(shown)
    assert "14 medarbetare deltog, arbetsplatsträff" in _said(shown)
    name = "Ta bort: 14 medarbetare deltog, arbetsplatsträff"
    buttons = shown.inspector.findChildren(QToolButton)
    next(one for one in buttons if one.accessibleName() == name).click()
    assert [row.kind for row in _extras(shown).participation] == ["acceptance"]
    shown.space.undo()
    assert len(_extras(shown).participation) == 2


def test_a_goal_rests_on_law_and_on_a_document(shown: Shown, hands: Hands) -> None:
    shown.choose(_GOAL)
    if shown.current.locked:
        shown.page._editing.new_version(shown.page._detail(shown.current))
    hands.will({"kind": "Lag", "text": "Socialtjänstlagen 5 kap. 4 §"})
    _follow(shown, "Hänvisa till lag")
    seen: dict[str, Any] = {}
    QTimer.singleShot(0, lambda: see_pick(seen, "Översiktsplan"))
    _follow(shown, "Hänvisa till ett styrdokument…")
    assert [row.text for row in _extras(shown).citations] == ["Socialtjänstlagen 5 kap. 4 §", "Översiktsplan"]
    assert "Lag: Socialtjänstlagen 5 kap. 4 §" in _said(shown)


def _tick(keys: list[str], own: str) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, TagDialog):
        QTimer.singleShot(5, lambda: _tick(keys, own))
        return
    dialog.adjustSize()
    heights = [box.mapTo(dialog, box.rect().topLeft()).y() for box in dialog.boxes.values()]
    assert heights == sorted(heights)
    for box in dialog.boxes.values():
        if box.text() in keys:
            box.click()
    dialog.own.setText(own)
    dialog._add.click()
    dialog._ok.click()


def test_tags_are_ticked_and_narrow_the_tree(shown: Shown) -> None:
    shown.choose(_GOAL)
    QTimer.singleShot(0, lambda: _tick(["Social hållbarhet"], "Äldre"))
    _follow(shown, "Sätt etiketter")
    assert [tag.words for tag in _extras(shown).tags] == ["Social hållbarhet", "Äldre"]
    menu = shown.page._tag_filter.menu
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["Social hållbarhet (1)", "Äldre (1)"]
    menu.actions()[1].trigger()
    assert shown.page.status == "1 av 128 styrelement visas"
    assert shown.titles[-1] == _GOAL
    state = shown.page.findChildren(Sentence)[0].plain_text()
    assert state.endswith("Bara ”Äldre” visas. Visa alla")
    shown.page._show_all()
    assert len(shown.titles) == 128


def test_a_tag_that_nobody_has_any_more_is_let_go(shown: Shown) -> None:
    shown.choose(_GOAL)
    QTimer.singleShot(0, lambda: _tick([], "Äldre"))
    _follow(shown, "Sätt etiketter")
    menu = shown.page._tag_filter.menu
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    shown.space.undo()
    assert len(shown.titles) == 128
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["Inga etiketter används än"]


def test_a_figure_is_added_and_made_obligatory_for_the_units_below(shown: Shown, hands: Hands) -> None:
    shown.choose(_GOAL)
    before = len(_figures(shown))
    hands.will({"name": "Kontinuitet i hemtjänsten", "unit": "antal", "owner": "Omsorg", "target": "12"})
    shown.button("Lägg till nyckeltal…").click()
    row = _figures(shown)[-1]
    assert (len(_figures(shown)), row.owner, row.obligatory) == (before + 1, "Omsorg", False)
    assert row.below > 1
    words = f"Obligatoriskt för {row.below} enheter under Omsorg"
    box = next(
        one for one in shown.inspector.findChildren(QCheckBox) if one.text().replace("\n", " ") == words
    )
    box.click()
    assert shown.space.read(lambda session: session.get_one(Indicator, row.id).obligatory)
    shown.space.undo()
    assert not shown.space.read(lambda session: session.get_one(Indicator, row.id).obligatory)


def test_open_for_reading_shows_and_offers_nothing(open_page: Any) -> None:
    shown = open_page(read_only=True)
    shown.choose(_GOAL)
    details = shown.inspector.details
    assert details is not None
    headings = [part.text for part in details.parts if type(part).__name__ == "Heading"]
    assert "Mer att ange" not in headings
    assert "Aktiviteter" not in headings
