"""What the inspector shows of a measure: everything that is said of it, changed where it stands."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count, write_number, write_percent
from app.services.scorecard import words
from app.services.scorecard.indicatorviews import LIMIT_AMISS, NO_DIRECTION, NO_GOAL, NO_OWNER, NO_TARGET
from app.services.scorecard.periods import FREQUENCIES, period_words
from app.services.scorecard.views import Goalposts
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
    Links,
    Notice,
    Part,
    Text,
    Tick,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.scorecard.indicators.columns import last_of, target_of

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import (
        Choices,
        GoalLink,
        IndicatorDetail,
        IndicatorRow,
        NearRow,
        TargetRow,
    )
    from app.ui.scorecard.indicators.asking import Asking
    from app.ui.scorecard.indicators.edits import IndicatorEdits

GOALS, WHAT, HOW = "goals", "what", "how"
SECTIONS = ((GOALS, "Mål"), (WHAT, "Beskrivning"), (HOW, "Mätning"))
_SECTION_OF: Mapping[str, str] = {
    NO_OWNER: WHAT, NO_DIRECTION: WHAT, NO_GOAL: GOALS, NO_TARGET: GOALS, LIMIT_AMISS: GOALS,
}  # fmt: skip
_NOT_SAID = "Ej angivet"
_READ_ONLY = "Filen är öppen för läsning."
_WARNINGS: Mapping[str, str] = {
    NO_OWNER: "Ingen äger det. Det räknas då aldrig som uppfyllt.",
    NO_GOAL: "Det mäter inget mål än.",
    NO_TARGET: "Målvärde saknas för {year}.",
    NO_DIRECTION: "Riktning saknas: det går inte att säga vad som är bra.",
    LIMIT_AMISS: "Gränsen ligger på fel sida om målvärdet {year}, så inget går att poängsätta.",
}
_LIMIT_HINTS: Mapping[str, str] = {
    "higher": "Under den är utfallet inte godtagbart; mellan den och målet delvis uppfyllt.",
    "lower": "Över den är utfallet inte godtagbart; mellan den och målet delvis uppfyllt.",
}


class Editor:
    """Describes one measure for the inspector."""

    def __init__(
        self,
        edits: "IndicatorEdits",
        asking: "Asking",
        open_place: Callable[[str, Hashable], object],
        open_face: Callable[[str, str, int], object],
        copy: "Callable[[IndicatorRow], object]",
    ) -> None:
        self._edits = edits
        self._asking = asking
        self._open_place = open_place
        self._open_face = open_face
        self._copy = copy
        self.section: str = GOALS
        self.switch: Callable[[], QWidget] = QWidget
        """Makes what the user changes sections with."""
        self._year = 0
        self._word = words.STANDARD

    def details(
        self, detail: "IndicatorDetail", choices: "Choices", year: int, word: words.MeasureWord
    ) -> Details:
        """Everything of a measure, with the target of a year first; `word` is what the model calls one."""
        self._year, self._word = year, word
        row, single = detail.row, word.single
        self._edits.know(row.id, row.version)
        owner = row.owner or row.owner_role
        return Details(
            key=("indicator", row.id, self.section),
            kicker=f"{single} · {owner}" if owner else single,
            title=row.name,
            rename=None if self._locked else partial(self._edits.field, row.id, "name"),
            parts=tuple(self._parts(detail, choices)),
            example=row.example,
        )

    @property
    def _locked(self) -> str:
        return _READ_ONLY if self._edits.workspace.read_only else ""

    def _parts(self, detail: "IndicatorDetail", choices: "Choices") -> Iterator[Part]:
        row = detail.row
        yield Custom(self.switch)
        for lack in row.lacks:
            if self.section in (GOALS, _SECTION_OF[lack]):
                yield Notice(_WARNINGS[lack].format(year=self._year))
        if self.section == GOALS:
            yield from self._now(row)
            yield from self._targets(detail)
            yield from self._goals(detail)
        elif self.section == WHAT:
            yield from self._owner(detail, choices)
            yield from self._what(detail, choices)
        else:
            yield from self._when(detail)
            yield from self._formula(detail)
            yield from self._start(detail, choices)
        if not self._locked:
            copy = Command("Kopiera…", partial(self._copy, row), "copy")
            remove = Command("Ta bort…", partial(self._asking.remove, detail), "trash")
            yield Commands((copy, remove))

    # ---- how it stands -------------------------------------------------------------------------

    def _now(self, row: "IndicatorRow") -> Iterator[Part]:
        point = row.last
        period = f", {period_words(point.period)}" if point is not None else ""
        yield Facts((Fact(f"Mål {self._year}", target_of(row)), Fact("Senast", f"{last_of(row)}{period}")))
        yield Links(
            (
                Link("Mätvärden", partial(self._open_face, "measures", "measure", row.id)),
                Link("Jämförelse", partial(self._open_face, "comparing", "comparison", row.id)),
            )
        )

    # ---- targets -------------------------------------------------------------------------------

    def _targets(self, detail: "IndicatorDetail") -> Iterator[Part]:
        row = detail.row
        yield Heading("Målvärden")
        kinds = {key: text for key, text in words.TARGET_KINDS.items() if key != "gap" or row.by_gender}
        yield self._choice(row, "target_kind", "Målet är", kinds, detail.target_kind, unset=False)
        facts = [self._target_fact(detail, one) for one in detail.targets]
        if facts:
            yield Facts(tuple(facts))
        yield from (self._near(detail, one) for one in detail.near)
        if not self._locked:
            year = Command("Målvärde för ett år…", partial(self._asking.target, detail, None), "plus")
            near = Command("Delmål eller enhetens mål…", partial(self._asking.near, detail, None), "plus")
            yield Commands((year, near))
        if row.direction not in ("yes_no", None):
            yield from self._limits(detail)

    def _limits(self, detail: "IndicatorDetail") -> Iterator[Part]:
        row = detail.row
        both = row.direction in ("within", "unchanged")
        hint = "" if both or detail.target_kind == "gap" else _LIMIT_HINTS.get(row.direction or "", "")
        yield self._value(row, "threshold", "Undre gräns" if both else "Gräns", detail.threshold, hint)
        if both:
            yield self._value(row, "threshold_upper", "Övre gräns", detail.threshold_upper)

    def _target_fact(self, detail: "IndicatorDetail", target: "TargetRow") -> Fact:
        posts = Goalposts(target.value, target.upper, target.text, kind=detail.target_kind)
        said = self._said(detail.row, posts)
        limits = [one for one in (target.threshold, target.threshold_upper) if one is not None]
        if limits:
            said += ", gräns " + " och ".join(self._value_words(detail.row, one) for one in limits)
        edit = None if self._locked else partial(self._asking.target, detail, target)
        return Fact(str(target.year), said or "–", on_click=edit)

    def _near(self, detail: "IndicatorDetail", near: "NearRow") -> Part:
        posts = Goalposts(near.value, near.upper, near.text, kind=detail.target_kind)
        period = period_words(near.period)
        where = period if near.unit is None else f"{near.unit}, {period}"
        said = f"{where[:1].upper()}{where[1:]}: {self._said(detail.row, posts) or '–'}"
        if self._locked:
            return Text(said)
        return Links((Link(said, partial(self._asking.near, detail, near)),))

    @staticmethod
    def _said(row: "IndicatorRow", posts: Goalposts) -> str:
        return words.target_words(
            posts, row.unit_of_measure, decimals=row.decimals, direction=row.direction, scale=row.scale
        )

    @staticmethod
    def _value_words(row: "IndicatorRow", value: Any) -> str:
        return words.value_words(
            value, row.unit_of_measure, decimals=row.decimals, direction=row.direction, scale=row.scale
        )

    # ---- goals and owner -----------------------------------------------------------------------

    def _goals(self, detail: "IndicatorDetail") -> Iterator[Part]:
        row = detail.row
        yield Heading("Mål som mäts")
        for goal in detail.goals:
            yield Links((Link(goal.title, partial(self._open_place, "node", goal.node_id)),))
            yield Text(goal.level, muted=True)
            yield self._weight(row, goal)
        if self._locked:
            return
        commands = [Command("Mät ett mål till…" if detail.goals else "Koppla till mål…",
                            partial(self._asking.link, detail), "link")]  # fmt: skip
        if detail.goals:
            commands.append(Command("Koppla från…", partial(self._asking.unlink, detail), "minus"))
        yield Commands(tuple(commands))

    def _weight(self, row: "IndicatorRow", goal: "GoalLink") -> Field:
        count = goal.others + 1
        others = (
            f" av {write_count(count, self._word.one, self._word.many)} på målet"
            if goal.others
            else " av målet"
        )
        return Field(
            key=f"weight:{goal.node_id}",
            label="Vikt",
            value="" if goal.weight is None else write_number(goal.weight),
            commit=partial(self._edits.weigh, row.id, goal.node_id),
            placeholder="lika mycket som de andra",
            hint=f"{write_percent(goal.share, 0)}{others}",
            locked=self._locked,
        )

    def _owner(self, detail: "IndicatorDetail", choices: "Choices") -> Iterator[Part]:
        row = detail.row
        yield Heading("Ägare")
        units = choices.units
        if row.owner_unit_id is not None and all(key != row.owner_unit_id for key, _ in units):
            units = (*units, (row.owner_unit_id, row.owner or ""))
        yield Choice(
            "owner_unit_id", "Enhet", ((0, "Ingen enhet"), *units), row.owner_unit_id or 0,
            lambda unit: self._edits.field(row.id, "owner_unit_id", unit or None), locked=self._locked,
        )  # fmt: skip
        yield self._text(row, "owner_role", "Ansvarig roll", row.owner_role)
        if detail.below or row.obligatory:
            units_below = write_count(detail.below, "enhet", "enheter")
            yield Tick(
                "obligatory", f"Obligatoriskt för {units_below} under {row.owner or 'ägaren'}",
                row.obligatory, partial(self._edits.obligatory, row.id), locked=self._locked,
            )  # fmt: skip

    # ---- what and when -------------------------------------------------------------------------

    def _what(self, detail: "IndicatorDetail", choices: "Choices") -> Iterator[Part]:
        row = detail.row
        yield Heading("Vad som mäts")
        yield self._text(row, "definition", "Definition", row.definition, lines=3)
        yield self._text(
            row, "unit_of_measure", "Måttenhet", row.unit_of_measure, placeholder="procent, st, kr …"
        )
        yield self._choice(row, "direction", "Riktning", words.DIRECTIONS, row.direction)
        if row.direction == "scale":
            steps = Field(
                "scale", "Skalans steg, det sämsta först", "\n".join(row.scale),
                lambda text: self._edits.field(row.id, "scale", text.splitlines()), lines=4,
                hint="Ett steg på varje rad.", locked=self._locked,
            )  # fmt: skip
            yield steps
        yield self._choice(row, "aspect", "Slag", words.ASPECTS, row.aspect)
        yield self._choice(row, "nature", "Ledande eller eftersläpande", words.NATURES, row.nature)
        if choices.perspectives:
            yield Choice(
                "perspective_id", "Perspektiv", ((0, "Målets perspektiv"), *choices.perspectives),
                detail.perspective_id or 0,
                lambda key: self._edits.field(row.id, "perspective_id", key or None), locked=self._locked,
            )  # fmt: skip
        yield self._text(row, "source", "Källa", detail.source)
        yield self._text(row, "code", "Kod i Kolada", row.code, placeholder="N00000")

    def _when(self, detail: "IndicatorDetail") -> Iterator[Part]:
        row = detail.row
        yield Heading("När och hur")
        yield self._choice(row, "frequency", "Mäts", FREQUENCIES, row.frequency)
        first = "Första gången (år)" if row.frequency in ("two_years", "three_years") else "Från och med år"
        yield self._number(row, "first_year", first, detail.first_year)
        yield self._number(row, "last_year", "Till och med år", detail.last_year)
        yield self._number(row, "due_days", "Klart så många dagar efter periodens slut", detail.due_days)
        yield Tick(
            "by_gender", "Kvinnor och män var för sig", row.by_gender,
            lambda on: self._edits.field(row.id, "by_gender", on), locked=self._locked,
        )  # fmt: skip
        yield self._choice(row, "summing", "Året är", words.SUMMINGS, detail.summing, unset=False)
        yield self._choice(
            row, "across", "Enheten över är", words.ACROSS, detail.across, unset="bara det som mäts där"
        )
        yield self._number(row, "decimals", "Antal decimaler som visas", row.decimals)

    def _formula(self, detail: "IndicatorDetail") -> Iterator[Part]:
        row = detail.row
        if self._locked and detail.formula is None:
            return
        yield Heading("Uträkning")
        if detail.formula is not None:
            yield Text(detail.formula)
            if detail.formula_unit:
                yield Text(f"Ger {detail.formula_unit}", muted=True)
        else:
            yield Text("Mäts för hand eller läses in.", muted=True)
        for key, name in detail.hangs.used_by:
            yield Links((Link(f"Ingår i {name}", partial(self._open_place, "indicator", key)),))
        if not self._locked:
            words_ = "Ändra formeln…" if detail.formula else f"Räkna ut ur andra {self._word.many}…"
            commands = [Command(words_, partial(self._asking.formula, detail), "numbers")]
            if detail.formula:
                commands.append(
                    Command("Ta bort formeln", partial(self._edits.clear_formula, row.id), "close")
                )
            yield Commands(tuple(commands))

    def _start(self, detail: "IndicatorDetail", choices: "Choices") -> Iterator[Part]:
        row = detail.row
        yield Heading("Utgångsläge och jämförelse")
        yield self._value(row, "baseline", "Utgångsvärde", detail.baseline)
        period = period_words(detail.baseline_period) if detail.baseline_period else None
        yield self._text(row, "baseline_period", "Utgångsvärdets period", period, placeholder="2025")
        groups = {name: name for name in (*choices.groups, detail.comparison_group) if name}
        if groups:
            yield self._choice(
                row,
                "comparison_group",
                "Jämförs med",
                groups,
                detail.comparison_group,
                unset="ingen vald grupp",
            )

    # ---- fields --------------------------------------------------------------------------------

    def _text(
        self,
        row: "IndicatorRow",
        name: str,
        label: str,
        value: str | None,
        *,
        lines: int = 1,
        placeholder: str = "",
    ) -> Field:
        field = f"indicator:{row.id}:{name}"
        return Field(
            key=name,
            label=label,
            value=value or "",
            commit=partial(self._edits.field, row.id, name),
            draft=draft_keeper(self._edits.workspace, field, f"{label}, {row.name}") if lines > 1 else None,
            lines=lines,
            placeholder=placeholder,
            locked=self._locked,
        )

    def _value(self, row: "IndicatorRow", name: str, label: str, value: Any, hint: str = "") -> Field:
        return Field(
            key=name, label=label, value="" if value is None else self._value_words(row, value),
            commit=partial(self._edits.value_field, row, name), hint=hint, locked=self._locked,
        )  # fmt: skip

    def _number(self, row: "IndicatorRow", name: str, label: str, value: int | None) -> Field:
        return Field(
            key=name, label=label, value="" if value is None else str(value),
            commit=partial(self._edits.number_field, row.id, name), locked=self._locked,
        )  # fmt: skip

    def _choice(
        self,
        row: "IndicatorRow",
        name: str,
        label: str,
        options: Mapping[str, str],
        value: str | None,
        *,
        unset: str | bool = _NOT_SAID,
    ) -> Choice:
        offered: tuple[tuple[Hashable, str], ...] = tuple(
            (key, text[:1].upper() + text[1:]) for key, text in options.items()
        )
        if unset:
            none = str(unset)
            offered = (("", none[:1].upper() + none[1:]), *offered)
        return Choice(
            name, label, offered, value or "",
            lambda chosen: self._edits.field(row.id, name, chosen or None), locked=self._locked,
        )  # fmt: skip
