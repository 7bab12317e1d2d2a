"""The sentence that says what stands out in a scorecard, and the words of what is lacking."""

from collections.abc import Iterable, Sequence

from app.services.scorecard.views import Figure, Goal, Lack

ASPECTS = {
    "volume": "volym",
    "quality": "upplevd kvalitet",
    "productivity": "produktivitet",
    "cost": "kostnad",
}
#: What `SC-02` asks for in every scorecard.
_ASKED = tuple(ASPECTS)
_NUMBERS = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip


def number_word(count: int) -> str:
    """A number in words up to twelve, in figures above that."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def finding(goals: Sequence[Goal]) -> str:
    """How many goals are met, and what draws the average down most."""
    real = [goal for goal in goals if goal.node_id is not None]
    figures = [figure for goal in goals for figure in goal.figures]
    worst = _worst(figures)
    tail = f" ”{worst.name}” drar ned mest." if worst else ""
    if not real:
        return f"Styrkortet har inga mål.{tail}" if not figures else _of_figures(figures) + tail
    known = [goal for goal in real if goal.standing in ("met", "partly", "unmet")]
    if not known:
        return "Inget mål går att bedöma än: uppgifter saknas."
    met = sum(goal.standing == "met" for goal in known)
    count = len(real)
    if met == count:
        return "Alla mål nås." if count > 1 else "Målet nås."
    what = "mål" if count != 1 else "målet"
    if count == 1:
        return f"Målet nås {'delvis' if known[0].standing == 'partly' else 'inte'}.{tail}"
    head = "Inget" if not met else number_word(met).capitalize()
    return f"{head} av {number_word(count)} {what} nås.{tail}"


def _of_figures(figures: Sequence[Figure]) -> str:
    met = sum(figure.standing == "met" for figure in figures)
    known = sum(figure.score is not None for figure in figures)
    if not known:
        return "Inga poäng finns än: uppgifter saknas."
    return f"{number_word(met).capitalize()} av {number_word(len(figures))} mått når sitt målvärde."


def _worst(figures: Iterable[Figure]) -> Figure | None:
    poor = [
        figure for figure in figures if figure.score is not None and figure.standing in ("partly", "unmet")
    ]
    return min(poor, key=lambda figure: figure.score or 0, default=None)


def lacks(figures: Iterable[Figure]) -> tuple[Lack, ...]:
    """Figures that are never green: unknown in the period, nobody's, or both."""
    found: list[Lack] = []
    for figure in figures:
        if figure.standing == "missing":
            found.append(Lack(figure.indicator_id, figure.name, figure.why, "missing"))
        if figure.owner is None:
            found.append(Lack(figure.indicator_id, figure.name, "ingen äger måttet", "unowned"))
    return tuple(found)


def aspects_lacking(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The aspects that no figure measures, in words (`SC-02`)."""
    present = {figure.aspect for figure in figures}
    return tuple(ASPECTS[one] for one in _ASKED if one not in present)
