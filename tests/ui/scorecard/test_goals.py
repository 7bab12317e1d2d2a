"""The faces Mål and Strategikarta: goals judged, analysed and carried on; arrows drawn by mouse and key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.storage import Changes
from app.ui.parts.detail_widgets import ChoiceWidget, FieldWidget
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.inspector import Inspector
from app.ui.scorecard.causes.face import CausesFace
from app.ui.scorecard.context import Context
from app.ui.scorecard.faces import Face
from app.ui.scorecard.goals.face import GoalsFace
from app.ui.shell.workspace import Workspace
from tests.services.scorecard.cardtown import CardTown
from tests.services.scorecard.judgedtown import GOAL, PROMISE, act, decide, judged_file, page, town
from tests.ui.pages import _look

__all__ = ["_look", "judged_file", "town"]
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
MONEY = "Ekonomin håller"


class Host:
    """What a face asks of its page."""

    def __init__(self, space: Workspace) -> None:
        self.workspace = space
        self.inspector = Inspector()
        self.context = Context(2026, "2026-H1")

    def show_face(self, _key: str) -> bool:
        return True


@dataclass
class Desk:
    """A face in a window, and what it said and where it went."""

    town: CardTown
    host: Host
    face: Any
    bot: QtBot
    window: QWidget
    told: list[str] = field(default_factory=list)
    places: list[tuple[str, object]] = field(default_factory=list)

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Press the button with these words."""
        QApplication.processEvents()
        found = (where or self.face).findChildren(QPushButton)
        next(one for one in found if one.text() == words and one.isVisible()).click()

    def field(self, label: str) -> Any:
        """The field or list under a label of the goal's page."""
        parts = [one for one in self.face.pane.parts if isinstance(one, (FieldWidget, ChoiceWidget))]
        found = next(one for one in parts if one._label.text() == label)
        return found.field if isinstance(found, FieldWidget) else found.box

    def choose(self, label: str, words: str) -> None:
        """Choose in a list."""
        box = self.field(label)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())

    def write(self, label: str, text: str) -> None:
        """Type in a field and leave it."""
        place = self.field(label)
        place.setFocus()
        self.bot.keyClicks(place, text)
        place.draft.commit()


@pytest.fixture
def at_desk(town: CardTown, clock: Clock, qtbot: QtBot) -> Callable[[type[Face]], Desk]:
    def sit(kind: type[Face]) -> Desk:
        space = Workspace(town.database, clock)
        host = Host(space)
        face = kind(host)
        window = QWidget()
        qtbot.addWidget(window)
        row = QHBoxLayout(window)
        row.addWidget(face, 1)
        row.addWidget(host.inspector)
        for tool in (*face.tools(), *face.actions()):
            row.addWidget(tool)
        window.resize(1500, 900)
        desk = Desk(town, host, face, qtbot, window)
        face.inspect.connect(lambda what: isinstance(what, tuple) or host.inspector.show_details(what))
        space.told.connect(lambda text, _kind: desk.told.append(text))
        space.place_requested.connect(lambda kind, key: desk.places.append((kind, key)))

        def on_changed(changes: Changes) -> None:
            if changes.kinds & face.shows_kinds:
                face.load(host.context)

        space.changed.connect(on_changed)
        face.load(host.context)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return desk

    return sit


def test_the_list_shows_groups_filters_and_opens_a_goal(at_desk: Callable[..., Desk], town: CardTown) -> None:
    decide(town, "met", reason="Bättre än måttet visar")
    desk = at_desk(GoalsFace)
    face = desk.face
    assert [face.tree.rows.columns[0].text(node.value) for node in face.tree.rows.walk()] == [
        "Brukare · 1 av 2 bedömda", GOAL, PROMISE, "Ekonomi · 0 av 1 bedömda", MONEY,
    ]  # fmt: skip
    assert "".join(str(getattr(part, "text", part)) for part in face.state()) == (
        "1 av 3 mål bedömda, 1 utan utfall."
    )
    assert face.show_place("goal", "unknown")
    assert face.tree.goal_ids() == [town.ids[MONEY]]
    face.filter.set_choices([("all", "alla mål")], "all")
    face.filter_field.setText("personalen")
    assert face.tree.goal_ids() == [town.ids[PROMISE]]
    face.filter_field.clear()
    face.tree.select(town.ids[GOAL])
    assert desk.host.inspector.details.title == GOAL
    desk.press("Öppna målet", desk.host.inspector)
    assert face.pane.page.title == GOAL
    assert face.state() == (f"{GOAL}: utfallet säger delvis uppfyllt, bedömt som uppfyllt.",)
    face.step(1)
    assert face.pane.page.title == PROMISE
    face.show_list()
    assert face.tree.current_row().line.title == PROMISE
    assert not face.show_place("goal", 12)


def test_a_goal_is_analysed_judged_and_opened_again(at_desk: Callable[..., Desk], town: CardTown) -> None:
    desk = at_desk(GoalsFace)
    desk.face.open_goal(town.ids[GOAL])
    desk.write("Analys: varför blev det så?", "Vakanser")
    assert page(town).judgement.analysis == "Vakanser"
    desk.choose("Din bedömning", "Uppfyllt")
    desk.press("Fastställ bedömningen")
    assert not page(town).judgement.decided
    assert "Skriv varför bedömningen blir en annan" in desk.told[-1]
    desk.write("Varför skiljer sig bedömningen från utfallet?", "Flytten")
    desk.press("Fastställ bedömningen")
    told = page(town)
    assert (told.judgement.decided, told.judgement.reason, told.standing) == (True, "Flytten", "met")
    assert desk.field("Slutsats").isReadOnly()
    desk.press("Öppna bedömningen igen")
    assert not desk.field("Slutsats").isReadOnly()
    assert page(town).judgement.result.key == "met"


def test_what_the_figures_say_is_agreed_to_in_one_click(at_desk: Callable[..., Desk], town: CardTown) -> None:
    desk = at_desk(GoalsFace)
    desk.face.open_goal(town.ids[GOAL])
    desk.press("Fastställ delvis uppfyllt, som utfallet säger")
    assert page(town).judgement.result.key == "partly"


def test_several_fields_are_written_before_the_page_is_left(
    at_desk: Callable[..., Desk], town: CardTown
) -> None:
    desk = at_desk(GoalsFace)
    desk.face.open_goal(town.ids[GOAL])
    desk.face.workspace.changed.disconnect()  # as when the page is hidden: nothing is read anew
    for label, text in (("Slutsats", "Bemanna"), ("Risk", "Sommaren"), ("Effekt", "Tryggare")):
        desk.bot.keyClicks(desk.field(label), text)
    assert desk.face.settle()
    told = page(town).judgement
    assert (told.conclusion, told.risk, told.effect) == ("Bemanna", "Sommaren", "Tryggare")


def test_a_text_that_a_crash_interrupted_is_put_back(at_desk: Callable[..., Desk], town: CardTown) -> None:
    desk = at_desk(GoalsFace)
    desk.face.open_goal(town.ids[GOAL])
    name = desk.face.pane.draft_name("risk")
    desk.face.show_list()
    assert desk.face.resume(name, "Halvskrivet")
    assert desk.field("Risk").text() == "Halvskrivet"
    assert not desk.face.resume("assessment:1:0:2026:risk", "Borta")


def test_actions_are_added_and_carried_on_in_one_click(
    at_desk: Callable[..., Desk], town: CardTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(GoalsFace)
    desk.face.open_goal(town.ids[GOAL])

    def answer(dialog: FormDialog) -> int:
        dialog.field("text").setText("Fast bemanning")
        dialog.field("due").setText("2027-02-01")
        return FormDialog.DialogCode.Accepted

    monkeypatch.setattr(FormDialog, "exec", answer)
    desk.press("Lägg till åtgärd…")
    act(town, "Färre ansikten")
    desk.face.load(desk.host.context)
    desk.press("Blir aktivitet")
    first, second = page(town).judgement.actions
    assert (first.activity, second.activity) == ("Fast bemanning", None)
    desk.press("Blir mål 2027")
    second = page(town).judgement.actions[1]
    assert second.node == "Färre ansikten"
    assert "utkast till mål för 2027" in desk.told[-1]
    assert desk.face.open_goal(second.node_id)
    assert desk.face.pane.page.origin.title == GOAL


def _mouse(kind: QEvent.Type, view: QWidget, place: QPointF) -> None:
    held = LEFT if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, view.mapToGlobal(place), LEFT, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def _middle(view: Any, key: tuple[str, int]) -> QPointF:
    spot = view.spot_of(key)
    return QPointF((spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2)


def test_arrows_are_drawn_by_mouse_and_refused_in_a_circle(
    at_desk: Callable[..., Desk], town: CardTown
) -> None:
    desk = at_desk(CausesFace)
    view, goal, money = desk.face.map, ("node", town.ids[GOAL]), ("node", town.ids[MONEY])

    def drag(start: tuple[str, int], end: tuple[str, int]) -> None:
        _mouse(QEvent.Type.MouseButtonPress, view, _middle(view, start))
        _mouse(QEvent.Type.MouseMove, view, _middle(view, start) + QPointF(30, 10))
        _mouse(QEvent.Type.MouseMove, view, _middle(view, end))
        view.grab()
        _mouse(QEvent.Type.MouseButtonRelease, view, _middle(view, end))

    drag(goal, money)
    assert desk.face.state() == ("2 mål och 1 pil från orsak till verkan.",)
    assert view.choice[0] == "cause_link"
    drag(money, goal)
    assert "finns redan ett samband åt andra hållet" in desk.told[-1]
    drag(goal, goal)
    assert len(desk.face._causes.links) == 1
    _mouse(QEvent.Type.MouseButtonDblClick, view, _middle(view, goal))
    assert desk.places == [("goal", town.ids[GOAL])]


def test_arrows_are_drawn_noted_turned_and_removed_by_keyboard(
    at_desk: Callable[..., Desk], town: CardTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(CausesFace)
    view, inspector = desk.face.map, desk.host.inspector

    def answer(dialog: FormDialog) -> int:
        dialog.field("effect").setCurrentIndex(1)
        dialog.field("note").setText("Trygga klarar sig")
        return FormDialog.DialogCode.Accepted

    monkeypatch.setattr(FormDialog, "exec", answer)
    view.setFocus()
    view.choose(None)
    desk.bot.keyClick(view, KEY.Key_Down)
    assert view.choice == ("node", town.ids[GOAL])
    desk.bot.keyClick(view, KEY.Key_Down)
    assert view.choice == ("node", town.ids[MONEY])
    desk.bot.keyClick(view, KEY.Key_Up)
    desk.bot.keyClick(view, KEY.Key_Insert)
    line = desk.face._causes.links[0]
    assert (line.cause_id, line.effect_id, line.note) == (
        town.ids[GOAL],
        town.ids[MONEY],
        "Trygga klarar sig",
    )
    assert view.choice == ("cause_link", line.id)
    desk.press("Vänd pilen", inspector)
    assert desk.face._causes.links[0].effect_id == town.ids[GOAL]
    assert desk.face.show_place("cause_link", line.id)
    desk.bot.keyClick(view, KEY.Key_Delete)
    assert desk.face._causes.links == ()
    desk.bot.keyClick(view, KEY.Key_Left)
    desk.bot.keyClick(view, KEY.Key_Return)
    assert desk.places[-1][0] == "goal"
