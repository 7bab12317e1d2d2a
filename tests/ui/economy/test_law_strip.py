"""The strip of legal checks: quiet when they are met, and telling what breaks the law with the way there."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services.economy.law.demand import LegalCheck
from app.ui.economy.law_strip import LawStrip
from tests.ui.pages import _look

__all__ = ["_look"]
INCOME = LegalCheck(
    "balanced-budget", "Resultat över noll", "11 kap. 5 § kommunallagen (2017:725)", "Resultatet är 2 kr",
    "met",
    face="statements", explanation="Ett resultat på noll räcker inte.",
)  # fmt: skip
RATE = replace(
    INCOME, rule="budget-contents", title="Skattesats", paragraph="11 kap. 6 § kommunallagen (2017:725)"
)
BROKEN = replace(INCOME, words="Resultatet är 0 kr", status="broken", grave=True)


def test_the_strip_follows_the_law(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    strip = LawStrip()
    column.addWidget(strip)
    window.resize(700, 300)
    qtbot.addWidget(window)
    window.show()
    strip.show_checks([INCOME, RATE])
    assert [(chip.text(), chip.paragraph) for chip in strip.chips] == [
        ("Resultat över noll", "5 §"), ("Skattesats", "6 §"),
    ]  # fmt: skip
    assert strip.told == ""
    quiet = strip.sizeHint().height()
    qtbot.mouseClick(strip.chips[1], Qt.MouseButton.LeftButton)
    assert "11 kap. 6 § kommunallagen" in strip.told
    qtbot.mouseClick(strip.chips[1], Qt.MouseButton.LeftButton)
    assert strip.told == ""

    strip.show_checks([BROKEN, RATE])
    assert "Resultatet är 0 kr (11 kap. 5 §" in strip.told
    assert "inte uppfyllt" in strip.chips[0].accessibleName()
    assert strip.sizeHint().height() > quiet
    words = strip.findChildren(type(strip._words))[0]
    with qtbot.waitSignal(strip.chosen) as went:
        next(link for link in words.links() if link.text == "Gå dit").on_click()
    assert went.args == [BROKEN]
    with qtbot.waitSignal(strip.exception_wanted):
        next(link for link in words.links() if link.text == "Ange undantag").on_click()
    qtbot.mouseClick(strip.chips[0], Qt.MouseButton.LeftButton)
    strip.show_checks([BROKEN, RATE])
    assert strip.told == "", "closed by the user, and stays so"

    strip.show_checks([INCOME, RATE])
    assert strip.told == ""
    strip.show_checks([BROKEN, RATE], locked=True)
    assert "Resultatet är 0 kr" in strip.told
    assert "Ange undantag" not in [link.text for link in words.links()]


def test_what_is_met_stands_in_one_row_and_the_rest_unfolds(qtbot: QtBot) -> None:
    strip = LawStrip()
    qtbot.addWidget(strip)
    strip.resize(520, 60)
    strip.show()
    names = ("Skattesats", "Anslag", "Ställning", "Mål", "Treårsplan")
    checks = [BROKEN, *(replace(RATE, title=name) for name in names), _of("6 a §"), _of("1 och 3 §§")]
    strip.show_checks(checks)
    folded = [chip for chip in strip.chips if chip.isHidden()]
    assert folded
    assert not strip.chips[0].isHidden(), "what is broken is never folded"
    shown = [chip for chip in (*strip.chips, strip.gathered) if not chip.isHidden()]
    assert {chip.y() for chip in shown} == {shown[0].y()}
    assert strip.gathered.paragraph == "1, 3, 6 och 6 a §§"
    assert all(chip.text() in strip.gathered.accessibleName() for chip in folded)
    strip.gathered.setFocus()
    qtbot.keyClick(strip.gathered, Qt.Key.Key_Space)
    assert not any(chip.isHidden() for chip in strip.chips)
    qtbot.keyClick(strip.gathered, Qt.Key.Key_Space)
    assert [chip for chip in strip.chips if chip.isHidden()] == folded
    assert strip.choose("budget-contents", folded[0].text())
    assert not folded[0].isHidden()
    strip.resize(1600, 60)
    assert strip.gathered.isHidden()


def _of(paragraph: str) -> LegalCheck:
    rule = f"rule {paragraph}"
    return replace(INCOME, rule=rule, title=rule, paragraph=f"11 kap. {paragraph} kommunallagen (2017:725)")


def test_a_budget_from_before_the_act_says_so(qtbot: QtBot) -> None:
    strip = LawStrip()
    qtbot.addWidget(strip)
    strip.show_checks([])
    assert strip.chips == ()
    assert any("före kommunallagen" in label.text() for label in strip.findChildren(QLabel))
