"""The list of goals by perspective, with what the figures say and what people have decided."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.services.scorecard.views import STANDING_WORDS
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.marks import Mark
from app.ui.parts.tree_view import TreeView
from app.ui.scorecard.card.words import score_words

if TYPE_CHECKING:
    from app.services.scorecard.goalrows import GoalGroup
    from app.services.scorecard.goalviews import GoalLine
    from app.services.scorecard.scale import ResultStep

MARKS: Mapping[str, Mark] = {
    "met": Mark.MET,
    "partly": Mark.PARTLY,
    "unmet": Mark.UNMET,
    "unknown": Mark.MISSING,
    "missing": Mark.MISSING,
    "unowned": Mark.MISSING,
    "unscored": Mark.MISSING,
}
"""The sign of a standing, or of a step of the model's scale."""
NOT_JUDGED = "Ej bedömt"
ALL = "all"
FILTERS: tuple[tuple[str, str, Callable[["GoalLine"], bool]], ...] = (
    (ALL, "alla mål", lambda _line: True),
    ("open", "att bedöma", lambda line: not line.decided),
    ("unmet", "ej uppfyllda", lambda line: line.standing == "unmet"),
    ("partly", "delvis uppfyllda", lambda line: line.standing == "partly"),
    ("met", "uppfyllda", lambda line: line.standing == "met"),
    ("missing", "utan utfall", lambda line: line.counted == 0),
    ("deeds", "bara aktiviteter", lambda line: line.only_deeds),
    ("differs", "bedömda annorlunda än utfallet", lambda line: line.differs),
    ("silent", "utan analys", lambda line: not line.analysed),
    ("actions", "med åtgärder att ta vidare", lambda line: line.actions_open > 0),
    ("unowned", "utan ägare", lambda line: line.owner is None),
)
"""Key, words and test of what can be shown alone."""
_DASH = "–"
_MUTED = CellLook(muted=True)
_BOLD = CellLook(bold=True)
_TRENDS = {"better": "bättre", "same": "oförändrat", "worse": "sämre"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """A goal, or the heading of a group (then without a line)."""

    key: object
    parent: object
    group: "GoalGroup"
    line: "GoalLine | None" = None
    whose: str = ""
    """The unit, where another unit has a goal of the same words."""
    count: int = 0
    decided: int = 0


class GoalTree(TreeView):
    """The list; Enter or a double click opens a goal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _columns(),
            key=lambda row: row.key,
            parent_key=lambda row: row.parent,
            name="Mål",
            remember_as="scorecard/goals",
            parent=parent,
        )
        self._wanted = ALL
        self._text = ""
        self._known: set[object] = set()

    def show_lines(self, lines: Iterable["GoalLine"]) -> None:
        """Show goals under their groups, new groups open."""
        rows = _rows(tuple(lines))
        self.show_rows(rows)
        groups = {row.key for row in rows if row.line is None}
        for key in groups - self._known:
            self.setExpanded(self.rows.index_of(key), True)
        self._known |= groups
        self._span()

    def filter_by(self, text: str, wanted: object) -> None:
        """Show goals with these words that pass one of the filters."""
        self._text, self._wanted = text, str(wanted)
        test = next((test for key, _, test in FILTERS if key == self._wanted), None)
        if test is None or self._wanted == ALL:
            self.set_filter(text)
        else:
            self.set_filter(text, lambda row: row.line is not None and test(row.line))
        self._span()

    def _span(self) -> None:
        """The name of a group may use the whole line."""
        for place in range(self.model().rowCount()):
            self.setFirstColumnSpanned(place, QModelIndex(), True)

    def goal_ids(self) -> list[int]:
        """The goals that are shown, in their order."""
        values = (node.value for node in self.rows.walk())
        return [row.line.node_id for row in values if row.line is not None]


def _rows(lines: tuple["GoalLine", ...]) -> list[ListRow]:
    groups: dict[GoalGroup, list[GoalLine]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    rows: list[ListRow] = []
    twins = Counter(line.title for line in lines)
    for group, own in groups.items():
        key = ("group", group.key)
        decided = sum(line.decided for line in own)
        rows.append(ListRow(key, None, group, None, count=len(own), decided=decided))
        rows += (ListRow(line.node_id, key, group, line, _whose(line, twins)) for line in own)
    return rows


def _whose(line: "GoalLine", twins: Counter[str]) -> str:
    return line.unit or "" if twins[line.title] > 1 else ""


def step_look(step: "ResultStep | None") -> CellLook:
    """A step of the scale with its sign."""
    return CellLook(mark=MARKS[step.mark]) if step is not None else _MUTED


def _columns() -> list[Column[ListRow]]:
    return [
        Column("goal", "Mål", _title, 300, stretch=True, look=_title_look, tooltip=_tip),
        Column(
            "owner", "Ägare", _of(lambda line: line.owner or "saknas"), 132, look=_owner_look, hidden=True
        ),
        Column("level", "Nivå", _of(lambda line: line.level), 120, look=_muted, hidden=True),
        Column("unit", "Enhet", _of(lambda line: line.unit or _DASH), 140, look=_muted, hidden=True),
        Column(
            "data", "Data", _of(lambda line: line.data_words), 54, number=True, look=_muted,
            sort=lambda row: None if row.line is None else row.line.counted,
        ),
        Column(
            "score", "Poäng", _of(lambda line: score_words(line.score)), 54, number=True,
            copy=lambda row: None if row.line is None else row.line.score,
            sort=lambda row: None if row.line is None else row.line.score,
        ),
        Column("proposed", "Utfallet säger", _of(_proposed), 124, look=_proposed_look),
        Column("result", "Bedömning", _result, 128, look=_result_look),
        Column("trend", "Trend", _of(lambda line: _TRENDS.get(line.trend or "", "")), 84, hidden=True),
        Column("actions", "Åtgärder", _of(lambda line: line.action_words), 78, look=_muted),
    ]  # fmt: skip


def _of(text: Callable[["GoalLine"], str]) -> Callable[[ListRow], str]:
    return lambda row: "" if row.line is None else text(row.line)


def _muted(_row: ListRow) -> CellLook:
    return _MUTED


def _title(row: ListRow) -> str:
    if row.line is None:
        return f"{row.group.name} · {row.decided} av {row.count} bedömda"
    return f"{row.line.title} · {row.whose}" if row.whose else row.line.title


def _title_look(row: ListRow) -> CellLook:
    if row.line is None:
        return _BOLD
    warning = "bara aktiviteter" if row.line.only_deeds else "" if row.line.owner else "saknar ägare"
    return CellLook(example=row.line.example, warning=warning)


def _tip(row: ListRow) -> str:
    if row.line is None:
        return row.group.question or row.group.name
    line = row.line
    parts = [line.title, " · ".join(part for part in (line.level, line.unit) if part)]
    if line.deeds:
        parts.append(f"{line.deeds_done} av {line.deeds} aktiviteter och uppdrag klara")
    if line.only_deeds:
        parts.append("Aktiviteter är inget resultat: mata in utfall eller bedöm i ord vad som har uppnåtts.")
    return "\n".join(parts)


def _owner_look(row: ListRow) -> CellLook:
    if row.line is not None and row.line.owner is None:
        return CellLook(icon="warning", muted=True)
    return CellLook()


def _proposed(line: "GoalLine") -> str:
    if not line.figures:
        return "Mäts inte än" if line.measurable is not False else "Mäts inte"
    if not line.counted:
        return STANDING_WORDS[line.standing] if not line.decided else STANDING_WORDS["missing"]
    return line.proposed.name if line.proposed is not None else _DASH


def _proposed_look(row: ListRow) -> CellLook:
    if row.line is None or not row.line.figures:
        return _MUTED
    return step_look(row.line.proposed)


def _result(row: ListRow) -> str:
    if row.line is None:
        return ""
    if row.line.result is not None:
        return row.line.result.name
    return f"{NOT_JUDGED} (utkast)" if row.line.draft is not None else NOT_JUDGED


def _result_look(row: ListRow) -> CellLook:
    if row.line is None or row.line.result is None:
        return _MUTED
    look: Any = step_look(row.line.result)
    return look
