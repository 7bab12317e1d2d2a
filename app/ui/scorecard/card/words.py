"""What the table Styrkort says of a row: numbers in its columns, and everything about it when asked."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.services.formatting import write_number, write_percent
from app.services.scorecard.periods import period_words
from app.services.scorecard.views import STANDING_WORDS, TREND_WORDS, Average, Card, Figure, Goal, Group
from app.services.scorecard.words import ASPECTS, NATURES, target_words, value_words
from app.ui.scorecard.card.rows import CardRow

DASH = "–"
_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def score_words(score: Decimal | None) -> str:
    """A score with one decimal, halves rounded up."""
    return DASH if score is None else write_number(score, 1)


def share_words(share: Decimal) -> str:
    """A weight in whole per cent, or with a decimal where it is below one."""
    whole = share.quantize(Decimal(1), ROUND_HALF_UP)
    return write_percent(share, 0 if whole or not share else 1)


def in_words(count: int) -> str:
    """A count as it stands in a sentence: in letters up to twelve."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else write_number(count)


def value_of(figure: Figure, value: Decimal | None, *, unit: bool = True) -> str:
    """A value of a figure with its unit; without it a number alone, save for a per cent sign."""
    said = value_words(
        value,
        figure.unit_of_measure,
        decimals=figure.decimals,
        direction=figure.direction,
        scale=figure.scale,
    )
    if unit or value is None or said.endswith("%") or figure.direction in ("yes_no", "scale"):
        return said
    return value_words(value, None, decimals=figure.decimals)


def outcome_words(figure: Figure, *, unit: bool = True) -> str:
    """What it came to, in number or words."""
    if figure.outcome is None:
        return figure.outcome_words or DASH
    return value_of(figure, figure.outcome, unit=unit)


def short_target(figure: Figure, *, unit: bool = True) -> str:
    """The target without the side that is good, which the bar shows."""
    posts = figure.goalposts
    if posts.value is None:
        return posts.words or DASH
    if posts.upper is not None:
        return f"{write_number(posts.value, figure.decimals)}–{write_number(posts.upper, figure.decimals)}"
    return value_of(figure, posts.value, unit=unit)


def before_words(figure: Figure, *, unit: bool = True) -> str:
    """What it came to a year earlier."""
    return value_of(figure, figure.before, unit=unit)


def whole_target(figure: Figure) -> str:
    """The target in words; of a change from last year, the level that it leads to."""
    said = target_words(
        figure.goalposts,
        figure.unit_of_measure,
        decimals=figure.decimals,
        direction=figure.direction,
        scale=figure.scale,
    )
    return said or "saknas"


def data_words(average: Average, what: str = "mått") -> str:
    """The share with data: 3 av 3 mått."""
    return f"{average.counted} av {average.count} {what}"


def judged(goal: Goal) -> str:
    """What somebody has decided of a goal: Bedömt: delvis uppfyllt."""
    said = goal.result_words or ""
    return f"Bedömt: {said[:1].lower()}{said[1:]}" if said else ""


def goal_tip(goal: Goal, what: str = "mått") -> str:
    """A goal's whole name, its weight and how its score was reached."""
    lines = [goal.title, f"{goal.level} · väger {share_words(goal.share)} i gruppen"]
    if goal.result_words:
        lines.append(f"{judged(goal)}. Föreslaget: {STANDING_WORDS[goal.proposed].lower()}.")
    if goal.comment:
        lines.append(f"Kommentar: {goal.comment}")
    return "\n".join([*lines, *average_lines(goal.average, what)])


def group_tip(group: Group, what: str = "mått") -> str:
    """A group's question, its weight and how its score was reached."""
    lines = [group.name, *([group.question] if group.question else [])]
    weighs = f"Väger {share_words(group.share)} i styrkortet"
    return "\n".join([*lines, weighs, *average_lines(group.average, what)])


def average_lines(average: Average, what: str = "mått") -> list[str]:
    """How a mean was reached, what it rests on, and leading and lagging apart."""
    lines = [f"Medel: {average.formula}"] if average.formula else []
    if average.count:
        share = average.share
        percent = f", {write_percent(share, 0)}" if share is not None else ""
        lines.append(f"Data finns för {data_words(average, what)}{percent}")
    apart = natures(average)
    return [*lines, *([apart] if apart else [])]


def natures(average: Average) -> str:
    """The means of leading and lagging figures, each alone."""
    parts = [
        f"{NATURES[key]} {score_words(value)}"
        for key, value in (("leading", average.leading), ("lagging", average.lagging))
        if value is not None
    ]
    return f"Var för sig: {', '.join(parts)}" if parts else ""


def figure_tip(figure: Figure) -> str:
    """Everything that the row of a figure draws, in words."""
    posts = figure.goalposts
    period = f" ({period_words(figure.period)})" if figure.period else ""
    lines = [figure.name, f"Utfall: {outcome_words(figure)}{period}", f"Mål: {whole_target(figure)}"]
    if posts.threshold is not None:
        lines.append(f"Gränsvärde: {value_of(figure, posts.threshold)}")
    if figure.before is not None:
        lines.append(f"Året före: {value_of(figure, figure.before)}")
    if figure.trend is not None:
        lines.append(f"Utveckling: {TREND_WORDS[figure.trend]}")
    if figure.why:
        lines.append(figure.why[:1].upper() + figure.why[1:])
    lines.append(f"Väger {share_words(figure.share)} i målet")
    if figure.comment:
        lines.append(f"Kommentar: {figure.comment}")
    return "\n".join(lines)


def row_tip(row: CardRow) -> str:
    """Everything about a row."""
    if row.goal is None:
        return group_tip(row.group, row.what)
    goal = goal_tip(row.goal, row.what)
    return goal if row.figure is None else f"{figure_tip(row.figure)}\n\n{goal}"


def count_words(count: int, one: str, several: str) -> str:
    """4 uppfyllda, 1 uppfyllt."""
    return f"{count} {one if count == 1 else several}"


def card_title(card: Card) -> str:
    """What the page is called while the card is shown."""
    return f"Styrkort {card.year}: {card.unit}"


def lacking_sentence(aspects: Sequence[str], what: str = "mått") -> str:
    """Which kinds of measures a card has none of, in one sentence (`SC-02`)."""
    named = [ASPECTS.get(each, each) for each in aspects]
    said = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} och {named[-1]}"
    return f"Styrkortet har inga {what} på {said}."


def why_sentence(figure: Figure) -> str:
    """Why a figure stands as it does, in one sentence."""
    if figure.score is None:
        why = figure.why or "inget utfall finns"
        return f"{why[:1].upper()}{why[1:]}. Räknas inte i medlet."
    posts, said = figure.goalposts, value_of(figure, figure.outcome)
    target = value_of(figure, posts.value) if posts.value is not None else ""
    if figure.standing == "met":
        return f"{said} når målet {target}." if target else f"{said} når målet."
    limit = value_of(figure, posts.threshold) if posts.threshold is not None else ""
    if figure.standing == "unmet" and limit and figure.direction in ("higher", "lower"):
        return f"{said} är sämre än gränsvärdet {limit}."
    if figure.standing == "partly" and limit:
        return f"{said} ligger mellan gränsvärdet {limit} och målet {target}."
    return f"{said} når inte målet {target}.".replace(" .", ".")
