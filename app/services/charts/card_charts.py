"""Charts of a whole scorecard: its perspectives, goals and figures, and the key numbers above them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from app.services.charts.bullet import BulletRow, Bullets
from app.services.charts.dashboard import Fact, standing_fact
from app.services.charts.figure_charts import MADE_UP, bullet_row, score_text
from app.services.charts.findings import count_word, goals_met, listed, lowered, reached, sentence, short_name
from app.services.charts.radar import Axis, Radar
from app.services.charts.sheet import Caption, Chart
from app.services.charts.target_bars import TargetBars, TargetRow
from app.services.formatting import write_number
from app.services.scorecard.periods import report_words
from app.services.scorecard.score import LEAST, MOST, RED, TARGET
from app.services.scorecard.views import Card, Goal, Group
from app.services.scorecard.words import STANDARD, MeasureWord

FEWEST_AXES: Final = 3
MOST_AXES: Final = 8
_SCORES = "Stapel: poäng 0–10. Lodrätt streck: målet 6,67. Grått: under gränsen 3,33."


def about(card: Card) -> str:
    """Whose figures they are, of what time."""
    return f"{card.unit}, {report_words(card.period).lower()} {card.year}"


def source(card: Card) -> str:
    """Where the figures come from."""
    said = f"Källa: styrkort {card.year} för {card.unit}, {report_words(card.period).lower()}."
    return f"{said} {MADE_UP}" if card.example else said


def groups_of(card: Card) -> tuple[Group, ...]:
    """The groups that have anything to show; what belongs nowhere only where nothing else is."""
    named = tuple(group for group in card.groups if group.key and group.goals)
    return named or tuple(group for group in card.groups if group.goals)


def radar(card: Card, measure: MeasureWord = STANDARD) -> Chart:
    """The score of each perspective; as bars where they are too few or too many for a radar."""
    groups = groups_of(card)
    what = "perspektiv" if any(group.perspective_id for group in groups) else "målområde"
    title, note = _groups_title(groups), f"Poäng 0–10 per {what}"
    if not FEWEST_AXES <= len(groups) <= MOST_AXES:
        rows = tuple(_group_row(group) for group in groups)
        caption = Caption(title, f"{note}.", source(card), about(card))
        return TargetBars(rows, caption, LEAST, MOST, RED, (sentence(what), "Poäng", "Mål"), _SCORES)
    caption = Caption(title, f"{note}, streckad linje är målet 6,67.", source(card), about(card))
    return Radar(tuple(_axis(group, measure) for group in groups), caption)


def bars_against_target(card: Card, measure: MeasureWord = STANDARD, *, headings: bool = True) -> TargetBars:
    """The score of each goal against the target, under its perspective unless without `headings`."""
    rows: list[TargetRow] = []
    groups = [group for group in card.groups if any(goal.node_id for goal in group.goals)]
    for group in groups:
        if headings and len(groups) > 1:
            rows.append(TargetRow(group.name, heading=True))
        rows += [_goal_row(goal, measure) for goal in group.goals if goal.node_id is not None]
    title = goals_met(card.met, card.partly, card.unmet, card.unknown)
    caption = Caption(title, "", source(card), about(card))
    return TargetBars(tuple(rows), caption, LEAST, MOST, RED, ("Mål", "Poäng", "Målpoäng"), _SCORES)


def bullets(card: Card, measure: MeasureWord = STANDARD, *, headings: bool = True) -> Bullets:
    """Every figure with its outcome, its target and last year's outcome, under its perspective."""
    rows: list[BulletRow] = []
    seen: set[int] = set()
    for group in card.groups:
        figures = [figure for goal in group.goals for figure in goal.figures]
        own = [figure for figure in figures if figure.indicator_id not in seen]
        seen |= {figure.indicator_id for figure in own}
        if headings and own and len(card.groups) > 1:
            score = score_text(group.average.score)
            heading = BulletRow(
                group.name,
                score_text=score,
                standing=group.average.standing,
                heading=True,
                key=("group", group.key),
            )
            rows.append(heading)
        rows += [bullet_row(figure) for figure in {one.indicator_id: one for one in own}.values()]
    note = "Åt höger är alltid bättre."
    caption = Caption(_figures_title(card, measure), note, source(card), about(card))
    return Bullets(tuple(rows), caption, str(card.year - 1), measure.single)


def facts(card: Card, measure: MeasureWord = STANDARD) -> tuple[Fact, ...]:
    """The score, how many goals stand how, and how much of it has data."""
    average = card.average
    score = write_number(average.score, 1) if average.score is not None else "–"
    found = [Fact(score, "av 10, vägt medelvärde")]
    found += [
        standing_fact(card.met, "met"),
        standing_fact(card.partly, "partly"),
        standing_fact(card.unmet, "unmet"),
    ]
    if card.unknown:
        found.append(Fact(str(card.unknown), "går inte att bedöma", "missing"))
    known, count = average.counted, average.count
    if average.share is not None:
        words = f"av {count} {_counted(count, measure)} har uppgifter, {write_number(average.share, 0)} %"
        found.append(Fact(str(known), words))
    return tuple(found)


def _axis(group: Group, measure: MeasureWord) -> Axis:
    average = group.average
    told = f"{average.counted} av {average.count} {_counted(average.count, measure)} har uppgifter"
    return Axis(
        group.name, average.score, score_text(average.score), average.standing, told, ("group", group.key)
    )


def _group_row(group: Group) -> TargetRow:
    average = group.average
    return TargetRow(
        group.name, average.score, score_text(average.score), TARGET, "6,67", average.standing,
        f"{average.counted} av {average.count} har uppgifter", key=("group", group.key),
    )  # fmt: skip


def _goal_row(goal: Goal, measure: MeasureWord) -> TargetRow:
    score = goal.average.score
    said = [goal.result_words] if goal.result_words else []
    count = goal.average.count
    said += [f"{goal.average.counted} av {count} {_counted(count, measure)} har uppgifter"]
    return TargetRow(
        goal.title,
        score,
        score_text(score),
        TARGET,
        "6,67",
        goal.standing,
        ", ".join(said),
        key=("node", goal.node_id),
    )


def _groups_title(groups: Sequence[Group]) -> str:
    """Which perspectives reach the target, and which is weakest."""
    known = [group for group in groups if group.average.score is not None]
    if not known:
        return "Inga poäng att visa än: uppgifter saknas" if groups else "Inga perspektiv att visa"
    met = [group for group in known if group.average.standing == "met"]
    many = "perspektiv" if any(group.perspective_id for group in groups) else "målområden"
    if len(known) == 1:
        return f"{_named(known[0])} {'når' if met else 'når inte'} målet"
    if len(met) == len(known):
        return f"Alla {count_word(len(known))} {many} når målet"
    weakest = _weakest(known)
    tail = f", {_lower(weakest)} är svagast" if weakest and len(known) > 2 else ""
    if not met:
        return f"Inget {'perspektiv' if many == 'perspektiv' else 'målområde'} når målet{tail}"
    if len(met) == 1 and len(known) > 2:
        return f"Bara {_lower(met[0])} når målet{tail}"
    if len(known) == 2:
        return (
            f"{_named(met[0])} når målet men inte {_lower(next(one for one in known if one is not met[0]))}"
        )
    return f"{sentence(count_word(len(met)))} av {count_word(len(known))} {many} når målet{tail}"


def _weakest(groups: Sequence[Group]) -> Group | None:
    """The only one with the lowest score as it is written."""
    order = sorted(groups, key=lambda group: group.average.score or Decimal(0))
    first, second = (write_number(group.average.score or Decimal(0), 1) for group in order[:2])
    return order[0] if first != second else None


def _named(group: Group) -> str:
    return sentence(short_name(group.name))


def _lower(group: Group) -> str:
    name = short_name(group.name)
    return lowered(name) if group.perspective_id is not None else f"”{name}”"


def _counted(count: int, measure: MeasureWord) -> str:
    return measure.one if count == 1 else measure.counted


def _figures_title(card: Card, measure: MeasureWord) -> str:
    figures = card.figures
    judged = [figure for figure in figures if figure.standing in ("met", "partly", "unmet")]
    met = sum(figure.standing == "met" for figure in judged)
    lacking = [figure.name for figure in figures if figure.standing == "missing"]
    if not figures:
        return f"Inga {measure.many} att visa"
    common, many = measure.a == "en", measure.counted
    title = f"Inga {many} har uppgifter än"
    if judged:
        title = reached(met, len(judged), many, common=common, one=measure.one)
    if not lacking or not judged:
        return title
    if len(lacking) <= 2:
        return f"{title}; uppgift saknas för {listed([f'”{short_name(name)}”' for name in lacking])}"
    return f"{title}; uppgift saknas för {count_word(len(lacking))}"
