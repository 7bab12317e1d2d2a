"""The page Årshjul over a real file, in a window with its panel beside, and hands for its dialogs."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity, WheelView
from app.ui.parts.links import Sentence
from app.ui.shell.workspace import Workspace
from app.ui.wheel.page import WheelPage
from tests.conftest import TODAY
from tests.ui.pages import Keep, PageWindow, _look, keep, told
from tests.ui.steering.conftest import Hands, hands

__all__ = ["Hands", "_look", "hands", "keep", "told"]
CLOCK = fixed_clock(TODAY)
COUNCIL = "KF beslut om Övergripande strategier och budget"


class ShownWheel(PageWindow[WheelPage]):
    """The page, what it shows and what is stored."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space, WheelPage, (1300, 800))
        self.window.show()

    @property
    def view(self) -> WheelView:
        """The year as it is stored now."""
        call = partial(wheel_view, year=self.space.working_year, today=TODAY)
        return self.space.read(call)

    def activity(self, title: str) -> Activity:
        """The stored activity whose title begins with these words."""
        return next(one for one in self.view.activities if one.title.startswith(title))

    @property
    def state(self) -> str:
        """The sentence under the title."""
        return self.page.head.findChildren(Sentence)[0].plain_text()

    def follow(self, words: str) -> None:
        """Click a link in the sentence under the title."""
        sentence = self.page.head.findChildren(Sentence)[0]
        next(link for link in sentence.links() if words in link.text).on_click()

    @property
    def listed(self) -> list[str]:
        """The titles in the list, without headings and days by law."""
        return [row.title for row in self.page.rows.shown if row.activity is not None]

    def part(self, key: str) -> Any:
        """The widget of a field, choice or tick in the details."""
        inspector = self.page.side.inspector
        assert inspector.details is not None
        place = next(n for n, part in enumerate(inspector.details.parts) if getattr(part, "key", None) == key)
        return inspector.parts[place]

    def type(self, key: str, text: str) -> bool:
        """Type in a field of the details and leave it."""
        field = self.part(key).field
        field.setFocus()
        field.selectAll()
        field.insert(text) if hasattr(field, "insert") else field.setPlainText(text)
        field.draft.touched()
        return bool(self.part(key).settle())

    def pick(self, key: str, text: str) -> None:
        """Choose in a list of the details."""
        box = self.part(key).box
        place = next(n for n in range(box.count()) if box.itemText(n).startswith(text))
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def texts(self, kind: str) -> list[str]:
        """The texts of the parts of a kind in the details: "Notice"."""
        details = self.page.side.details
        assert details is not None
        return [part.text for part in details.parts if type(part).__name__ == kind]


def plain(text: str) -> str:
    """What a dialog said, with spaces that break."""
    return text.replace("\u00a0", " ")


@pytest.fixture
def open_wheel(
    tmp_path: Path, example_of_2027: Path, heby_without_rows: Path, keep: Keep
) -> Callable[..., ShownWheel]:
    def open_(*, empty: bool = False, read_only: bool = False) -> ShownWheel:
        path = tmp_path / "kommun.styr"
        shutil.copy(heby_without_rows if empty else example_of_2027, path)
        database = Database.open(path, clock=CLOCK, user="A", read_only=read_only)
        return keep(ShownWheel(Workspace(database, CLOCK)))

    return open_


@pytest.fixture
def shown_wheel(open_wheel: Callable[..., ShownWheel]) -> ShownWheel:
    """The page with the example."""
    return open_wheel()
