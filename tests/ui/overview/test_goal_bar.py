"""How the goals stand on Översikt: the finding, what it rests on, and links to those goals."""

from collections.abc import Callable
from typing import Any

from app.services.checks.goalstate import GoalState
from app.services.scorecard.words import STANDARD
from app.ui.overview.goal_bar import GoalBar, goals_foot, goals_heading
from app.ui.parts.links import Link


def told(met: int, partly: int, unmet: int, unknown: int, overdue: int = 0, unowned: int = 0) -> GoalState:
    """A state of goals."""
    return GoalState("Helår", met, partly, unmet, unknown, overdue, unowned, STANDARD)


def test_the_heading_is_the_finding_and_the_foot_what_it_rests_on() -> None:
    assert goals_heading(told(19, 11, 4, 5)) == "Drygt hälften av målen med uppgift nås"
    assert goals_heading(told(1, 1, 1, 0)) == "1 av 3 mål med uppgift nås"
    assert goals_heading(told(3, 0, 0, 9)) == "Alla mål med uppgift nås"
    assert goals_heading(told(0, 2, 0, 1)) == "Inget mål med uppgift nås än"
    assert goals_heading(told(0, 0, 0, 4)) == "Inget mål har någon uppgift än"
    parts = goals_foot(told(19, 11, 4, 5, 12, 1), lambda _kind, _key: None)
    said = "".join(part.text if isinstance(part, Link) else part for part in parts).replace("\u00a0", " ")
    assert said == (
        "39 mål, helår. 56 % av de 34 mål som har uppgift nås. 12 mätvärden skulle ha varit ifyllda. "
        "1 mått saknar ägare."
    )


def test_the_goals_stand_beside_the_frames_and_lead_to_their_page(open_page: Callable[..., Any]) -> None:
    shown = open_page()
    goals = shown.page.goals
    assert goals.isVisibleTo(shown.page)
    assert shown.follow("Mål och styrkort", goals) == ("goal", None)
    assert shown.page.findChild(GoalBar).accessibleDescription()
    assert shown.follow(next(text for text in shown.links(goals) if "utan uppgift" in text), goals) == (
        "goal", "unknown",
    )  # fmt: skip


def test_where_there_are_no_goals_nothing_is_said_of_them(open_page: Callable[..., Any]) -> None:
    assert not open_page(bare=True).page.goals.isVisible()
