"""Charts of one figure of a scorecard: as a bullet, over the years with a forecast, and unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from app.services.charts import forecast
from app.services.charts.bullet import BulletRow, bullet_places
from app.services.charts.figure_bullet import FigureBullet
from app.services.charts.findings import count_word, reached, sentence, short_name
from app.services.charts.outcome_trend import Band, Level, OutcomePoint, OutcomeTrend
from app.services.charts.sheet import Caption
from app.services.charts.small_multiples import Panel, PanelPoint, SmallMultiples
from app.services.formatting import DASH, write_number
from app.services.scorecard.byunit import UnitFigure
from app.services.scorecard.periods import period_words, read_period
from app.services.scorecard.views import STANDING_WORDS, Figure, Goalposts, Point
from app.services.scorecard.words import DIRECTIONS, value_words

MADE_UP: Final = "Påhittade exempeluppgifter."
_LEAST_STREAK = 2


def written(figure: Figure, value: Decimal | None) -> str:
    """A value of the figure as it is shown; "" where there is none."""
    return value_words(
        value,
        figure.unit_of_measure,
        decimals=figure.decimals,
        direction=figure.direction,
        scale=figure.scale,
    )


def outcome_text(figure: Figure) -> str:
    """What it came to; "" where nothing is known."""
    return figure.outcome_words or written(figure, figure.outcome)


def target_text(figure: Figure) -> str:
    """What it is held against, as short as it can be said."""
    posts = figure.goalposts
    if posts.value is None:
        return posts.words or ""
    if posts.upper is not None:
        return f"{write_number(posts.value, figure.decimals)}{DASH}{written(figure, posts.upper)}"
    return written(figure, posts.value)


def score_text(score: Decimal | None) -> str:
    """A score with one decimal; "" where there is none."""
    return "" if score is None else write_number(score, 1)


def source_line(source: str | None, *, example: bool) -> str:
    """Where figures come from, and whether they are made up."""
    said = f"Källa: {' '.join(source.split()).rstrip('.')}." if source else "Källa: kommunens uppgifter."
    return f"{said} {MADE_UP}" if example else said


def bullet_row(figure: Figure) -> BulletRow:
    """The figure as a line among others."""
    return BulletRow(
        label=figure.name,
        text=outcome_text(figure),
        target_text=target_text(figure),
        score_text=score_text(figure.score),
        places=bullet_places(figure),
        standing=figure.standing,
        why=figure.why,
        before_text=written(figure, figure.before),
        key=("indicator", figure.indicator_id),
    )


def bullet(figure: Figure) -> FigureBullet:
    """The figure alone, with the words and numbers of what it is held against."""
    places = bullet_places(figure)
    return FigureBullet(
        row=bullet_row(figure),
        limit_text=written(figure, figure.goalposts.threshold),
        caption=Caption(
            _standing_sentence(figure),
            f"{_measure(figure)} Åt höger är alltid bättre."
            if places.target is not None
            else _measure(figure),
            source_line(figure.source, example=figure.example),
        ),
    )


def trend_of(figure: Figure) -> OutcomeTrend:
    """The figure over the years, with the area where the target is met and a forecast."""
    known = tuple(point for point in figure.points)
    points = [_outcome_point(figure, point, place == len(known) - 1) for place, point in enumerate(known)]
    if figure.period is None and figure.standing == "missing" and points:
        points = _without_repeats(points)
    coming = forecast.coming(figure)
    note = _measure(figure)
    band = _band(figure.goalposts, figure.direction)
    if band is not None:
        note += " Grått fält: målet nås."
    if coming is not None:
        text = written(figure, forecast.as_exact_as(coming.value, figure))
        points.append(OutcomePoint(coming.label, coming.at, coming.value, text, True, key=_key(figure)))
        points.sort(key=lambda point: (point.at, point.forecast))
        note += f" Ring: prognos, rät linje genom {count_word(coming.basis)} utfall."
    return OutcomeTrend(
        points=tuple(points),
        levels=_levels(figure),
        band=band,
        caption=Caption(
            _trend_title(figure), note.strip(), source_line(figure.source, example=figure.example)
        ),
    )


def small_multiples(rows: Sequence[UnitFigure]) -> SmallMultiples:
    """The same figure in each unit, on one scale."""
    if not rows:
        return SmallMultiples((), Caption("Ingen enhet har egna värden"))
    first = rows[0].figure
    judged = [row for row in rows if row.figure.standing in ("met", "partly", "unmet")]
    met = sum(row.figure.standing == "met" for row in judged)
    name = short_name(first.name)
    finding = reached(met, len(judged), "enheter", common=True)
    example = any(row.figure.example for row in rows)
    note = f"{_measure(first)} Samma skala i alla rutor, streckad linje är målet."
    caption = Caption(f"{name}: {_inside(finding)}", note.strip(), source_line(first.source, example=example))
    return SmallMultiples(tuple(_panel(row) for row in rows), caption)


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _key(figure: Figure) -> tuple[str, int]:
    return "indicator", figure.indicator_id


def _panel(row: UnitFigure) -> Panel:
    figure = row.figure
    points = tuple(
        PanelPoint(
            forecast.label_of(point.period), forecast.time_of(point.period), point.value, _told(figure, point)
        )
        for point in figure.points
    )
    return Panel(
        row.unit,
        points,
        figure.standing,
        outcome_text(figure),
        figure.goalposts.value,
        target_text(figure),
        ("unit", row.unit_id),
    )


def _told(figure: Figure, point: Point) -> str:
    return point.words or written(figure, point.value)


def _measure(figure: Figure) -> str:
    """The unit of measure and which way is better."""
    unit = (figure.unit_of_measure or "").strip()
    said = ["antal" if unit.lower() in ("st", "stycken") else unit] if unit else []
    direction = DIRECTIONS.get(figure.direction or "")
    said += [direction] if direction else []
    return sentence(", ".join(said)) + "." if said else ""


def _outcome_point(figure: Figure, point: Point, newest: bool) -> OutcomePoint:
    label = forecast.label_of(point.period)
    about = "; ".join(part for part in (period_words(point.period), point.comment) if part and part != label)
    return OutcomePoint(
        label=label,
        at=forecast.time_of(point.period),
        value=point.value,
        text=_told(figure, point),
        target=None if newest else point.target,
        about=about,
        key=_key(figure),
    )


def _without_repeats(points: Iterable[OutcomePoint]) -> list[OutcomePoint]:
    return list({point.at: point for point in points}.values())


def _levels(figure: Figure) -> tuple[Level, ...]:
    posts, found = figure.goalposts, []
    if posts.value is not None and figure.direction not in ("yes_no",):
        found.append(Level(posts.value, f"mål {written(figure, posts.value)}"))
    if posts.upper is not None and posts.upper != posts.value:
        found.append(Level(posts.upper, f"mål {written(figure, posts.upper)}"))
    for limit in (posts.threshold, posts.threshold_upper):
        if limit is not None:
            found.append(Level(limit, f"gräns {written(figure, limit)}", limit=True))
    return tuple(found)


def _band(posts: Goalposts, direction: str | None) -> Band | None:
    """Where the target is met."""
    if posts.value is None:
        return None
    if posts.upper is not None:
        return Band(posts.value, posts.upper)
    if direction == "higher":
        return Band(posts.value, None)
    return Band(None, posts.value) if direction == "lower" else None


def _standing_sentence(figure: Figure) -> str:
    name = short_name(figure.name)
    target, outcome = target_text(figure), outcome_text(figure)
    aim = f" {target}" if target and figure.direction != "yes_no" else ""
    if figure.standing == "met":
        return f"{name} når målet{aim}"
    if figure.standing == "partly":
        return f"{name} når inte målet{aim} men håller gränsen"
    if figure.standing == "unmet":
        return f"{name} når inte målet{aim}: {outcome}" if outcome else f"{name} når inte målet{aim}"
    why = f": {figure.why}" if figure.why else ""
    return f"{name}: {STANDING_WORDS[figure.standing].lower()}{why if figure.standing == 'missing' else ''}"


def _trend_title(figure: Figure) -> str:
    """What the years say: an unbroken rise or fall, else how it stands."""
    values = [point.value for point in figure.points]
    streak, rising = 0, None
    for before, after in zip(reversed(values[:-1]), reversed(values[1:]), strict=True):
        if before is None or after is None:
            break
        up = after > before
        if after == before or (rising is not None and up != rising):
            break
        streak, rising = streak + 1, up
    if streak < _LEAST_STREAK or figure.direction in ("yes_no", "scale"):
        return _standing_sentence(figure)
    years = all(read_period(point.period).frequency == "year" for point in figure.points)
    how = "ökat" if rising else "minskat"
    tail = {"met": " och når målet", "partly": " men når inte målet", "unmet": " men når inte målet"}
    better = figure.trend == "better" or figure.standing not in tail
    joined = tail.get(figure.standing, "")
    if not better and figure.standing != "met":
        joined = joined.replace("men", "och")
    elif not better:
        joined = " men når målet"
    many = f"{count_word(streak)} år i rad" if years else f"{count_word(streak)} mätningar i rad"
    return f"{short_name(figure.name)} har {how} {many}{joined}"
