"""The list to tick in: what was ticked keeps its order, and the filter hides without forgetting."""

from pytestqt.qtbot import QtBot

from app.ui.model.checking import CheckDialog

OPTIONS = [("kf", "Kommunfullmäktige"), ("ks", "Kommunstyrelsen"), ("namnd", "Nämnder")]


def test_what_was_ticked_before_goes_first(qtbot: QtBot) -> None:
    dialog = CheckDialog(None, "Beslutas av", OPTIONS, ("namnd", "kf"))
    qtbot.addWidget(dialog)
    assert dialog.keys == ("namnd", "kf")
    dialog.tick("kf", "ks", "namnd")
    assert dialog.keys == ("namnd", "kf", "ks")
    dialog.tick("ks")
    assert dialog.keys == ("ks",)


def test_the_filter_hides_but_keeps_the_ticks(qtbot: QtBot) -> None:
    dialog = CheckDialog(None, "Beslutas av", OPTIONS, ("kf",))
    qtbot.addWidget(dialog)
    dialog.filter_field.setText("nämnd")
    assert [dialog.list.item(place).isHidden() for place in range(3)] == [True, True, False]
    assert dialog.keys == ("kf",)
