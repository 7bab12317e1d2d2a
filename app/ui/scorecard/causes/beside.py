"""What the inspector says of a goal or an arrow of the strategy map, and the changes it lets be made."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.ui.parts.details import Command, Commands, Details, Fact, Facts, Field, Heading, Part, Text
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.scorecard.card.words import score_words
from app.ui.scorecard.goals.listing import MARKS

if TYPE_CHECKING:
    from app.services.scorecard.causes import CauseGoal, CauseLine, CauseMap

_READ_ONLY = "Filen är öppen för läsning."


class Beside:
    """Describes goals and arrows; `choose` shows another of them, `ask` draws an arrow from or to a goal."""

    def __init__(
        self,
        workspace: WorkspacePort,
        choose: Callable[[tuple[str, int]], object],
        open_goal: Callable[[int], object],
        ask: Callable[[int | None, int | None], object],
    ) -> None:
        self._workspace = workspace
        self._choose = choose
        self._open_goal = open_goal
        self._ask = ask

    def goal(self, causes: "CauseMap", goal: "CauseGoal") -> Details:
        """A goal with what leads to it and what it leads to."""
        parts: list[Part] = [Facts(tuple(_standing(goal)))]
        parts.append(Commands(tuple(self._goal_commands(goal))))
        parts += self._lines("Leder till", causes, causes.effects_of(goal.node_id), effect=True)
        parts += self._lines("Leds av", causes, causes.causes_of(goal.node_id), effect=False)
        return Details(
            key=("map-goal", goal.node_id),
            kicker=" · ".join(part for part in (goal.level, goal.unit) if part),
            title=goal.title,
            parts=tuple(parts),
            example=goal.example,
        )

    def line(self, causes: "CauseMap", line: "CauseLine") -> Details:
        """An arrow: its ends, its note, and what can be done with it."""
        return Details(
            key=("map-line", line.id),
            kicker="Orsak och verkan",
            title=_told(causes, line),
            parts=tuple(self._line_parts(causes, line)),
            example=line.example,
        )

    def _goal_commands(self, goal: "CauseGoal") -> Iterator[Command]:
        if not self._workspace.read_only:
            yield Command("Leder till…", partial(self._ask, goal.node_id, None), "arrow-right")
            yield Command("Leds av…", partial(self._ask, None, goal.node_id), "plus")
        yield Command("Öppna målet", partial(self._open_goal, goal.node_id), "goal")

    def _lines(
        self, heading: str, causes: "CauseMap", lines: Iterable["CauseLine"], *, effect: bool
    ) -> Iterator[Part]:
        found = tuple(lines)
        if not found:
            return
        yield Heading(heading)
        for line in found:
            other = causes.goal(line.effect_id if effect else line.cause_id)
            rows = [
                Fact(
                    "Mål",
                    other.title if other else "",
                    mark=MARKS[other.standing] if other else None,
                    on_click=partial(self._choose, ("cause_link", line.id)),
                )
            ]
            if line.note:
                rows.append(Fact("Hur", line.note))
            yield Facts(tuple(rows))

    def _line_parts(self, causes: "CauseMap", line: "CauseLine") -> Iterator[Part]:
        cause, effect = causes.goal(line.cause_id), causes.goal(line.effect_id)
        rows = [
            Fact(
                label,
                goal.title,
                mark=MARKS[goal.standing],
                on_click=partial(self._choose, ("node", goal.node_id)),
            )
            for label, goal in (("Orsak", cause), ("Verkan", effect))
            if goal is not None
        ]
        yield Facts(tuple(rows))
        yield Field(
            key="note",
            label="Hur leder det ena till det andra?",
            value=line.note or "",
            commit=partial(self._note, line),
            draft=draft_keeper(self._workspace, f"cause_link:{line.id}:note", _told(causes, line)),
            lines=3,
            locked=_READ_ONLY if self._workspace.read_only else "",
        )
        if not self._workspace.read_only:
            turn = Command("Vänd pilen", partial(self.turn, line), "redo")
            yield Commands((turn, Command("Ta bort pilen", partial(self.remove, line), "trash")))
        else:
            yield Text("", muted=True)

    def _note(self, line: "CauseLine", text: str) -> bool:
        from app.services.scorecard.causes import note_link

        if (text.strip() or None) == line.note:
            return True
        call = partial(note_link, cause_link_id=line.id, note=text, expected_version=line.version)
        return self._workspace.run(call) is not None

    def turn(self, line: "CauseLine") -> bool:
        """Let the effect be the cause."""
        from app.services.scorecard.causes import turn_link

        call = partial(turn_link, cause_link_id=line.id, expected_version=line.version)
        return self._workspace.run(call) is not None

    def remove(self, line: "CauseLine") -> bool:
        """Take an arrow away; undo brings it back."""
        from app.services.scorecard.causes import remove_link

        call = partial(remove_link, cause_link_id=line.id, expected_version=line.version)
        return self._workspace.run(call) is not None


def _standing(goal: "CauseGoal") -> Iterator[Fact]:
    yield Fact("Bedömt" if goal.decided else "Utfallet säger", goal.words, mark=MARKS[goal.standing])
    if goal.score is not None:
        yield Fact("Poäng", f"{score_words(goal.score)} av 10")


def _told(causes: "CauseMap", line: "CauseLine") -> str:
    cause, effect = causes.goal(line.cause_id), causes.goal(line.effect_id)
    return f"{cause.title if cause else ''} → {effect.title if effect else ''}"
