"""The details of an activity: every fact is one change, and the law is asked about and explained."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QToolButton

from app.services.steering.views import steering_view
from app.services.wheel import ordering, planning
from app.ui.steering.line_list import LineList
from app.ui.steering.picking import PickDialog
from app.ui.wheel.activity_rows import legal_key
from app.ui.wheel.checklist import Checklist
from app.ui.wheel.detail_form import Form
from app.ui.wheel.linking import ask_document, ask_negotiation, ask_order
from app.ui.wheel.proposing import ask_proposal, levels_of
from tests.conftest import TODAY
from tests.ui.wheel.conftest import COUNCIL, Hands, ShownWheel, plain

DIALOGUE = "Medborgardialog"


def _open(shown: ShownWheel, title: str) -> int:
    key = shown.activity(title).key
    shown.page.open_details(key)
    return key


def _form(shown: ShownWheel, title: str) -> Form:
    return Form(shown.page, shown.activity(title), shown.view)


def test_the_council_after_november_is_told_what_the_law_asks_for(
    shown_wheel: ShownWheel, hands: Hands
) -> None:
    _open(shown_wheel, COUNCIL)
    answer = {"reason": "Statens besked om bidragen dröjer", "tax": "2026-11-23"}
    hands.will({"reason": "Statens besked om bidragen dröjer", "tax": "2026-12-02"}, answer)
    assert shown_wheel.type("when", "14 december")
    assert "särskilda skäl" in hands.seen[0]
    assert "skattesatsen" in hands.seen[0]
    assert "2 december 2026" in plain(hands.seen[1])
    after = shown_wheel.activity(COUNCIL)
    assert after.when.last == date(2026, 12, 14)
    assert (after.exception_reason, after.tax_rate_on) == (answer["reason"], date(2026, 11, 23))
    shown_wheel.space.undo()
    assert shown_wheel.activity(COUNCIL).when.words == "oktober–november"


def test_past_the_last_day_of_the_law_the_paragraph_is_said_and_nothing_moves(
    shown_wheel: ShownWheel,
) -> None:
    _open(shown_wheel, COUNCIL)
    assert not shown_wheel.type("when", "15 januari 2027")
    assert "11 kap. 11 §" in shown_wheel.told[-1]
    assert shown_wheel.activity(COUNCIL).when.words == "oktober–november"


def test_a_time_is_typed_in_words_or_said_to_be_unreadable(shown_wheel: ShownWheel) -> None:
    _open(shown_wheel, DIALOGUE)
    assert shown_wheel.type("when", "mitten av december")
    assert shown_wheel.activity(DIALOGUE).when.words == "mitten av december"
    assert not shown_wheel.type("when", "snart")
    assert "snart" in shown_wheel.told[-1]


def test_the_details_change_every_fact(shown_wheel: ShownWheel) -> None:
    _open(shown_wheel, DIALOGUE)
    typed = {
        "responsible": "Skolchef", "place": "Biblioteket", "short_title": "Dialog", "note": "Boka lokal",
        "learning": "Bjud in tidigare", "outcome": "Fler lekplatser", "participants": "Elevråd\nFöräldrar",
        "bodies": "Kommunstyrelsen\nBildningsnämnden",
    }  # fmt: skip
    chosen = {"phase": "Genomförande", "concerns": "2028", "form": "Nätverksmöte", "rhythm": "Vartannat"}
    for key, text in typed.items():
        assert shown_wheel.type(key, text)
    for key, words in chosen.items():
        shown_wheel.pick(key, words)
    one = shown_wheel.activity(DIALOGUE)
    assert (one.responsible, one.place, one.short) == ("Skolchef", "Biblioteket", "Dialog")
    assert (one.note, one.learning, one.outcome) == ("Boka lokal", "Bjud in tidigare", "Fler lekplatser")
    assert one.participants == ("Elevråd", "Föräldrar")
    assert one.bodies == ("Kommunstyrelsen", "Bildningsnämnden")
    assert (one.phase, one.concerns, one.form) == ("genomforande", 2028, "network")
    assert one.rhythm == "every_other_year"


def test_what_is_done_has_its_day(shown_wheel: ShownWheel) -> None:
    _open(shown_wheel, DIALOGUE)
    shown_wheel.pick("status", "Klar")
    assert shown_wheel.activity(DIALOGUE).done_on == date(2026, 11, 21)
    assert shown_wheel.type("done_on", "2026-11-19")
    assert shown_wheel.activity(DIALOGUE).done_on == date(2026, 11, 19)


def test_a_legal_step_explains_itself_and_turns_red(shown_wheel: ShownWheel) -> None:
    _open(shown_wheel, COUNCIL)
    assert any("30 november 2026" in text for text in shown_wheel.texts("Notice"))
    assert any("före november månads utgång" in text for text in shown_wheel.texts("Text"))
    _open(shown_wheel, DIALOGUE)
    shown_wheel.pick("law", "Förslag till budget för revisorerna")
    assert shown_wheel.activity(DIALOGUE).law == "auditors-budget"


def test_a_day_by_law_tells_the_rule_and_who_carries_it_out(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    day = next(one for one in shown_wheel.view.legal if one.key == "council-decision")
    page.open_details(legal_key(day))
    assert page.side.details is not None
    assert page.side.details.title == day.name
    links = next(part for part in page.side.details.parts if type(part).__name__ == "Links")
    links.links[0].on_click()
    assert page.selected == shown_wheel.activity(COUNCIL).key


def _checklist(shown: ShownWheel) -> Checklist:
    return shown.page.side.inspector.findChildren(Checklist)[-1]


def test_the_checklist_is_written_ticked_arranged_and_emptied(shown_wheel: ShownWheel, hands: Hands) -> None:
    _open(shown_wheel, DIALOGUE)
    for text in ("Bjud in", "Boka lokal"):
        _checklist(shown_wheel).field.setText(text)
        _checklist(shown_wheel).field.returnPressed.emit()
    _checklist(shown_wheel).boxes[1].click()
    steps = shown_wheel.activity(DIALOGUE).checklist
    assert [(step.text, step.done_on) for step in steps] == [
        ("Bjud in", None),
        ("Boka lokal", date(2026, 11, 21)),
    ]
    _entry(shown_wheel, 1, "Flytta upp")
    assert [step.text for step in shown_wheel.activity(DIALOGUE).checklist] == [
        "Boka lokal",
        "Bjud in",
    ]
    hands.will({"text": "Boka aulan"})
    _entry(shown_wheel, 0, "Ändra…")
    _entry(shown_wheel, 1, "Ta bort")
    assert [step.text for step in shown_wheel.activity(DIALOGUE).checklist] == ["Boka aulan"]


def _entry(shown: ShownWheel, row: int, words: str) -> None:
    menu = _checklist(shown).menus[row]
    next(entry for entry in menu.actions() if entry.text() == words).trigger()


def test_a_document_is_linked_opened_and_let_go(shown_wheel: ShownWheel, hands: Hands) -> None:
    _open(shown_wheel, COUNCIL)
    before = len(shown_wheel.activity(COUNCIL).documents)
    hands.will({"role": "Underlag"})
    assert ask_document(_form(shown_wheel, COUNCIL))
    made = shown_wheel.activity(COUNCIL).documents
    assert (len(made), made[-1].role) == (before + 1, "basis")
    lines = shown_wheel.page.side.inspector.findChildren(LineList)[0]
    lines.findChildren(QToolButton)[-1].click()
    assert len(shown_wheel.activity(COUNCIL).documents) == before


def test_an_mbl_step_is_planned_and_then_held(shown_wheel: ShownWheel, hands: Hands) -> None:
    before = len(shown_wheel.activity(COUNCIL).negotiations)
    hands.will({"party": "Kommunal", "planned": "2026-11-23"})
    assert ask_negotiation(_form(shown_wheel, COUNCIL), None)
    row = shown_wheel.activity(COUNCIL).negotiations[-1]
    assert (row.kind, row.party, row.planned_on) == ("mbl11", "Kommunal", date(2026, 11, 23))
    hands.will({"held": "2026-11-24", "protocol": "MBL 7/2026"})
    assert ask_negotiation(_form(shown_wheel, COUNCIL), row)
    row = shown_wheel.activity(COUNCIL).negotiations[-1]
    assert (row.held_on, row.protocol) == (date(2026, 11, 24), "MBL 7/2026")
    assert len(shown_wheel.activity(COUNCIL).negotiations) == before + 1


def test_an_order_is_kept_and_its_breach_said(shown_wheel: ShownWheel, hands: Hands) -> None:
    council, dialogue = shown_wheel.activity(COUNCIL), shown_wheel.activity(DIALOGUE)
    hands.will({"way": "före", "other": f"{dialogue.title} ({dialogue.when.words})", "days": "30"})
    assert ask_order(_form(shown_wheel, COUNCIL))
    assert (council.key, dialogue.key, 30) in shown_wheel.view.orders
    _open(shown_wheel, DIALOGUE)
    details = shown_wheel.page.side.details
    assert details is not None
    shown_wheel.space.run(partial(ordering.remove_order, before_id=council.key, after_id=dialogue.key))
    assert (council.key, dialogue.key, 30) not in shown_wheel.view.orders


def test_last_years_learning_is_shown(shown_wheel: ShownWheel) -> None:
    _open(shown_wheel, "Bokslut")
    assert shown_wheel.type("learning", "Börja i januari")
    assert shown_wheel.space.run(partial(planning.plan_year, year=2027)) is not None
    shown_wheel.space.set_working_year(2027)
    _open(shown_wheel, "Bokslut")
    details = shown_wheel.page.side.details
    assert details is not None
    facts = [fact for part in details.parts if type(part).__name__ == "Facts" for fact in part.rows]
    assert ("Förra året", "Börja i januari") in [(fact.label, fact.value) for fact in facts]


def test_what_came_out_of_a_dialogue_becomes_a_draft(shown_wheel: ShownWheel, hands: Hands) -> None:
    _open(shown_wheel, DIALOGUE)
    assert shown_wheel.type("outcome", "Fler lekplatser")
    view = shown_wheel.space.read(partial(steering_view, today=TODAY))
    below = [one for one in levels_of(view) if one not in view.allowed_below(None)]
    above = next(row for row in view.rows if below[0] in view.allowed_below(row))
    hands.will({"level": below[0].name})
    QTimer.singleShot(5, lambda: _pick(above.id, hands))
    key = ask_proposal(_form(shown_wheel, DIALOGUE))
    assert key is not None
    link = shown_wheel.activity(DIALOGUE).documents[-1]
    assert (link.role, link.kind, link.target, link.title) == ("outcome", "node", key, "Lekplatser")


def _pick(key: int, hands: Hands) -> None:
    """Choose an element in the tree that opens, and then name the proposal."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, PickDialog):
        QTimer.singleShot(5, lambda: _pick(key, hands))
        return
    assert dialog.tree.select(key)
    hands.will({"title": "Lekplatser"})
    dialog.ok.click()


def test_an_interrupted_text_comes_back_in_its_field(shown_wheel: ShownWheel) -> None:
    key = shown_wheel.activity(DIALOGUE).key
    assert shown_wheel.page.resume(f"wheel_activity:{key}:note", "Boka lok")
    assert shown_wheel.part("note").field.toPlainText() == "Boka lok"
    assert shown_wheel.page.side.shown == "details"
