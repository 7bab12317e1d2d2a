"""A face of the page Ekonomi over the tests' small town, with answers to its dialogs."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit

from app.ui.economy.faces import Face
from app.ui.economy.page import EconomyPage
from app.ui.economy.sheet import YearSheet
from app.ui.parts.details import Command, Commands, Fact, Facts, Field, Links, Notice, Part
from app.ui.parts.dialogs import FormDialog
from app.ui.shell.workspace import Workspace
from tests.services.economy.investments.town import Town
from tests.ui.pages import PageWindow

P = TypeVar("P", bound=Part)


class Desk(PageWindow[EconomyPage]):
    """The page in a window, and the town it shows."""

    def __init__(self, town: Town, space: Workspace) -> None:
        super().__init__(space, EconomyPage, (1280, 800))
        self.town = town

    def face(self, key: str) -> Face:
        """Go to a face."""
        self.window.show()
        assert self.page.show_face(key)
        return self.page.face

    def write(self, sheet: YearSheet, key: object, column: int, text: str) -> bool:
        """Type in a cell, as the editor gives it on."""
        return sheet.commit([(key, column, text)])

    def parts(self, kind: type[P]) -> list[P]:
        """The parts of a kind in the inspector."""
        details = self.inspector.details
        return [part for part in details.parts if isinstance(part, kind)] if details else []

    def field(self, key: str) -> Field:
        """A field of the inspector."""
        return next(part for part in self.parts(Field) if part.key == key)

    def command(self, text: str) -> Command:
        """The first button of the inspector with these words."""
        return next(one for part in self.parts(Commands) for one in part.commands if one.text == text)

    def facts(self) -> dict[str, Fact]:
        """The facts of the inspector by their labels."""
        return {fact.label: fact for part in self.parts(Facts) for fact in part.rows}

    def links(self) -> list[str]:
        """What the links of the inspector say."""
        return [link.text for part in self.parts(Links) for link in part.links]

    def notices(self) -> list[str]:
        """What the inspector warns of."""
        return [part.text for part in self.parts(Notice)]


def fill(**values: Any) -> Callable[[QDialog], None]:
    """Fill in a form by its keys and accept; a choice is named by what its option begins with."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        for key, value in values.items():
            field = dialog.field(key)
            if isinstance(field, QComboBox):
                texts = [field.itemText(place) for place in range(field.count())]
                field.setCurrentIndex(next(n for n, text in enumerate(texts) if text.startswith(value)))
            else:
                assert isinstance(field, QLineEdit)
                field.setText(value)
        dialog.accept()

    return answer


def shown(sheet: YearSheet, key: object) -> list[str]:
    """What a row says, from the left."""
    place = sheet.model.place_of(key)
    assert place is not None
    return [cell.text.replace("\u00a0", " ") for cell in sheet.model.rows[place].cells]
