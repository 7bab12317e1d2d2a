"""A goal's own page: the quality wheel, the chain to the effect, figures, assessment, analysis, actions."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.formatting import write_long_date, write_mnkr
from app.ui.parts import theme
from app.ui.parts.detail_widgets import PartWidget
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Custom,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
)
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.scorecard.card.words import outcome_words, score_words
from app.ui.scorecard.goals.actions import ActionCommands, action_list
from app.ui.scorecard.goals.edits import GoalEdits
from app.ui.scorecard.goals.figures import FigurePart
from app.ui.scorecard.goals.listing import MARKS
from app.ui.scorecard.goals.strips import ChainColumn, ChainLine, chain_strip, wheel_strip

if TYPE_CHECKING:
    from app.services.scorecard.goalviews import GoalFrame, GoalPage, Judgement
    from app.services.scorecard.words import MeasureWord

_TRENDS = ((None, "Inte angivet"), ("better", "Bättre"), ("same", "Oförändrat"), ("worse", "Sämre"))
_READ_ONLY = "Filen är öppen för läsning."
_DECIDED = "Fastställd"
_SHOWN_VOLUMES, _EFFECT_LENGTH = 2, 90
_ANALYSIS = (
    ("analysis", "Analys: varför blev det så?", "Orsaker som förklarar utfallet, kvalitet mot mål"),
    ("conclusion", "Slutsats", "Vad som behöver ändras"),
    ("risk", "Risk", "Vad som kan hindra målet framöver"),
)
_CHAIN = (
    ("resources", "Resurser", "Pengar, personal, lokaler och annat som har använts"),
    ("performance", "Prestationer", "Vad som har gjorts, och för hur många"),
    ("effect", "Effekt", "Vad resultatet har betytt för dem som verksamheten är till för"),
)

_BESIDE = (("result", "trend", "analyst"), ("conclusion", "risk"), ("resources", "performance", "effect"))
"""Keys of parts that share a line."""


class GoalPane(Inspector):
    """Shows a `GoalPage` in the page's own column; what is typed is kept as in every inspector."""

    def __init__(
        self,
        workspace: WorkspacePort,
        inspect: Callable[[object], object],
        open_measures: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        self._side_by_side: list[QWidget] = []  # asked for while the base is made
        super().__init__("Välj ett mål.", parent)
        self.setAccessibleName("Målets sida")
        self._workspace = workspace
        self._inspect = inspect
        self._open_measures = open_measures
        self._shown: GoalPage | None = None
        self._word: MeasureWord | None = None
        self._figure: int | None = None
        self.edits = GoalEdits(workspace, self, lambda: self.page)

    @property
    def page(self) -> "GoalPage":
        """The goal that is shown."""
        assert self._shown is not None
        return self._shown

    def show_page(self, page: "GoalPage", word: "MeasureWord") -> None:
        """Show a goal; the same one again is updated in place."""
        self._shown, self._word = page, word
        self.edits.forget()
        place = " · ".join(part for part in (page.level, page.unit if page.unit_id else None) if part)
        kicker = f"{place} · {page.group.name}" if page.group.key[:1] in ("p", "n") else place
        self.show_details(
            Details(
                key=("goal", page.node_id, page.unit_id, page.period),
                kicker=kicker,
                title=page.title,
                parts=tuple(self._parts_of(page)),
                example=page.example,
            )
        )

    def sentence(self) -> str:
        """How the goal stands, for the head of the page."""
        page = self.page
        told = f"{page.title}: {_outcome_says(page)}"
        if page.judgement.decided and page.judgement.result is not None:
            return f"{told}, bedömt som {page.judgement.result.name.lower()}."
        return f"{told}, ej bedömt än."

    def draft_name(self, name: str) -> str:
        """What the draft of a text is kept under."""
        page = self.page
        return f"assessment:{page.node_id}:{page.unit_id or 0}:{page.period}:{name}"

    def _rebuild(self, details: Details | None) -> None:
        """Short choices and related texts stand side by side."""
        # Each line is a widget: layouts within the column's own, taken out and deleted, end the process.
        for line in self._side_by_side:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._side_by_side = []
        super()._rebuild(details)
        keys = (getattr(part, "key", None) for part in (details.parts if details else ()))
        parts = dict(zip(keys, self._parts, strict=True))
        for wanted in _BESIDE:
            widgets = [parts[key] for key in wanted if key in parts]
            if len(widgets) > 1:
                self._put_beside(widgets)

    def _put_beside(self, widgets: Sequence[PartWidget]) -> None:
        place = self._column.indexOf(widgets[0])
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GROUP)
        for widget in widgets:
            self._column.removeWidget(widget)
            row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(place, line)
        self._side_by_side.append(line)

    # ---- parts ---------------------------------------------------------------------------------

    def _parts_of(self, page: "GoalPage") -> Iterator[Part]:
        if page.text:
            yield Text(page.text)
        yield Custom(partial(wheel_strip, page.wheel_name, page.wheel))
        yield Custom(partial(chain_strip, self._chain(page)))
        if page.only_deeds:
            told = f"{page.deed_words}, men inget säger vad de har lett till. Aktiviteter är inget resultat."
            yield Notice(f"{told} Mata in ett utfall eller beskriv effekten.")
        yield from self._figures(page)
        yield from self._judging(page)
        yield from self._analysis(page)
        yield from self._actions(page)

    def _chain(self, page: "GoalPage") -> tuple[ChainColumn, ...]:
        judgement = page.judgement
        result = judgement.result if judgement.decided else None
        shown = result or page.proposed
        lines = []
        if shown is not None:
            lines.append(ChainLine(shown.name, MARKS[shown.mark], strong=True))
        if page.average is not None and page.average.score is not None:
            lines.append(ChainLine(f"Poäng {score_words(page.average.score)} av 10"))
        known = "så säger utfallet" if _measured(page) else "inget utfall"
        lines.append(ChainLine("fastställt" if result is not None else known, muted=True))
        effect = _beginning(judgement.effect or "")
        return (
            ChainColumn("Resurser", tuple(self._resources(page.frame, page.year, judgement))),
            ChainColumn("Prestationer", tuple(self._performance(page))),
            ChainColumn("Resultat", tuple(lines)),
            ChainColumn("Effekt", (ChainLine(effect or "Inte beskriven än", muted=not effect),)),
        )

    def _resources(self, frame: "GoalFrame | None", year: int, judgement: "Judgement") -> Iterator[ChainLine]:
        if frame is None:
            yield ChainLine(f"Ingen ram för {year}", muted=True)
        else:
            where = partial(self._workspace.open_place, "unit", frame.unit_id)
            yield ChainLine(f"Ram {write_mnkr(frame.amount)}", strong=True)
            if frame.before:
                change = frame.amount - frame.before
                yield ChainLine(f"{write_mnkr(change, plus=True)} mot {year - 1}")
            whose = f"{frame.unit}, {frame.units} enheter" if frame.units else frame.unit
            yield ChainLine(whose, on_click=where)
            decided = "beslutad" if frame.decided else "inte beslutad"
            told = f"utgångspunkt för {frame.year + 1}" if frame.starting else f"{frame.version}, {decided}"
            yield ChainLine(told, muted=True)
        if judgement.resources:
            yield ChainLine(_beginning(judgement.resources), muted=True)

    def _performance(self, page: "GoalPage") -> Iterator[ChainLine]:
        yield ChainLine(page.deed_words, strong=bool(page.deeds), muted=not page.deeds)
        late = sum(deed.late for deed in page.deeds)
        if late:
            yield ChainLine(f"{late} försenade" if late > 1 else "1 försenad", muted=True)
        for figure in page.volumes[:_SHOWN_VOLUMES]:
            yield ChainLine(f"{figure.name}: {outcome_words(figure)}", muted=True)
        if page.judgement.performance:
            yield ChainLine(_beginning(page.judgement.performance), muted=True)

    def _figures(self, page: "GoalPage") -> Iterator[Part]:
        word = self._word.title if self._word is not None else "Mått"
        note = page.why
        if page.average is not None and page.average.score is not None:
            note = f"{page.why} Medel: {page.average.formula}."
        yield Heading(f"Resultat mot målvärden {page.period_words}", note)
        if page.all_figures:
            yield Custom(
                partial(
                    FigurePart, page.all_figures, word, self._figure, self._choose_figure, self._open_measures
                )
            )

    def _choose_figure(self, key: int) -> None:
        self._figure = key
        self._inspect(("indicator", key))

    def _judging(self, page: "GoalPage") -> Iterator[Part]:
        judgement, locked = page.judgement, self._locked(page)
        yield Heading(f"Bedömning {page.period_words}")
        yield Facts(tuple(self._judged(page)))
        if page.difference:
            yield Notice(page.difference, "info")
        if not judgement.decided:
            steps = tuple((step.key, step.name) for step in page.scale)
            options = ((None, "Inte vald"), *steps)
            value = judgement.result.key if judgement.result is not None else None
            commit = partial(self.edits.write, "result")
            yield Choice("result", "Din bedömning", options, value, commit, locked)
        if judgement.reason or self._needs_reason(page):
            yield self._field(page, "reason", "Varför skiljer sig bedömningen från utfallet?", "", lines=2)
        yield Choice(
            "trend", "Utveckling", _TRENDS, judgement.trend, partial(self.edits.write, "trend"), locked
        )
        roles = tuple(dict.fromkeys(role for role in (judgement.analyst_role, *page.analysts) if role))
        yield Choice(
            "analyst", "Analyserar",
            ((None, _suggested(page)), *((role, role) for role in roles)),
            judgement.analyst_role, partial(self.edits.write, "analyst_role"), locked,
        )  # fmt: skip
        if not self._workspace.read_only:
            yield Commands(tuple(self._judging_commands(page)))

    def _judged(self, page: "GoalPage") -> Iterator[Fact]:
        if page.proposed is not None:
            yield Fact("Utfallet säger", page.proposed.name, mark=MARKS[page.proposed.mark])
        judgement = page.judgement
        if judgement.decided and judgement.result is not None:
            yield Fact("Bedömt", judgement.result.name, mark=MARKS[judgement.result.mark])
            who = judgement.analyst_role or judgement.assessed_by
            day = write_long_date(judgement.assessed_on) if judgement.assessed_on else ""
            yield Fact("Av", ", ".join(part for part in (who, day) if part) or "Inte angivet")

    def _judging_commands(self, page: "GoalPage") -> Iterator[Command]:
        if page.judgement.decided:
            yield Command("Öppna bedömningen igen", self.edits.reopen, "unlock")
            return
        chosen = page.judgement.result
        if chosen is None and page.proposed is not None and page.proposed.mark != "unknown":
            words = f"Fastställ {page.proposed.name.lower()}, som utfallet säger"
            yield Command(words, self.edits.agree, "check")
        else:
            yield Command(
                "Fastställ bedömningen", self.edits.decide, "check", chosen is not None,
                "Välj först hur målet bedöms.",
            )  # fmt: skip
        if page.judgement.id:
            yield Command("Ta bort bedömningen…", self.edits.remove, "trash")

    def _needs_reason(self, page: "GoalPage") -> bool:
        chosen, proposed = page.judgement.result, page.proposed
        known = proposed is not None and proposed.mark != "unknown"
        return chosen is not None and known and proposed is not None and chosen.mark != proposed.mark

    def _analysis(self, page: "GoalPage") -> Iterator[Part]:
        yield Heading("Analys")
        for name, label, hint in _ANALYSIS:
            yield self._field(page, name, label, hint)
        yield Heading("Från resurser till effekt, i ord")
        for name, label, hint in _CHAIN:
            yield self._field(page, name, label, hint)

    def _actions(self, page: "GoalPage") -> Iterator[Part]:
        yield Heading("Åtgärder", "En åtgärd kan bli en aktivitet nu eller ett mål för nästa år.")
        if page.judgement.actions:
            commands = ActionCommands(
                edit=self.edits.edit_action,
                remove=self.edits.remove_action,
                to_activity=self.edits.to_activity,
                to_goal=self.edits.to_goal,
                to_goal_elsewhere=self.edits.to_goal_elsewhere,
                open_place=self._workspace.open_place,
                next_year=page.year + 1,
                read_only=self._workspace.read_only,
            )
            yield Custom(partial(action_list, page.judgement.actions, commands))
        elif self._workspace.read_only:
            yield Text("Inga åtgärder.", muted=True)
        if not self._workspace.read_only:
            yield Commands((Command("Lägg till åtgärd…", self.edits.add_action, "plus"),))

    def _field(self, page: "GoalPage", name: str, label: str, hint: str, *, lines: int = 3) -> Field:
        words = f"{label.split(':')[0]}, {page.title}"
        return Field(
            key=name,
            label=label,
            value=getattr(page.judgement, name) or "",
            commit=partial(self.edits.write, name),
            draft=draft_keeper(self._workspace, self.draft_name(name), words),
            lines=lines,
            placeholder=hint,
            locked=self._locked(page),
        )

    def _locked(self, page: "GoalPage") -> str:
        return _READ_ONLY if self._workspace.read_only else _DECIDED if page.judgement.decided else ""


def _measured(page: "GoalPage") -> bool:
    """Whether the outcome proposes a result."""
    return page.proposed is not None and page.proposed.mark != "unknown"


def _outcome_says(page: "GoalPage") -> str:
    if page.proposed is None or not _measured(page):
        return "inget utfall"
    return f"utfallet säger {page.proposed.name.lower()}"


def _beginning(text: str) -> str:
    """As much of a text as the chain has room for."""
    line = " ".join(text.split())
    return line if len(line) <= _EFFECT_LENGTH else f"{line[:_EFFECT_LENGTH].rsplit(' ', 1)[0]}…"


def _suggested(page: "GoalPage") -> str:
    """What stands where nobody is said to analyse: whom the model or the unit would name (`ROL-03`)."""
    return f"Ingen (förslag: {page.analysts[0]})" if page.analysts else "Inte angivet"
