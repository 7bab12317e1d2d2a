"""The negotiations and information by MBL before decisions: what is shown, and what is done with them."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.wheel.words import NEGOTIATIONS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.wheel.views import Activity, NegotiationRow, WheelView
    from app.ui.parts.page import WorkspacePort

_DAYS = frozenset({"planned_on", "held_on"})


@dataclass(frozen=True, slots=True)
class NegotiationLine:
    """A negotiation and the decision that it is held before."""

    row: "NegotiationRow"
    activity: "Activity"
    remark: str
    wrong: bool

    @property
    def key(self) -> int:
        """The negotiation."""
        return self.row.key

    @property
    def kind_words(self) -> str:
        """Negotiation or information, with its paragraph."""
        return NEGOTIATIONS[self.row.kind]

    @property
    def held(self) -> bool:
        """Whether it has been held."""
        return self.row.held_on is not None


def negotiation_lines(view: "WheelView") -> tuple[NegotiationLine, ...]:
    """Every negotiation in the order of the decisions."""
    return tuple(_line(one, row, view) for one in view.activities for row in one.negotiations)


def _line(one: "Activity", row: "NegotiationRow", view: "WheelView") -> NegotiationLine:
    last, day = one.when.last, row.held_on or row.planned_on
    if day is None:
        return NegotiationLine(row, one, "Saknar dag", True)
    if last is not None and day > last:
        return NegotiationLine(row, one, "Efter beslutet", True)
    if row.held_on is not None:
        return NegotiationLine(row, one, "Klar", False)
    return NegotiationLine(row, one, "Skulle ha hållits" if day < view.today else "", day < view.today)


class NegotiationEdits:
    """Adds, changes and removes them; each belongs to its activity."""

    def __init__(self, workspace: "WorkspacePort", window: "QWidget") -> None:
        self._workspace, self._window = workspace, window

    def change(self, name: str, line: NegotiationLine, text: str) -> bool:
        """Change one fact, as typed."""
        from app.services.steering.days import read_day
        from app.services.wheel.negotiations import set_negotiation

        def ready() -> Any:
            value = read_day(text) if name in _DAYS else text.strip() or None
            return partial(self._of(set_negotiation, line), **{name: value})

        return attempt(self._workspace, ready) is not None

    def remove(self, line: NegotiationLine) -> None:
        """Remove one; undo brings it back."""
        from app.services.wheel.negotiations import remove_negotiation

        if self._workspace.run(self._of(remove_negotiation, line)) is not None:
            self._workspace.tell("Raden togs bort. Ctrl+Z ångrar.")

    def add(self, view: "WheelView", chosen: int | None) -> int | None:
        """Ask for the decision, kind, party and day, and add a negotiation; its key."""
        from app.services.steering.days import read_day
        from app.services.wheel.negotiations import add_negotiation

        decisions = {one.key: one for one in view.activities if one.status != "cancelled"}

        def ready(asked: dict[str, Any]) -> Any:
            one = decisions[asked["activity"]]
            return partial(
                add_negotiation,
                activity_id=one.key,
                expected_version=one.version,
                kind=asked["kind"],
                party=asked["party"] or None,
                planned_on=read_day(asked["planned"]),
            )

        titles = tuple((key, one.title) for key, one in decisions.items())
        first = chosen if chosen in decisions else next(iter(decisions), None)
        inputs: list[TextInput | ChoiceInput] = [
            ChoiceInput("activity", "Inför beslutet", titles, first),
            ChoiceInput("kind", "Slag", tuple(NEGOTIATIONS.items()), "mbl11"),
            TextInput("party", "Part", required=False, placeholder="Facklig organisation"),
            TextInput("planned", "Planerad dag", required=False, placeholder="ÅÅÅÅ-MM-DD", beside=True),
        ]  # fmt: skip
        done = ask_until_done(
            self._workspace, self._window, "Lägg till MBL-steg", inputs, "Lägg till", ready,
            "Förhandlingen eller informationen ska vara klar före beslutet.",
        )  # fmt: skip
        return None if done is None else int(done.value)

    def _of(self, use_case: Any, line: NegotiationLine) -> Any:
        return partial(
            use_case,
            activity_id=line.activity.key,
            expected_version=line.activity.version,
            negotiation_id=line.row.key,
        )
