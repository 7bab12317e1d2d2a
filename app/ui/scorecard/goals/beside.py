"""What the inspector says of a goal: in the list a summary, beside its page what it is tied to."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_long_date
from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Heading,
    Links,
    Notice,
    Part,
    Text,
    Thread,
)
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort
from app.ui.parts.thread_line import ThreadStep
from app.ui.scorecard.card.words import score_words
from app.ui.scorecard.goals.listing import MARKS, NOT_JUDGED

if TYPE_CHECKING:
    from app.services.scorecard.goalviews import GoalPage, Judgement
    from app.services.steering.detail import NodeLink

_OTHERS = {True: "Enheternas bedömning", False: "Andras bedömning"}
_GROUPS = {"p": "Perspektiv", "n": "Målområde"}


class Beside:
    """Describes goals for the inspector; `open_goal` shows a goal's page."""

    def __init__(self, workspace: WorkspacePort, open_goal: Callable[[int], object]) -> None:
        self._workspace = workspace
        self._open_goal = open_goal

    def summary(self, page: "GoalPage") -> Details:
        """A goal of the list: how it stands, and what has been written of it."""
        return Details(
            key=("goal-line", page.node_id, page.unit_id, page.period),
            kicker=" · ".join(part for part in (page.level, page.owner) if part),
            title=page.title,
            parts=tuple(self._summary(page)),
            example=page.example,
        )

    def ties(self, page: "GoalPage") -> Details:
        """What a goal whose page is open is tied to, and what was said of it before."""
        return Details(
            key=("goal-ties", page.node_id, page.unit_id, page.period),
            kicker=page.level,
            title="Sammanhang",
            parts=tuple(self._ties(page)),
        )

    def _summary(self, page: "GoalPage") -> Iterator[Part]:
        yield Facts(tuple(_standing(page)))
        if page.difference:
            yield Notice(page.difference, "info")
        yield Text(page.why, muted=True)
        if page.only_deeds:
            yield Notice(f"{page.deed_words}. Aktiviteter är inget resultat.")
        yield Commands((Command("Öppna målet", partial(self._open_goal, page.node_id), "goal"),))
        judgement = page.judgement
        if judgement.analysis or judgement.conclusion:
            yield Heading("Analys")
            for text in (judgement.analysis, judgement.conclusion):
                if text:
                    yield Text(text)
        if judgement.actions:
            yield Heading("Åtgärder")
            yield Text("\n".join(f"– {one.text}" for one in judgement.actions))
        yield from self._place(page)

    def _ties(self, page: "GoalPage") -> Iterator[Part]:
        yield Facts(tuple(self._facts(page)))
        if page.origin is not None:
            yield Heading("Kommer ur en analys")
            yield Text(f"”{page.origin.text}” ({page.origin.period_words})")
            yield Links((Link(page.origin.title, partial(self._open_goal, page.origin.node_id)),))
        if page.earlier:
            yield Heading("Tidigare bedömningar")
            yield from _told(page.earlier)
        if page.contributions:
            yield Heading(f"{_OTHERS[page.unit_id is None]} {page.period_words}")
            yield from _told(page.contributions, contributing=True)
        if page.deeds:
            yield Heading("Aktiviteter och uppdrag", page.deed_words)
            yield Links(
                tuple(
                    Link(
                        f"{deed.title} ({'försenad' if deed.late else deed.status.lower()})",
                        partial(self._workspace.open_place, deed.kind, deed.id),
                    )
                    for deed in page.deeds
                )
            )
        yield from self._tied("Leds av", page.causes)
        yield from self._tied("Leder till", page.effects)
        yield from self._place(page)
        yield from self._tied("Bidrar till", page.serves)
        yield from self._tied("Får bidrag från", page.served_by)

    def _facts(self, page: "GoalPage") -> Iterator[Fact]:
        yield Fact("Ansvarig", page.owner or "Saknas")
        if page.status_word:
            yield Fact("Status", page.status_word, icon="lock" if page.locked else "")
        if page.due_year:
            yield Fact("Ska nås", str(page.due_year))
        kind = _GROUPS.get(page.group.key[:1])
        if kind is not None:
            yield Fact(kind, page.group.name)
        where = partial(self._workspace.open_place, "node", page.node_id)
        yield Fact("Styrmodell", "Visa i styrmodellen", on_click=where)

    def _place(self, page: "GoalPage") -> Iterator[Part]:
        if page.thread:
            yield Heading("Plats i röda tråden")
            yield Thread(tuple(self._step(link) for link in page.thread))

    def _step(self, link: "NodeLink") -> ThreadStep:
        where = None if link.current else partial(self._workspace.open_place, "node", link.id)
        return ThreadStep(link.level, link.title, link.current, where)

    def _tied(self, heading: str, links: Iterable["NodeLink"]) -> Iterator[Part]:
        found = tuple(links)
        if found:
            yield Heading(heading)
            yield Links(
                tuple(
                    Link(
                        f"{link.title} ({link.unit})" if link.unit else link.title,
                        partial(self._open_goal, link.id),
                    )
                    for link in found
                )
            )


def _standing(page: "GoalPage") -> Iterator[Fact]:
    if page.proposed is not None:
        yield Fact("Utfallet säger", page.proposed.name, mark=MARKS[page.proposed.mark])
    result = page.judgement.result if page.judgement.decided else None
    if result is None:
        yield Fact("Bedömning", NOT_JUDGED)
    else:
        yield Fact("Bedömning", result.name, mark=MARKS[result.mark])
    if page.average is not None and page.average.score is not None:
        yield Fact("Poäng", f"{score_words(page.average.score)} av 10")


def _told(judgements: Iterable["Judgement"], *, contributing: bool = False) -> Iterator[Part]:
    """Each assessment with its result and the beginning of its analysis: of a unit, or of a period."""
    for one in judgements:
        result = one.result if one.decided else None
        words = result.name if result is not None else NOT_JUDGED
        mark = MARKS[result.mark] if result is not None else None
        if contributing:
            rows = [Fact("Enhet", one.unit or "Målet som helhet"), Fact("Resultat", words, mark=mark)]
        else:
            rows = [Fact(f"{one.period_words[:1].upper()}{one.period_words[1:]}", words, mark=mark)]
        if one.assessed_on is not None:
            rows.append(Fact("Bedömt", write_long_date(one.assessed_on)))
        yield Facts(tuple(rows))
        if one.analysis:
            yield Text(one.analysis, muted=True)
