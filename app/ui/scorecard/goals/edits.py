"""What the user does on a goal's page: write, judge, and let actions become activities and goals."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.scorecard.goalviews import Action, GoalPage


class GoalEdits:
    """Runs the use cases of a goal's page; `page` gives what is shown just now."""

    def __init__(self, workspace: WorkspacePort, window: QWidget, page: Callable[[], "GoalPage"]) -> None:
        self._workspace = workspace
        self._window = window
        self._page = page
        self._written: tuple[object, int] = (None, 0)

    def write(self, name: str, value: object) -> bool:
        """Keep a text, the trend or a first opinion."""
        from app.services.scorecard.assessing import assess

        page = self._page()
        text = value.strip() or None if isinstance(value, str) else value
        if text == getattr(page.judgement, name) and self._written[0] != self._place(page):
            return True
        changed: dict[str, Any] = {name: text}
        done = self._workspace.run(partial(assess, **self._which(page), **changed))
        return self._kept(page, done)

    def decide(self) -> bool:
        """Decide how far the goal was met, as it is chosen."""
        from app.services.scorecard.assessing import decide

        page = self._page()
        done = self._workspace.run(partial(decide, **self._which(page), today=self._workspace.today))
        return self._kept(page, done)

    def agree(self) -> bool:
        """Decide what the figures propose."""
        from app.services.scorecard.assessing import decide

        page = self._page()
        if page.proposed is None:
            return False
        done = self._workspace.run(
            partial(decide, **self._which(page), result=page.proposed.key, today=self._workspace.today)
        )
        return self._kept(page, done)

    def reopen(self) -> bool:
        """Open what was decided for changes."""
        from app.services.scorecard.assessing import reopen

        page = self._page()
        call = partial(reopen, assessment_id=page.judgement.id, expected_version=self._version(page))
        return self._kept(page, self._workspace.run(call))

    def remove(self) -> bool:
        """Take the assessment away, after a question."""
        from app.services.scorecard.assessing import remove_assessment

        page = self._page()
        told = f"Bedömningen av ”{page.title}” för {page.period_words} tas bort med analys och åtgärder."
        if not confirm(self._window, "Ta bort bedömningen?", told, "Ta bort", danger=True):
            return False
        call = partial(remove_assessment, assessment_id=page.judgement.id)
        return self._workspace.run(partial(call, expected_version=self._version(page))) is not None

    # ---- actions -------------------------------------------------------------------------------

    def add_action(self) -> bool:
        """Ask for an action and add it."""
        from app.services.scorecard import actions

        page = self._page()
        responsible = page.judgement.analyst_role or next(iter(page.analysts), "")

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return partial(actions.add_action, **self._which(page), **_typed(asked))

        inputs = self._inputs("", responsible, f"{page.year + 1}-12-31", "")
        text = f"Hör till analysen av ”{page.title}”, {page.period_words}."
        return self._ask("Ny åtgärd", inputs, "Lägg till", ready, text)

    def edit_action(self, one: "Action") -> bool:
        """Ask how an action should read."""
        from app.services.formatting import write_date
        from app.services.scorecard import actions

        page = self._page()

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            call = partial(actions.set_action, improvement_id=one.id, **_typed(asked))
            return partial(call, expected_version=self._version(page))

        due = write_date(one.due) if one.due else ""
        inputs = self._inputs(one.text, one.responsible or "", f"{page.year + 1}-12-31", due)
        return self._ask("Ändra åtgärden", inputs, "Ändra", ready, "")

    def remove_action(self, one: "Action") -> bool:
        """Take an action away; undo brings it back."""
        from app.services.scorecard.actions import remove_action

        call = partial(remove_action, improvement_id=one.id, expected_version=self._version(self._page()))
        return self._workspace.run(call) is not None

    def to_activity(self, one: "Action") -> bool:
        """Make an activity of an action, in one click."""
        from app.services.scorecard.actions import action_to_activity

        call = partial(action_to_activity, improvement_id=one.id)
        done = self._workspace.run(partial(call, expected_version=self._version(self._page())))
        if done is not None:
            self._workspace.tell(f"Åtgärden blev en aktivitet för ”{self._page().title}”.")
        return done is not None

    def to_goal(self, one: "Action") -> bool:
        """Make next year's goal of an action beside the goal itself, in one click where there is room."""
        from app.services.scorecard.actions import action_to_goal, goal_places

        places = self._workspace.read(partial(goal_places, improvement_id=one.id))
        if not places:
            self._workspace.tell("Styrmodellen har ingen plats där ett nytt mål kan läggas.", "warning")
            return False
        first = places[0]
        call = partial(action_to_goal, improvement_id=one.id)
        call = partial(call, level_id=first.level_id, parent_id=first.parent_id)
        done = self._workspace.run(partial(call, expected_version=self._version(self._page())))
        if done is not None:
            year = self._page().year + 1
            self._workspace.tell(f"Åtgärden blev ett utkast till mål för {year}: {first.words}.")
        return done is not None

    def to_goal_elsewhere(self, one: "Action") -> bool:
        """Ask where in the model the goal is to stand, and what it is called."""
        from app.services.scorecard.actions import action_to_goal, goal_places

        page = self._page()
        places = self._workspace.read(partial(goal_places, improvement_id=one.id))

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            place = places[asked["place"]]
            call = partial(action_to_goal, improvement_id=one.id, title=asked["title"])
            call = partial(call, level_id=place.level_id, parent_id=place.parent_id)
            return partial(call, expected_version=self._version(page))

        inputs = [
            TextInput("title", "Mål", one.text[:80]),
            ChoiceInput("place", "Plats", tuple((n, place.words) for n, place in enumerate(places)), 0),
        ]
        text = f"Målet blir ett utkast för {page.year + 1} och bidrar till samma mål som ”{page.title}”."
        return self._ask(f"Mål för {page.year + 1}", inputs, "Lägg till", ready, text)

    # ---- parts ---------------------------------------------------------------------------------

    def _inputs(self, text: str, responsible: str, hint: str, due: str) -> list[TextInput | ChoiceInput]:
        from app.services.steering.detail import owner_choices

        owners = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        return [
            TextInput("text", "Åtgärd", text),
            TextInput(
                "responsible", "Ansvarig roll", responsible, required=False, suggestions=tuple(owners.roles)
            ),
            TextInput("due", "Klar senast", due, required=False, placeholder=hint),
        ]

    def _ask(self, title: str, inputs: Any, verb: str, ready: Any, text: str) -> bool:
        done = ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text)
        return done is not None

    def _which(self, page: "GoalPage") -> dict[str, Any]:
        return {
            "node_id": page.node_id,
            "unit_id": page.unit_id,
            "period": page.period,
            "expected_version": self._version(page),
        }

    def _place(self, page: "GoalPage") -> object:
        return (page.node_id, page.unit_id, page.period)

    def _version(self, page: "GoalPage") -> int:
        """As it was read, or as the user's own last change left it before the page was read again."""
        place, version = self._written
        return max(version, page.judgement.version) if place == self._place(page) else page.judgement.version

    def _kept(self, page: "GoalPage", done: Any) -> bool:
        """Remember the version after a change: a page that is being left is not read again."""
        from app.services.scorecard.assessing import assessment_version

        if done is None:
            return False
        key = done.value if isinstance(done.value, int) else page.judgement.id
        self._written = (
            self._place(page),
            self._workspace.read(partial(assessment_version, assessment_id=key)),
        )
        return True

    def forget(self) -> None:
        """What is shown was just read: its versions hold."""
        self._written = (None, 0)


def _typed(asked: dict[str, Any]) -> dict[str, Any]:
    from app.services.steering.days import read_day

    due = read_day(asked["due"], end=True) if asked["due"] else None
    return {"text": asked["text"], "responsible": asked["responsible"], "due": due}
