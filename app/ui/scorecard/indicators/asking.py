"""What the face asks for in dialogs: a new measure, a copy, targets, goals, and a formula."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count, write_number
from app.services.scorecard.periods import FREQUENCIES, period_words
from app.services.scorecard.targettyped import read_target, read_value
from app.services.scorecard.words import DIRECTIONS, STANDARD, MeasureWord, value_words
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.scorecard.indicators.edits import typed
from app.ui.scorecard.indicators.formula_dialog import FormulaDialog

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import (
        Choices,
        GoalLink,
        IndicatorDetail,
        IndicatorRow,
        NearRow,
        TargetRow,
    )
    from app.ui.parts.page import WorkspacePort
    from app.ui.scorecard.indicators.edits import IndicatorEdits

_EMPTY = "Lämna tomt för att ta bort målvärdet."
_NO_GOAL = (0, "Inget mål än")


class Asking:
    """Asks, and runs what was asked for; the face says what can be chosen."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        edits: "IndicatorEdits",
        choices: "Callable[[], Choices]",
        year: Callable[[], int],
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._edits = edits
        self._choices = choices
        self._year = year
        self.word: MeasureWord = STANDARD

    # ---- making and removing -------------------------------------------------------------------

    def new(self, node_id: int | None = None) -> int | None:
        """Ask for a new measure; gives its id."""
        from app.services.scorecard import indicators

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return partial(
                indicators.new_indicator,
                name=asked["name"],
                node_id=asked["goal"] or None,
                unit_of_measure=asked["unit"],
                direction=asked["direction"] or None,
                frequency=asked["frequency"] or None,
                owner_unit_id=asked["owner"] or None,
            )

        choices = self._choices()
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", self.word.single, placeholder="Andel nöjda brukare"),
            ChoiceInput("goal", "Mäter målet", (_NO_GOAL, *_goal_options(choices)), node_id or 0),
            TextInput("unit", "Måttenhet", required=False, suggestions=choices.units_of_measure),
            ChoiceInput("direction", "Riktning", _options(DIRECTIONS), "higher"),
            ChoiceInput("frequency", "Mäts", _options(FREQUENCIES), "year"),
            ChoiceInput("owner", "Ägs av", ((0, "Målets enhet"), *choices.units), 0),
        ]
        title = f"{self.word.new.capitalize()} {self.word.one}"
        text = "Resten fyller du i till höger när det är gjort."
        done = ask_until_done(self._workspace, self._window, title, inputs, "Lägg till", ready, text)
        return None if done is None else int(done.value)

    def copy(self, row: "IndicatorRow") -> int | None:
        """Ask for the name of a copy; gives its id."""
        from app.services.scorecard import indicators

        inputs = [TextInput("name", "Kopian heter", f"{row.name} (kopia)")]
        text = "Mål, målvärden och beskrivning följer med, men inga utfall."
        done = ask_until_done(
            self._workspace, self._window, f"Kopiera {self.word.definite}", inputs, "Kopiera",
            lambda asked: partial(indicators.copy_indicator, indicator_id=row.id, name=asked["name"]), text,
        )  # fmt: skip
        return None if done is None else int(done.value)

    def remove(self, detail: "IndicatorDetail") -> bool:
        """Remove a measure; what goes with it is said first."""
        if self._workspace.read_only:
            return False
        row, hangs = detail.row, detail.hangs
        goes = [
            write_count(count, one, many)
            for count, one, many in (
                (hangs.measurements, "utfall", "utfall"),
                (hangs.targets, "målvärde", "målvärden"),
                (hangs.scorecards, "plats i styrkort", "platser i styrkort"),
                (hangs.comparisons, "värde från andra kommuner", "värden från andra kommuner"),
            )
            if count
        ]
        parts = [f"{_listed(goes)} tas också bort." if goes else ""]
        if hangs.goals:
            parts.append(f"{write_count(hangs.goals, 'mål mäts', 'mål mäts')} inte längre av det.")
        parts.append("Ctrl+Z ångrar.")
        if hangs.used_by or not (goes or hangs.goals):
            return self._edits.remove(row.id)
        text = " ".join(part for part in parts if part)
        question = f"Ta bort ”{row.name}”?"
        return confirm(self._window, question, text, "Ta bort", danger=True) and self._edits.remove(row.id)

    # ---- targets -------------------------------------------------------------------------------

    def target(self, detail: "IndicatorDetail", there: "TargetRow | None") -> bool:
        """Ask for what is aimed at in a year."""
        from app.services.scorecard import targets

        row = detail.row
        both = row.direction in ("within", "unchanged")

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            read = read_target(asked["value"], **typed(row))
            first, last = _years(asked["year"]) if there is None else (there.year, None)
            call = partial(
                targets.set_target,
                year=first,
                through=last,
                value=read.value,
                upper=read.upper,
                text=asked["text"],
                threshold=_limit(row, asked.get("threshold")),
                threshold_upper=_limit(row, asked.get("threshold_upper")),
            )
            return self._edits.of(row.id, call)

        inputs: list[TextInput | ChoiceInput] = []
        if there is None:
            inputs.append(TextInput("year", "År", str(self._next_year(detail)), placeholder="2027–2029"))
        inputs += _target_inputs(row, there)
        if row.direction not in ("yes_no", None):
            inputs += _limit_inputs(row, there, both)
        title = f"Målvärde {there.year}" if there else "Målvärde för ett år"
        return self._ask(title, inputs, ready, f"Gäller ”{row.name}”. {_EMPTY}")

    def near(self, detail: "IndicatorDetail", there: "NearRow | None") -> bool:
        """Ask for what a unit aims at, or what is aimed at in a part of a year."""
        from app.services.scorecard import targets
        from app.services.scorecard.periods import read_period

        row, year = detail.row, self._year()

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            read = read_target(asked["value"], **typed(row))
            unit = (asked["unit"] or None) if there is None else there.unit_id
            period = read_period(asked["period"], year=year).text if there is None else there.period
            call = partial(
                targets.set_period_target,
                unit_id=unit,
                period=period,
                value=read.value,
                upper=read.upper,
                text=asked["text"],
            )
            return self._edits.of(row.id, call)

        inputs: list[TextInput | ChoiceInput] = []
        if there is None:
            units = ((0, "Alla enheter"), *self._choices().units)
            inputs += [
                ChoiceInput("unit", "Enhet", units, 0),
                TextInput("period", "Period", str(year), placeholder="T1 2027"),
            ]
        inputs += _target_inputs(row, there)
        where = "" if there is None else f"{there.unit}, " if there.unit else ""
        title = (
            "Delmål eller enhetens mål" if there is None else f"Målvärde {where}{period_words(there.period)}"
        )
        return self._ask(title, inputs, ready, f"Gäller ”{row.name}” i stället för årets målvärde. {_EMPTY}")

    # ---- goals ---------------------------------------------------------------------------------

    def link(self, detail: "IndicatorDetail") -> bool:
        """Ask for one more goal to measure."""
        from app.services.steering.views import steering_view
        from app.ui.steering.columns import level_icons
        from app.ui.steering.picking import PickDialog

        view = self._workspace.read(partial(steering_view, today=self._workspace.today))
        measured = {goal.node_id for goal in detail.goals}
        known = {key for key, _, _ in self._choices().goals}

        def refusal(node: Any) -> str:
            if node.id in measured:
                return "Det mäts redan."
            return "" if node.id in known else "Sådana element mäts inte."

        chosen = PickDialog.ask(
            self._window, "Koppla till mål", f"Välj det som ”{detail.row.name}” ska mäta.", "Koppla",
            view.rows, level_icons(view.levels), refusal,
        )  # fmt: skip
        return chosen is not None and self._edits.link(detail.row.id, chosen.id)

    def unlink(self, detail: "IndicatorDetail") -> bool:
        """Ask which goal is measured no longer; a single one is not asked for."""
        if len(detail.goals) == 1:
            return self._edits.unlink(detail.row.id, detail.goals[0].node_id)
        from app.services.scorecard import indicators

        options = tuple((goal.node_id, _goal_words(goal)) for goal in detail.goals)

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return self._edits.of(detail.row.id, partial(indicators.unlink, node_id=asked["goal"]))

        inputs = [ChoiceInput("goal", "Mål", options, options[0][0])]
        text = f"”{detail.row.name}” och utfallen finns kvar."
        return self._ask("Koppla från mål", inputs, ready, text, "Koppla från")

    # ---- formula -------------------------------------------------------------------------------

    def formula(self, detail: "IndicatorDetail") -> bool:
        """Ask how it is computed from others."""
        from app.services.scorecard import formulas
        from app.services.scorecard.indicators import indicator_rows

        rows = self._workspace.read(indicator_rows)
        dialog = FormulaDialog(self._window, detail, rows, self.word)

        def run(text: str) -> bool:
            call = self._edits.of(detail.row.id, partial(formulas.set_formula, text=text))
            return self._workspace.run(call) is not None

        try:
            return dialog.ask(run)
        finally:
            dialog.deleteLater()

    # ---- in common -----------------------------------------------------------------------------

    def _ask(
        self,
        title: str,
        inputs: "list[TextInput | ChoiceInput] | list[ChoiceInput]",
        ready: "Callable[[dict[str, Any]], partial[Any]]",
        text: str,
        verb: str = "Spara",
    ) -> bool:
        return ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text) is not None

    def _next_year(self, detail: "IndicatorDetail") -> int:
        years = {one.year for one in detail.targets}
        year = self._year()
        while year in years:
            year += 1
        return year


def _options(words: Any) -> tuple[tuple[str, str], ...]:
    return (("", "Ej angivet"), *((key, text[:1].upper() + text[1:]) for key, text in words.items()))


def _goal_options(choices: "Choices") -> tuple[tuple[int, str], ...]:
    return tuple((key, f"{title} ({level})") for key, title, level in choices.goals)


def _goal_words(goal: "GoalLink") -> str:
    return f"{goal.title} ({goal.level})"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"


def _said(row: "IndicatorRow", value: Any) -> str:
    return value_words(value, row.unit_of_measure, direction=row.direction, scale=row.scale)


def _target_inputs(row: "IndicatorRow", there: "TargetRow | NearRow | None") -> list[TextInput]:
    value = "" if there is None else _said(row, there.value)
    if there is not None and there.value is not None and there.upper is not None:
        value = f"{write_number(there.value)}–{_said(row, there.upper)}"
    hint = {"yes_no": "ja", "within": "4–6", "scale": row.scale[-1] if row.scale else ""}
    placeholder = hint.get(row.direction or "", "")
    return [
        TextInput("value", "Målvärde", value, required=False, placeholder=placeholder),
        TextInput("text", "Mål i ord", (there.text or "") if there else "", required=False,
                  placeholder="om det inte är ett tal"),
    ]  # fmt: skip


def _limit_inputs(row: "IndicatorRow", there: "TargetRow | None", both: bool) -> list[TextInput]:
    lower = "" if there is None else _said(row, there.threshold)
    upper = "" if there is None else _said(row, there.threshold_upper)
    hint = "måttets egen"
    first = TextInput("threshold", "Undre gräns det året" if both else "Gräns det året", lower,
                      required=False, placeholder=hint)  # fmt: skip
    if not both:
        return [first]
    second = TextInput("threshold_upper", "Övre gräns det året", upper, required=False, placeholder=hint,
                       beside=True)  # fmt: skip
    return [first, second]


def _limit(row: "IndicatorRow", text: Any) -> Any:
    return read_value(text, **typed(row)) if text else None


def _years(text: str) -> tuple[int, int | None]:
    """A year, or the first and the last of several: 2027–2029."""
    from app.services.scorecard.periods import read_period

    first, dash, last = text.replace("-", "–").partition("–")
    return read_period(first.strip()).year, read_period(last.strip()).year if dash else None
