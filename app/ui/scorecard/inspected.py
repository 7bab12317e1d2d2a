"""Parts of the inspector that a scorecard, a group, a goal and a figure have in common."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_percent
from app.services.scorecard.periods import FREQUENCIES, period_words
from app.services.scorecard.views import Figure
from app.services.scorecard.words import ASPECTS, DIRECTIONS, NATURES
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.details import Custom, Fact, Facts, Part, Text
from app.ui.scorecard.card import words
from app.ui.scorecard.card.rows import MARKS
from app.ui.scorecard.part_list import PartLine, part_list

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart


def figure_facts(figure: Figure) -> Iterator[Fact]:
    """What a figure came to, against what, and whose it is."""
    posts = figure.goalposts
    period = f", {period_words(figure.period)}" if figure.period else ""
    yield Fact("Utfall", f"{words.outcome_words(figure)}{period}")
    yield Fact("Mål", words.whole_target(figure))
    if posts.threshold is not None:
        yield Fact("Gränsvärde", words.value_of(figure, posts.threshold))
    if figure.before is not None:
        yield Fact("Året före", words.value_of(figure, figure.before))
    yield Fact("Ägare", figure.owner or "Saknas")
    said = [
        DIRECTIONS.get(figure.direction or "", ""),
        ASPECTS.get(figure.aspect or "", ""),
        NATURES.get(figure.nature or "", ""),
    ]
    kind = ", ".join(part for part in said if part)
    if kind:
        yield Fact("Slag", kind[:1].upper() + kind[1:])
    frequency = FREQUENCIES.get(figure.frequency or "")
    if frequency is not None:
        yield Fact("Mäts", frequency)
    if figure.source:
        yield Fact("Källa", figure.source)
    yield Fact("Vikt", f"{words.share_words(figure.share)} av målet")


def chart_part(chart: "Chart", *, rule: bool = True) -> Custom:
    """A chart with its captions."""
    return Custom(partial(CaptionedChart, chart, rule=rule))


def parts_part(lines: Iterable[PartLine]) -> Custom:
    """What a mean is made of."""
    return Custom(partial(part_list, tuple(lines)))


def average_parts(average: Any, what: str) -> Iterator[Part]:
    """A mean, what it rests on, and how it was reached."""
    yield Facts(
        (
            Fact("Poäng", _score(average.score), mark=MARKS[average.standing]),
            *(
                (Fact("Data finns", f"{words.data_words(average, what)}, {write_percent(average.share, 0)}"),)
                if average.share is not None
                else ()
            ),
            *((Fact("Ledande", words.score_words(average.leading)),) if average.leading is not None else ()),
            *(
                (Fact("Eftersläpande", words.score_words(average.lagging)),)
                if average.lagging is not None
                else ()
            ),
        )
    )
    if average.formula:
        how = "" if average.score is None else "Så räknas det: "
        yield Text(f"{how}{average.formula}", muted=True)


def _score(score: Decimal | None) -> str:
    return "inga än" if score is None else f"{words.score_words(score)} av 10"
