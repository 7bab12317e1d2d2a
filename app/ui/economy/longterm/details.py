"""What the inspector tells on the face LEP: of the plan, an area, a scenario, an assumption or an effect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.charts.findings import listed
from app.services.economy.longterm.ages import short_ages
from app.services.economy.longterm.keys import BY_KEY, COUNTED_PEOPLE
from app.services.economy.longterm.tables import ROUNDED, frames_sentence, missing
from app.services.formatting import write_kr, write_long_date, write_mnkr
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.marks import Mark
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.economy.longterm.principles import Principle
    from app.services.economy.longterm.views import AreaView, LongTermView, ScenarioView
    from app.services.economy.sensitivity import Effect
    from app.ui.economy.longterm.commands import Commands as PlanCommands
    from app.ui.economy.longterm.editing import Edits
    from app.ui.parts.page import WorkspacePort

_LOCKED = "Filen är öppnad för läsning"
_NOTHING = "–"
_MARKS = {"met": Mark.MET, "broken": Mark.UNMET, "unknown": Mark.MISSING}


class Telling:
    """Makes the details of what is chosen, with what can be changed there."""

    def __init__(self, workspace: WorkspacePort, edits: Edits, commands: PlanCommands) -> None:
        self._workspace, self._edits, self._commands = workspace, edits, commands

    @property
    def _locked(self) -> str:
        return _LOCKED if self._workspace.read_only else ""

    # ---- the plan ------------------------------------------------------------------------------

    def plan(self, view: LongTermView) -> Details:
        """The plan and what it rests on."""
        edits, locked, people = self._edits, self._locked, ((None, "Ingen vald"), *view.populations)
        beside = view.beside_frames
        parts: list[Part] = [
            Facts(
                (
                    Fact("Utgår från", view.version_name or _NOTHING, on_click=self._to_version(view)),
                    Fact("Basår", str(view.base_year)),
                    Fact("Gjord", write_long_date(view.made_on)),
                )
            ),
            Field("years", "Antal år efter basåret", str(len(view.reckoned)), edits.years, locked=locked),
            Choice(
                "population", "Befolkningsprognos", people, view.population_id,
                lambda key: edits.plan(population_id=key), locked=self._locked,
            ),
            Text(people_words(view), muted=True),
            Choice(
                "node", "Styrdokument som planen hör till", ((None, "Inget valt"), *view.documents),
                view.node_id, lambda key: edits.plan(node_id=key), locked=locked,
            ),
        ]  # fmt: skip
        if view.node_id is not None:
            opening = partial(self._workspace.open_place, "document", view.node_id)
            parts.append(Links((Link("Öppna styrdokumentet", opening),)))
        if beside and abs(beside) >= ROUNDED:
            parts.append(Notice(frames_sentence(view), "warning"))
        return Details(
            ("plan", view.id),
            "Långsiktig ekonomisk plan",
            view.name,
            tuple(parts),
            self._rename(view),
            view.example,
        )

    def strategy(self, view: LongTermView) -> Details:
        """What the plan says in words."""
        edits, key = self._edits, f"long_term_plan:{view.id}"
        return Details(
            ("strategy", view.id),
            view.name,
            "Strategi för drift- och investeringsekonomin",
            (
                Text(
                    "Skriv hur kommunen möter gapet: vad som ställs om, vad som prioriteras, vilka "
                    "investeringar som ryms och hur de betalas. Texten följer med i utskriften.",
                    muted=True,
                ),
                Field(
                    "strategy", "Strategi", view.strategy or "", lambda text: edits.plan(strategy=text),
                    draft_keeper(self._workspace, f"{key}:strategy", f"Strategi, {view.name}"), lines=8,
                    locked=self._locked,
                ),
                Field(
                    "note", "Förutsättningar och osäkerheter", view.note or "",
                    lambda text: edits.plan(note=text),
                    draft_keeper(self._workspace, f"{key}:note", f"Förutsättningar, {view.name}"), lines=4,
                    locked=self._locked,
                ),
                Heading("Prövat mot god ekonomisk hushållning"),
                *principles_parts(view.main.principles),
            ),
            example=view.example,
        )  # fmt: skip

    # ---- what is chosen in a sheet --------------------------------------------------------------

    def area(self, view: LongTermView, area: AreaView) -> Details:
        """An area: its ages, its index, and how it stands to its frame."""
        edits, locked = self._edits, self._locked
        typed = ", ".join(short_ages(one.age_from, one.age_to) for one in area.ages)
        parts: tuple[Part, ...] = (
            *_area_facts(view, area),
            Field(
                "ages", "Åldrar som kostnaden följer", typed, lambda text: edits.ages(area, text),
                placeholder="till exempel 1–5, 6, 7–15 eller 80+", locked=locked,
                hint="Skriv åldrarna med komma emellan. Lämna tomt för en kostnad som inte följer åldrarna.",
            ),
            Choice(
                "index", "Räknas upp med", ((None, "Löner och priser under Antaganden"), *view.indexes),
                area.table_id, lambda key: edits.area(area.id, table_id=key), locked=locked,
            ),
            Choice(
                "unit", "Enhet vars ram det är", self._commands.units(view), area.unit_id,
                lambda key: edits.area(area.id, unit_id=key), locked=locked,
            ),
            Field(
                "note", "Not", area.note or "", lambda text: edits.area(area.id, note=text),
                draft_keeper(self._workspace, f"long_term_area:{area.id}:note", f"Not, {area.name}"), lines=2,
                locked=locked,
            ),
            self._area_commands(area),
        )  # fmt: skip
        rename = None if locked else lambda text: edits.area(area.id, name=text)
        return Details(("area", area.id), f"Verksamhet · {view.name}", area.name, parts, rename, view.example)

    def _area_commands(self, area: AreaView) -> Commands:
        do, able = self._commands, not self._locked
        why = "Verksamheten har ingen enhet med ram i budgetversionen."
        fits = area.frame is not None and able
        return Commands(
            (
                Command("Stäm av mot ramen", partial(do.fit, area.id), enabled=fits, why_not=why),
                Command("Flytta upp", partial(do.move_area, area.id, -1), icon="chevron-up", enabled=able),
                Command("Flytta ned", partial(do.move_area, area.id, 1), icon="chevron-down", enabled=able),
                Command("Ta bort", partial(do.remove_area, area), icon="trash", enabled=able),
            )
        )

    def scenario(self, view: LongTermView, scenario: ScenarioView) -> Details:
        """A scenario: whose people it counts, how it ends, and what it keeps."""
        edits, locked = self._edits, self._locked
        parts = _scenario_facts(view, scenario)
        if not scenario.main:
            parts.append(
                Choice(
                    "people", "Befolkningsprognos", ((None, "Som planen"), *view.populations),
                    scenario.population_id,
                    lambda key: edits.scenario(scenario.id, population_id=key), locked=locked,
                )
            )  # fmt: skip
        keep = draft_keeper(
            self._workspace, f"long_term_scenario:{scenario.id}:note", f"Not, {scenario.name}"
        )
        parts.append(
            Field(
                "note", "Vad scenariot prövar", scenario.note or "",
                lambda text: edits.scenario(scenario.id, note=text), keep, lines=2, locked=locked,
            )
        )  # fmt: skip
        parts += [self._scenario_commands(scenario), Heading("God ekonomisk hushållning")]
        parts += principles_parts(scenario.principles)
        kicker = "Huvudalternativ" if scenario.main else f"Scenario · {view.name}"
        rename = None if locked else lambda text: edits.scenario(scenario.id, name=text)
        return Details(("scenario", scenario.id), kicker, scenario.name, tuple(parts), rename, view.example)

    def _scenario_commands(self, scenario: ScenarioView) -> Commands:
        do, able = self._commands, not self._locked
        why = "De andra scenarierna utgår från huvudalternativet."
        removable = able and not scenario.main
        again = partial(do.add_scenario, scenario)
        gone = partial(do.remove_scenario, scenario)
        return Commands(
            (
                Command("Nytt scenario av detta…", again, icon="copy", enabled=able),
                Command("Ta bort", gone, icon="trash", enabled=removable, why_not=why),
            )
        )

    def assumption(self, view: LongTermView, scenario: ScenarioView, key: str) -> Details:
        """An assumption: what it does, and what a change of it would do."""
        line = BY_KEY[key]
        parts: list[Part] = [Text(line.words)]
        if line.carried:
            parts.append(
                Text("Ett värde gäller även åren efter, tills ett annat år har ett eget.", muted=True)
            )
        else:
            parts.append(
                Text("Ett värde gäller bara sitt eget år. Under Alla år gäller det varje år.", muted=True)
            )
        tried = next((one for one in scenario.tried if one.key == key), None)
        if tried is not None and tried.last is not None:
            parts += [
                Heading("Om det ändras"),
                Text(f"{tried.words}: gapet {view.last} ändras med {_mnkr(tried.last, plus=True)}."),
            ]
        return Details(("line", key, scenario.id), f"Antagande · {scenario.name}", line.name, tuple(parts))

    def effect(self, effect: Effect) -> Details:
        """What a change does, and how it was reckoned."""
        facts = tuple(Fact(str(year), _kr(amount, plus=True)) for year, amount in effect.amounts.items())
        parts: tuple[Part, ...] = (Facts(facts), Heading("Så är det räknat"), Text(effect.how))
        return Details(("effect", effect.key), "Känslighet · resultatet i budgeten", effect.words, parts)

    # ---- within ----------------------------------------------------------------------------------

    def _rename(self, view: LongTermView):  # type: ignore[no-untyped-def]
        return None if self._workspace.read_only else lambda text: self._edits.plan(name=text)

    def _to_version(self, view: LongTermView):  # type: ignore[no-untyped-def]
        if view.plan_version_id is None:
            return None
        return partial(self._workspace.open_place, "plan_version", view.plan_version_id)


def _area_facts(view: LongTermView, area: AreaView) -> tuple[Part, ...]:
    need = view.main.outcome[view.last].areas.get(area.id)
    facts = (
        Fact(f"Kostnad {view.base_year}", _kr(area.base)),
        Fact(f"Ram {view.base_year}", _kr(area.frame)),
        Fact(f"Behov {view.last}", _mnkr(need)),
    )
    if not area.sharing:
        return (Facts(facts),)
    words = f"Delar ramen med {listed(area.sharing)}; tillsammans kostar de {_kr(area.together)}."
    return Facts(facts), Text(words, muted=True)


def _scenario_facts(view: LongTermView, scenario: ScenarioView) -> list[Part]:
    last = scenario.outcome[view.last]
    facts = (
        Fact(f"Behov {view.last}", _mnkr(last.demand)),
        Fact(f"Intäkter {view.last}", _mnkr(last.income)),
        Fact(f"Gap {view.last}", _mnkr(last.gap)),
    )
    if not last.lacks:
        return [Facts(facts)]
    words = f"Gapet {view.last} går inte att räkna ut: {missing(last.lacks)}"
    return [Facts(facts), Notice(words, "info")]


def principles_parts(principles: tuple[Principle, ...]) -> tuple[Part, ...]:
    """The principles with whether they are kept, and how that was judged."""
    words = {"met": "Uppfylls", "broken": "Uppfylls inte", "unknown": "Går inte att bedöma"}
    parts: list[Part] = []
    for one in principles:
        parts.append(Text(one.title))
        parts.append(Facts((Fact("Bedömning", words[one.status], mark=_MARKS[one.status]),)))
        parts.append(Text(one.words, muted=True))
    return tuple(parts)


def people_words(view: LongTermView) -> str:
    """How the inhabitants are counted."""
    if view.population_id is None:
        return "Utan befolkningsprognos kan verksamheter inte följa åldrarna."
    grants = COUNTED_PEOPLE.get(view.grants_by, "")
    said = f"Åldrarna räknas på {COUNTED_PEOPLE[view.counted_by]}"
    return f"{said}, bidragen på {grants} året före." if grants else f"{said}."


def _kr(ore: int | None, *, plus: bool = False) -> str:
    return _NOTHING if ore is None else write_kr(ore, plus=plus)


def _mnkr(ore: int | None, *, plus: bool = False) -> str:
    return _NOTHING if ore is None else write_mnkr(ore, plus=plus)
