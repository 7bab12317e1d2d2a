"""The charts that can be chosen, with what can be chosen in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.textorder import sort_key

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart
    from app.services.scorecard.byunit import FigureName
    from app.ui.scorecard.charts.reading import Reading

DASHBOARD = "dashboard"
TREND = "trend"
_MONEY = ("kr", "tkr", "mnkr")
_TRIED = 4
"""So many costs and qualities are tried to find a pair that most units have."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a chart: its options as keys and words, and what is chosen at first."""

    key: str
    label: str
    options: tuple[tuple[object, str], ...]
    first: object = None

    def settled(self, wanted: object) -> object:
        """What is wanted if it can be had, else the first."""
        known = [key for key, _ in self.options]
        if wanted in known:
            return wanted
        return self.first if self.first in known else next(iter(known), None)


Chosen = dict[str, object]


@dataclass(frozen=True, slots=True)
class Kind:
    """A chart of the list; `make` draws it from what is read and chosen."""

    key: str
    title: str
    about: str
    make: Callable[[Reading, Chosen], Chart | None]
    choices: Callable[[Reading], tuple[Choice, ...]] = lambda _reading: ()
    missing: str = "Det finns inget att visa för enheten och perioden."


def kinds() -> tuple[Kind, ...]:
    """Every chart, in the order of the list."""
    from app.services.charts import scorecard_charts as charts

    return (
        Kind("radar", "Perspektiv", "Poäng per perspektiv",
             lambda reading, _: charts.radar(reading.card, reading.measure) if reading.has_goals else None),
        Kind("goals", "Måluppfyllelse", "Målens poäng mot målet",
             lambda reading, _: charts.bars_against_target(reading.card, reading.measure)
             if reading.has_goals else None),
        Kind("bullets", "Utfall mot mål", "Alla mått, med målvärde och förra året",
             lambda reading, _: charts.bullets(reading.card, reading.measure)
             if reading.card.figures else None),
        Kind("bullet", "Ett mått mot sitt mål", "Utfall, målvärde och gränsvärde", _bullet, _of_figures,
             "Enheten har inga mått."),
        Kind(TREND, "Trend och prognos", "Ett mått över åren", _trend, _of_figures, "Enheten har inga mått."),
        Kind("change", "Förändring från förra året", "Vad varje perspektiv har lagt till eller dragit ifrån",
             _change, missing="Inget har poäng både i år och förra året."),
        Kind("heat", "Enheter och perspektiv", "Poäng för alla enheter i rutor", _heat, _of_columns,
             "Ingen enhet har något styrkort."),
        Kind("multiples", "Enhet för enhet", "Samma mått i varje enhet på samma skala",
             _multiples, _of_units, "Inget mått har värden i någon enhet."),
        Kind("dots", "Bland andra", "Ett mått bland andra kommuner eller egna enheter", _dots, _of_compared,
             "Inget mått har värden att jämföra med. Läs in en fil från Kolada under Jämförelse."),
        Kind("compass", "Kompassen", "Kostnad per brukare mot kvalitet", _compass, _of_compass,
             "Kompassen behöver ett mått för kostnad och ett för kvalitet med värden i minst en enhet."),
        Kind("satisfaction", "Nöjd-Kund-Index", "Ett index på skalan för nöjdhet, med enhetens andra index",
             _satisfaction, _of_indexes,
             "Enheten har inget mått som är ett index från 0 till 100."),
        Kind("map", "Strategikarta", "Vad som leder till vad",
             lambda reading, _: charts.strategy_map(reading.causes) if reading.causes.goals else None),
    )  # fmt: skip


def in_words(kind: Kind, *, areas: bool) -> Kind:
    """The chart as it is called where goals stand by `areas` and there are no perspectives."""
    if not areas:
        return kind
    title = kind.title.replace("Perspektiv", "Målområden").replace("perspektiv", "målområden")
    return replace(kind, title=title, about=kind.about.replace("perspektiv", "målområde"))


def _number(chosen: Chosen, key: str) -> int | None:
    value = chosen.get(key)
    return value if isinstance(value, int) else None


def _options(pairs: Iterable[tuple[int, str]]) -> tuple[tuple[object, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: sort_key(pair[1])))


# ---- what can be chosen --------------------------------------------------------------------------


def _of_figures(reading: Reading) -> tuple[Choice, ...]:
    from app.services.charts.scorecard_charts import trending

    figures = reading.card.figures
    worst = trending(reading.card)
    first = worst.indicator_id if worst else None
    return (
        Choice(
            "figure",
            reading.measure.single,
            _options((each.indicator_id, each.name) for each in figures),
            first,
        ),
    )


def _of_columns(reading: Reading) -> tuple[Choice, ...]:
    options = (("group", "målområden" if reading.by_areas else "perspektiv"), ("goal", "mål"))
    return (Choice("by", "Kolumner", options, "group"),)


def _of_units(reading: Reading) -> tuple[Choice, ...]:
    found = [each for each in reading.names if each.units]
    most = max(found, key=lambda each: each.units, default=None)
    options = _options((each.id, each.name) for each in found)
    return (Choice("figure", reading.measure.single, options, most.id if most else None),)


def _of_compared(reading: Reading) -> tuple[Choice, ...]:
    figures = [each for each in reading.comparables if each.municipalities or each.units > 1]
    first = next((each.id for each in figures if each.municipalities), None)
    among = (("municipalities", "andra kommuner"), ("units", "egna enheter"))
    return (
        Choice("figure", reading.measure.single, _options((each.id, each.name) for each in figures), first),
        Choice("among", "Bland", among, "municipalities" if first is not None else "units"),
    )


def _of_compass(reading: Reading) -> tuple[Choice, ...]:
    found = [each for each in reading.names if each.units]
    costs = [each for each in found if each.aspect == "cost"] or found
    costs.sort(key=lambda each: (not (each.unit_of_measure or "").startswith(_MONEY), -each.units))
    qualities = [each for each in found if each.aspect == "quality"] or found
    qualities.sort(key=lambda each: -each.units)
    pairs = [(cost.id, quality.id) for cost in costs[:_TRIED] for quality in qualities[:_TRIED]]
    cost, quality = max(pairs, key=lambda pair: _shared(reading, *pair), default=(None, None))
    return (_of_names("cost", "Kostnad", costs, cost), _of_names("quality", "Kvalitet", qualities, quality))


def _shared(reading: Reading, cost: int, quality: int) -> int:
    """In how many units both are known."""
    known = [
        {row.unit_id for row in reading.by_unit(key) if row.figure.outcome is not None}
        for key in (cost, quality)
    ]
    return len(known[0] & known[1])


def _of_names(key: str, label: str, names: list[FigureName], first: int | None) -> Choice:
    return Choice(key, label, _options((each.id, each.name) for each in names), first)


def _of_indexes(reading: Reading) -> tuple[Choice, ...]:
    found = [(each.indicator_id, each.name) for each in reading.indexes]
    named = next((key for key, name in found if "nöjd" in name.lower() or "nki" in name.lower()), None)
    return (Choice("index", "Index", _options(found), named),)


# ---- the charts ----------------------------------------------------------------------------------


def _bullet(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import bullet

    figure = reading.figure(_number(chosen, "figure"))
    return bullet(figure) if figure else None


def _trend(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import trend_of

    figure = reading.figure(_number(chosen, "figure"))
    return trend_of(figure) if figure else None


def _change(reading: Reading, _chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import score_waterfall

    chart = score_waterfall(reading.card_before, reading.card)
    return chart if chart.steps else None


def _heat(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import heat_map

    by = str(chosen.get("by") or "group")
    view = reading.roll_up(by)
    return heat_map(view, chosen=reading.unit_id, by_goal=by == "goal") if view.rows and view.heads else None


def _multiples(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import small_multiples

    rows = reading.by_unit(_number(chosen, "figure"))
    return small_multiples(rows) if rows else None


def _dots(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import dot_plot

    found = reading.compared(_number(chosen, "figure"), among_units=chosen.get("among") == "units")
    return dot_plot(found, chosen=reading.unit_id) if found else None


def _compass(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import compass_of

    costs, qualities = (reading.by_unit(_number(chosen, key)) for key in ("cost", "quality"))
    if not costs or not qualities:
        return None
    return compass_of(costs, qualities, chosen=reading.unit_id)


def _satisfaction(reading: Reading, chosen: Chosen) -> Chart | None:
    from app.services.charts.scorecard_charts import satisfaction

    whole = reading.figure(_number(chosen, "index"))
    if whole is None:
        return None
    parts = [each for each in reading.indexes if each.indicator_id != whole.indicator_id]
    return satisfaction(whole, parts)
