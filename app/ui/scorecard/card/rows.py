"""The rows of the table Styrkort: a group, then its goals with their figures, in the card's order."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.services.charts.bullet import BulletPlaces, bullet_places
from app.services.scorecard.periods import NotAPeriod, period_words, read_period
from app.services.scorecard.views import STANDING_WORDS, Average, Card, Figure, Goal, Group, Standing
from app.ui.parts.marks import Mark

MARKS: dict[str, Mark] = {
    "met": Mark.MET,
    "partly": Mark.PARTLY,
    "unmet": Mark.UNMET,
    "missing": Mark.MISSING,
    "unowned": Mark.MISSING,
    "unscored": Mark.MISSING,
}
#: What stands for the figures that are neither met, partly met nor unmet.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row: of a group alone, of a goal without figures, or of a figure; `first` and `last` of its goal."""

    group: Group
    goal: Goal | None = None
    figure: Figure | None = None
    first: bool = True
    last: bool = True
    places: BulletPlaces | None = None
    """Where everything stands on its bullet; None where there is nothing to draw."""
    what: str = "mått"
    """What the model calls several measures."""
    when: str = ""
    """Which period its outcome is of, where that ends another day than the card's."""

    @property
    def key(self) -> Hashable:
        """What tells the row from others, whatever it says."""
        goal = self.goal.node_id if self.goal is not None else None
        figure = self.figure.indicator_id if self.figure is not None else None
        return (self.group.key, self.goal is not None, goal, figure)

    @property
    def heading(self) -> bool:
        """Whether it is a group's own row."""
        return self.goal is None

    @property
    def standing(self) -> Standing:
        """How what stands in the row stands."""
        if self.figure is not None:
            return self.figure.standing
        return self.goal.standing if self.goal is not None else self.group.average.standing

    @property
    def score(self) -> Decimal | None:
        """Its score."""
        if self.figure is not None:
            return self.figure.score
        return self.average.score

    @property
    def average(self) -> Average:
        """The mean of the row's goal, or of its group."""
        return self.group.average if self.goal is None else self.goal.average

    @property
    def share(self) -> Decimal:
        """Its weight in per cent of what it is a part of."""
        if self.figure is not None:
            return self.figure.share
        return self.group.share if self.goal is None else self.goal.share

    @property
    def status_words(self) -> str:
        """How it stands, in words."""
        if self.goal is None and not self.group.goals:
            return "Inga mål"
        if (
            self.figure is None
            and self.goal is not None
            and not self.goal.figures
            and self.goal.result is None
        ):
            return "Mäts inte än"
        return STANDING_WORDS[self.standing]


def rows_of(card: Card, what: str = "mått") -> tuple[CardRow, ...]:
    """Every row of a card; `what` is the model's word for measures."""
    return tuple(_rows(card, what))


def _rows(card: Card, what: str) -> Iterator[CardRow]:
    for group in card.groups:
        yield CardRow(group, what=what)
        for goal in group.goals:
            if not goal.figures:
                yield CardRow(group, goal, what=what)
            last = len(goal.figures) - 1
            for place, figure in enumerate(goal.figures):
                when = _when(figure, card)
                yield CardRow(group, goal, figure, place == 0, place == last, _places(figure), what, when)


def _when(figure: Figure, card: Card) -> str:
    """Helår, halvår 1, tertial 3 2025: when an outcome was measured, if not when the card's period ended."""
    if figure.period is None or figure.outcome is None or not ends_otherwise(figure.period, card.period):
        return ""
    if figure.period == str(card.year):
        return "helår"
    return period_words(figure.period).removesuffix(f" {card.year}")


def _places(figure: Figure) -> BulletPlaces | None:
    if figure.outcome is None:
        return None
    found = bullet_places(figure)
    return found if found.value is not None or found.before is not None else None


def ends_otherwise(period: str, other: str) -> bool:
    """Whether two periods end on different days."""
    try:
        return read_period(period).last != read_period(other).last
    except NotAPeriod:
        return period != other


def counts_as(row: CardRow, standing: str) -> bool:
    """Whether the goal of a row stands so: what the sum line counts and filters by."""
    if row.goal is None:
        return False
    own = row.goal.standing
    return own == standing or (standing == UNKNOWN and own not in ("met", "partly", "unmet"))
