"""What the page writes: making scorecards, and what stands in them."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import NotANumber, read_number, write_count
from app.services.scorecard.views import Card, Figure, Goal, Group
from app.ui.parts.messages import confirm
from app.ui.scorecard.card.rows import CardRow
from app.ui.scorecard.choosing import ChooseDialog

if TYPE_CHECKING:
    from app.ui.scorecard.page import ScorecardPage


class Editing:
    """Runs the use cases; a card that nobody has put together is put together first."""

    def __init__(self, page: "ScorecardPage") -> None:
        self._page = page

    @property
    def card(self) -> Card:
        """The card of the page's unit."""
        return self._page.inspecting.card

    def any_goals(self) -> bool:
        """Whether there are goals at all."""
        from app.services.scorecard.cardchoices import any_goals

        return bool(self._page.workspace.read(any_goals))

    # ---- whole cards ---------------------------------------------------------------------------

    def make(self) -> bool:
        """Put the unit's card together of its goals and figures."""
        from app.services.scorecard import cards

        context = self._page.context
        return self._run(cards.make_card, unit_id=context.unit_id, year=context.year)

    def make_all(self) -> None:
        """Put the cards of every unit with goals or figures together, those that have none yet."""
        from app.services.scorecard.cardediting import make_cards

        rows = [row for row in self._page.choices.units if row.filled and not row.stored]
        if not rows:
            self._page.workspace.tell("Alla enheter som har mål eller mått har redan ett styrkort.")
            return
        year = self._page.context.year
        count = write_count(len(rows), "enhet", "enheter")
        names = ", ".join(row.name for row in rows[:6]) + (" med flera" if len(rows) > 6 else "")
        title = f"Göra styrkort {year} för {count}?"
        text = (
            f"{names}. Styrkorten görs av enheternas mål och {self._page.choices.counted} "
            "och kan sedan ändras. Ctrl+Z ångrar alla."
        )
        if not confirm(self._page, title, text, "Gör styrkort"):
            return
        wanted = tuple(row.unit_id for row in rows)
        done = self._page.workspace.run(partial(make_cards, unit_ids=wanted, year=year))
        if done is not None and done.value:
            self._page.workspace.tell(f"{write_count(len(done.value), 'styrkort', 'styrkort')} gjordes.")
        elif done is not None:
            many = self._page.choices.counted
            self._page.workspace.tell(f"Inga styrkort gjordes: det finns inga mål eller {many} för {year}.")

    def remove_card(self) -> None:
        """Take the card away; goals, figures and outcomes stay."""
        from app.services.scorecard import cards

        title = f"Ta bort styrkortet för {self.card.unit} {self.card.year}?"
        many = self._page.choices.counted
        text = f"Vikter, ordning och kommentarer tas bort. Mål, {many}, utfall och analyser finns kvar."
        if confirm(self._page, title, text, "Ta bort", danger=True):
            self._on_card(cards.remove_card)

    def decide(self) -> None:
        """Mark the card as decided."""
        from app.services.scorecard import cards

        self._on_card(cards.decide)

    def reopen(self) -> None:
        """Mark it as a draft again."""
        from app.services.scorecard import cards

        self._on_card(cards.reopen)

    def set_comment(self, card: Card, text: str) -> bool:
        """What is said of the whole card."""
        from app.services.scorecard import cards

        if text.strip() == (card.comment or ""):
            return True
        return self._on_card(cards.set_comment, comment=text.strip() or None)

    def set_row_comment(self, node_id: int | None, indicator_id: int | None, text: str) -> bool:
        """What is said of a goal or figure in the card."""
        from app.services.scorecard import cards

        return self._on_row(cards.set_row_comment, node_id, indicator_id, comment=text.strip() or None)

    def next_year(self) -> None:
        """Next year's scorecards from this year's."""
        from app.ui.scorecard.nextyear.dialog import NextYearDialog

        NextYearDialog.ask(self._page, self._page.workspace, self._page.context.year)

    # ---- goals and figures ---------------------------------------------------------------------

    def add_goals(self) -> None:
        """Choose goals to add with their figures."""
        from app.services.scorecard.cardchoices import goals_to_add

        context = self._page.context
        rows = self._page.workspace.read(partial(goals_to_add, unit_id=context.unit_id, year=context.year))
        title = f"Lägg till mål i styrkortet för {self.card.unit}"
        heads = ("Mål", "Nivå", "Enhet", "Perspektiv")
        chosen = ChooseDialog.ask(self._page, title, heads, rows, ("mål", "mål"))
        self._add([(key, None) for key in chosen])

    def add_figures(self, goal: Goal | None) -> None:
        """Choose figures to add to a goal, or to the card without a goal."""
        from app.services.scorecard.cardchoices import figures_to_add

        context, word = self._page.context, self._page.choices.measure
        node_id = goal.node_id if goal is not None else None
        rows = self._page.workspace.read(
            partial(figures_to_add, unit_id=context.unit_id, year=context.year, node_id=node_id)
        )
        where = f"”{goal.title}”" if goal is not None and node_id else f"styrkortet för {self.card.unit}"
        heads = (word.single, "Måttenhet", "Ägare", "Mäter målet")
        chosen = ChooseDialog.ask(
            self._page, f"Lägg till {word.many} i {where}", heads, rows, (word.one, word.many)
        )
        self._add([(node_id, key) for key in chosen])

    def remove(self, row: CardRow) -> None:
        """Take a figure out of the card; with its goal's only figure the goal goes too."""
        goal, figure = row.goal, row.figure
        if goal is None:
            return
        if figure is None or (len(goal.figures) == 1 and goal.node_id is not None):
            self._remove(goal.node_id, None, goal.title)
        else:
            self._remove(goal.node_id, figure.indicator_id, figure.name)

    def remove_goal(self, goal: Goal) -> None:
        """Take a goal with its figures out of the card."""
        self._remove(goal.node_id, None, goal.title)

    def _remove(self, node_id: int | None, indicator_id: int | None, name: str) -> None:
        from app.services.scorecard import cards

        if self._ready() and self._on_row(cards.remove_row, node_id, indicator_id):
            self._page.workspace.tell(f"”{name}” togs bort ur styrkortet. Ctrl+Z ångrar.")

    def move(self, row: CardRow, steps: int) -> None:
        """Move a figure within its goal; a goal's first or only figure moves the goal."""
        from app.services.scorecard import cards

        goal = row.goal
        if goal is None:
            return
        node, indicator = _ids(row)
        edge = row.figure is None or (row.first if steps < 0 else row.last)
        if edge and goal.node_id is not None:
            indicator = None
        if self._ready():
            self._on_row(cards.move_row, node, indicator, steps=steps)

    def set_weight(self, kind: str, of: Any, text: str) -> bool:
        """How much a group, a goal or a figure counts; nothing typed is as much as the others."""
        from app.services.scorecard import cards

        weight = self._read_weight(text)
        if weight is _REFUSED:
            return False
        if kind == "group":
            group: Group = of
            return weight == group.weight or self._on_card(
                cards.set_group_weight, perspective_id=group.perspective_id, weight=weight
            )
        goal: Goal = of if kind == "goal" else of[0]
        figure: Figure | None = None if kind == "goal" else of[1]
        if weight == (goal.weight if figure is None else figure.weight):
            return True
        key = figure.indicator_id if figure is not None else None
        return self._on_row(cards.set_row_weight, goal.node_id, key, weight=weight)

    def weigh_all(self) -> None:
        """All weights of the card on one sheet."""
        from app.ui.scorecard.weighing import WeightDialog

        if self._ready():
            WeightDialog.ask(self._page)

    # ---- running -------------------------------------------------------------------------------

    def _add(self, rows: Sequence[tuple[int | None, int | None]]) -> None:
        from app.services.scorecard.cardediting import add_rows

        if rows:
            context = self._page.context
            self._run(add_rows, unit_id=context.unit_id, year=context.year, rows=tuple(rows))

    def _ready(self) -> bool:
        """Whether there is a card to change, put together now if nobody has."""
        return self.card.scorecard_id is not None or (self.make() and self.card.scorecard_id is not None)

    def _on_card(self, use_case: Callable[..., Any], **values: Any) -> bool:
        card = self.card
        return self._run(use_case, scorecard_id=card.scorecard_id, expected_version=card.version, **values)

    def _on_row(
        self, use_case: Callable[..., Any], node_id: int | None, indicator_id: int | None, **values: Any
    ) -> bool:
        return self._on_card(use_case, node_id=node_id, indicator_id=indicator_id, **values)

    def _run(self, use_case: Callable[..., Any], **values: Any) -> bool:
        return self._page.workspace.run(partial(use_case, **values)) is not None

    def _read_weight(self, text: str) -> Any:
        if not text.strip():
            return None
        try:
            weight = read_number(text.strip().removesuffix("%"))
        except NotANumber as error:
            self._page.workspace.tell(str(error), "error")
            return _REFUSED
        if weight < 0:
            self._page.workspace.tell("En vikt är noll eller större. Skriv till exempel 2.", "error")
            return _REFUSED
        return weight


_REFUSED = Decimal(-1)


def _ids(row: CardRow) -> tuple[int | None, int | None]:
    node = row.goal.node_id if row.goal is not None else None
    return node, row.figure.indicator_id if row.figure is not None else None
