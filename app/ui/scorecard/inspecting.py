"""What the inspector tells of a scorecard, a group, a goal and a figure, whichever face asks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.scorecard.periods import period_words
from app.services.scorecard.views import STANDING_WORDS, Card, Figure, Goal, Group, RollUp
from app.ui.parts.details import (
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
    Thread,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.parts.thread_line import ThreadStep
from app.ui.scorecard.card import words
from app.ui.scorecard.card.rows import MARKS
from app.ui.scorecard.inspected import average_parts, chart_part, figure_facts, parts_part
from app.ui.scorecard.part_list import PartLine
from app.ui.scorecard.unit_chooser import beside

if TYPE_CHECKING:
    from app.ui.scorecard.page import ScorecardPage

_MOST = 8
Seen = tuple[str, Any]


class Inspecting:
    """Reads the card of the page's unit when it is asked for, and keeps it until something changes."""

    def __init__(self, page: "ScorecardPage") -> None:
        self._page = page
        self._card: Card | None = None
        self._roll_up: RollUp | None = None
        self._shown: Seen | None = None

    # ---- what is known -------------------------------------------------------------------------

    def forget(self) -> None:
        """Read anew the next time."""
        self._card = self._roll_up = None

    @property
    def card(self) -> Card:
        """The card of the page's unit, year and period."""
        if self._card is None:
            from app.services.scorecard.reading import card

            self._card = self._read(card, unit_id=self._page.context.unit_id)
        assert self._card is not None
        return self._card

    @property
    def roll_up(self) -> RollUp:
        """Units by perspectives of the page's year and period."""
        if self._roll_up is None:
            from app.services.scorecard.reading import roll_up

            self._roll_up = self._read(roll_up)
        assert self._roll_up is not None
        return self._roll_up

    def _read(self, view: Callable[..., Any], **asked: Any) -> Any:
        context, space = self._page.context, self._page.workspace
        return space.read(partial(view, year=context.year, period=context.period, today=space.today, **asked))

    # ---- showing -------------------------------------------------------------------------------

    def show(self, what: object) -> None:
        """Show ("indicator", id), ("node", id), ("group", key) or ("card", None)."""
        self._shown = what if isinstance(what, tuple) else None
        self._page.inspector.show_details(self.details(self._shown) if self._shown else None)

    def show_again(self) -> None:
        """The same with fresh values."""
        if self._shown is not None:
            self.show(self._shown)

    def details(self, what: Seen) -> Details | None:
        """Everything of what is asked for; None where the card does not have it."""
        kind, key = what[0], what[1]
        if kind == "card":
            return self._of_card(self.card)
        for group in self.card.groups:
            if kind == "group" and group.key == key:
                return self._of_group(group)
            for goal in group.goals:
                if kind == "node" and goal.node_id == key:
                    return self._of_goal(group, goal)
                for figure in goal.figures:
                    if kind == "indicator" and figure.indicator_id == key and _in(what, goal):
                        return self._of_figure(group, goal, figure)
        return None

    @property
    def _many(self) -> str:
        return self._page.choices.counted

    # ---- a whole card --------------------------------------------------------------------------

    def _of_card(self, card: Card) -> Details:
        return Details(
            key=("card", card.unit_id, card.year, card.period, card.scorecard_id),
            kicker=f"Styrkort · {period_words(card.period)}",
            title=card.unit,
            parts=tuple(self._card_parts(card)),
            example=card.example,
        )

    def _card_parts(self, card: Card) -> Iterator[Part]:
        yield from average_parts(card.average, self._many)
        if card.scorecard_id is not None:
            yield self._field(
                f"scorecard:{card.scorecard_id}:comment",
                "Kommentar",
                card.comment or "",
                lambda text: self._page.editing.set_comment(card, text),
                f"Kommentar, {words.card_title(card)}",
                lines=3,
            )
        if card.groups:
            yield Heading("Så räknas helheten")
            yield parts_part(
                PartLine(
                    group.name,
                    group.share,
                    group.average.score,
                    group.average.standing,
                    partial(self.show, ("group", group.key)),
                )
                for group in card.groups
            )
        if card.lacks:
            yield Heading("Räknas inte i medlet")
            yield Links(
                tuple(
                    Link(f"{lack.name}: {lack.why}", partial(self.show, ("indicator", lack.indicator_id)))
                    for lack in card.lacks[:_MOST]
                )
            )
            if len(card.lacks) > _MOST:
                yield Text(f"och {len(card.lacks) - _MOST} till, i tabellen", muted=True)
        yield from self._heat_map()

    # ---- a group -------------------------------------------------------------------------------

    def _of_group(self, group: Group) -> Details:
        parts: list[Part] = [Text(group.question, muted=True)] if group.question else []
        parts += average_parts(group.average, self._many)
        card = self.card
        if card.scorecard_id is not None and group.perspective_id is not None:
            parts.append(self._weight("group", group.weight, group.share, "styrkortet", group))
        if group.goals:
            parts.append(Heading("Mål"))
            parts.append(
                parts_part(
                    PartLine(
                        goal.title,
                        goal.share,
                        goal.average.score,
                        goal.standing,
                        partial(self.show, ("node", goal.node_id)) if goal.node_id else None,
                    )
                    for goal in group.goals
                )
            )
        parts += self._heat_map()
        kicker = f"{self._group_word(group)} · {card.unit}"
        return Details(("group", card.unit_id, group.key), kicker, group.name, tuple(parts))

    @staticmethod
    def _group_word(group: Group) -> str:
        if group.perspective_id is not None:
            return "Perspektiv"
        return "Målområde" if group.node_id is not None else "Grupp"

    # ---- a goal --------------------------------------------------------------------------------

    def _of_goal(self, group: Group, goal: Goal) -> Details:
        return Details(
            key=("goal", self.card.unit_id, self.card.period, goal.node_id),
            kicker=f"{goal.level} · {group.name}",
            title=goal.title,
            parts=tuple(self._goal_parts(group, goal)),
            example=goal.example,
        )

    def _goal_parts(self, group: Group, goal: Goal) -> Iterator[Part]:
        yield from self._judgement(goal)
        if goal.figures:
            yield from average_parts(goal.average, self._many)
            yield parts_part(
                PartLine(
                    figure.name,
                    figure.share,
                    figure.score,
                    figure.standing,
                    partial(self.show, ("indicator", figure.indicator_id, goal.node_id)),
                )
                for figure in goal.figures
            )
        else:
            yield Notice(f"Målet saknar {self._page.choices.measure.one}. Då går det inte att följa upp.")
        yield from self._own_words(goal, None)
        yield from self._place(goal.node_id)

    def _judgement(self, goal: Goal) -> Iterator[Part]:
        rows = [Fact("Föreslagen", STANDING_WORDS[goal.proposed], mark=MARKS[goal.proposed])]
        if goal.result_words:
            rows.insert(0, Fact("Bedömning", goal.result_words, mark=MARKS[goal.standing]))
        yield Facts(tuple(rows))
        if goal.node_id is not None:
            write = partial(self._page.open_goal, goal.node_id)
            yield Commands((Command("Öppna målet" if goal.analysis else "Skriv analys", write, icon="edit"),))

    # ---- a figure ------------------------------------------------------------------------------

    def _of_figure(self, group: Group, goal: Goal, figure: Figure) -> Details:
        single = self._page.choices.measure.single
        return Details(
            key=("figure", self.card.unit_id, self.card.period, goal.node_id, figure.indicator_id),
            kicker=f"{single} · {goal.title}" if goal.node_id is not None else single,
            title=figure.name,
            parts=tuple(self._figure_parts(group, goal, figure)),
            example=figure.example,
        )

    def _figure_parts(self, group: Group, goal: Goal, figure: Figure) -> Iterator[Part]:
        if figure.points:
            from app.services.charts.scorecard_charts import trend_of

            yield chart_part(trend_of(figure), rule=False)
        yield Heading("Föreslagen bedömning")
        yield Facts((Fact("Status", STANDING_WORDS[figure.standing], mark=MARKS[figure.standing]),))
        yield Text(words.why_sentence(figure), muted=True)
        yield from self._own_words(goal, figure)
        yield from self._heat_map()
        yield Heading(f"Om {self._page.choices.measure.definite}")
        yield Facts(tuple(figure_facts(figure)))
        yield Links(tuple(self._ways(goal, figure)))
        yield from self._place(goal.node_id)

    def _own_words(self, goal: Goal, figure: Figure | None) -> Iterator[Part]:
        """What can be written of a row where the card has been put together: its weight and a comment."""
        card = self.card
        if card.scorecard_id is None or (figure is None and goal.row_id is None):
            return
        key = None if figure is None else figure.indicator_id
        of, name = (goal, goal.title) if figure is None else (figure, figure.name)
        if figure is None:
            yield self._weight("goal", goal.weight, goal.share, "sin grupp", goal)
        else:
            yield self._weight("figure", figure.weight, figure.share, "målet", (goal, figure))
        yield self._field(
            f"scorecard:{card.scorecard_id}:{goal.node_id}:{key}:comment",
            "Kommentar",
            of.comment or "",
            partial(self._page.editing.set_row_comment, goal.node_id, key),
            f"Kommentar till {name}, {words.card_title(card)}",
            lines=3,
        )

    def _ways(self, goal: Goal, figure: Figure) -> Iterator[Link]:
        page, key = self._page, figure.indicator_id
        if goal.node_id is not None:
            yield Link("Målet i styrkortet", partial(self.show, ("node", goal.node_id)))
        if "measures" in page.faces.keys:
            yield Link("Mätvärden", partial(page.open_face, "measures", "measure", key))
        if "indicators" in page.faces.keys:
            words_of = f"Alla uppgifter om {page.choices.measure.definite}"
            yield Link(words_of, partial(page.open_face, "indicators", "indicator", key))
        if "comparing" in page.faces.keys:
            yield Link("Jämför", partial(page.open_face, "comparing", "comparison", key))

    # ---- parts in common -----------------------------------------------------------------------

    def _weight(self, kind: str, weight: Any, share: Any, whole: str, of: Any) -> Field:
        from app.services.formatting import write_number

        said = "" if weight is None else write_number(weight)
        return Field(
            key=f"weight:{kind}",
            label="Vikt",
            value=said,
            commit=lambda text: self._page.editing.set_weight(kind, of, text),
            placeholder="lika mycket som de andra",
            hint=f"{words.share_words(share)} av {whole}",
            locked="Filen är öppen för läsning." if self._page.workspace.read_only else "",
        )

    def _field(
        self, key: str, label: str, value: str, commit: Callable[[str], bool], kept: str, lines: int = 1
    ) -> Field:
        return Field(
            key=key,
            label=label,
            value=value,
            commit=commit,
            draft=draft_keeper(self._page.workspace, key, kept),
            lines=lines,
            locked="Filen är öppen för läsning." if self._page.workspace.read_only else "",
        )

    def _heat_map(self) -> Iterator[Part]:
        """The unit among those beside it, or with those right below it."""
        from app.services.charts.scorecard_charts import heat_map

        context = self._page.context
        near = beside(self._page.choices.units, context.unit_id)
        rows = tuple(row for row in self.roll_up.rows if row.unit_id in near)
        if len(rows) > 1 and self.roll_up.heads:
            least = min(row.depth for row in rows)
            rows = tuple(replace(row, depth=row.depth - least) for row in rows)
            yield chart_part(heat_map(replace(self.roll_up, rows=rows), chosen=context.unit_id))

    def _place(self, node_id: int | None) -> Iterator[Part]:
        if node_id is None:
            return
        from app.services.steering.detail import node_detail

        space = self._page.workspace
        node = space.read(partial(node_detail, node_id=node_id, today=space.today))
        yield Heading("Plats i röda tråden")
        yield Thread(
            tuple(
                ThreadStep(step.level, step.title, step.current, partial(space.open_place, "node", step.id))
                for step in node.thread
            )
        )


def _in(what: Seen, goal: Goal) -> bool:
    """Whether a figure is asked for under this goal, or under whichever has it first."""
    return len(what) < 3 or goal.node_id == what[2]  # type: ignore[misc]
