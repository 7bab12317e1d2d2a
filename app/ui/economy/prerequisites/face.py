"""The face "Förutsättningar": the account from tax to room, the forecast rounds, and two of them compared."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.economy.prerequisites.words import TAX_MODES
from app.services.formatting import write_mnkr
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.prerequisites.account import AccountView
from app.ui.economy.prerequisites.asking import ask_new_round
from app.ui.economy.prerequisites.compare_view import CompareView
from app.ui.economy.prerequisites.rounds_view import RoundsView
from app.ui.parts.buttons import SegmentedControl, action, menu_button, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Details
from app.ui.parts.links import Link
from app.ui.parts.memory import memory

if TYPE_CHECKING:
    from app.services.economy.population import ForecastInfo
    from app.services.economy.prerequisites.views import PrerequisitesView

ACCOUNT, ROUNDS, COMPARE = "account", "rounds", "compare"
_PARTS = ((ACCOUNT, "Räkningen"), (ROUNDS, "Prognoser"), (COMPARE, "Jämför"))
_REMEMBERED = "economy/prerequisites"
_NONE = 0


class PrerequisitesFace(Face):
    """Shows one of the three; the version's round and its way of reckoning tax are chosen above them."""

    shows_kinds = frozenset({
        "forecast_round", "forecast_value", "version_economy", "own_line", "prerequisite_value",
        "population_forecast", "population_number", "plan_version", "year_total", "central_pot", "frame",
        "frame_component", "investment_project", "investment_part", "investment_year", "running_cost",
        "loan", "loan_year", "statement_value",
    })  # fmt: skip
    nothing = "Ställ markören på en rad för att se hur den räknas och varifrån talen kommer."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: PrerequisitesView | None = None
        self._context = Context()
        self.account = AccountView(self.workspace)
        self.rounds = RoundsView(self.workspace)
        self.compare = CompareView(self.workspace)
        self._views: dict[str, Any] = {ACCOUNT: self.account, ROUNDS: self.rounds, COMPARE: self.compare}
        self._stack = QStackedWidget()
        for key, each in self._views.items():
            self._stack.addWidget(each)
            each.inspect.connect(partial(self._on_inspect, key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        remembered = memory().get(_REMEMBERED)
        self._key = remembered if remembered in self._views else ACCOUNT
        self.parts = SegmentedControl(_PARTS, name="Visa")
        self.parts.choose(self._key)
        self.parts.chosen.connect(self._on_part)
        self.round = ComboButton("Vilar på")
        self.round.chosen.connect(self._on_round)
        self.new_round = primary_button("Ny prognosomgång…", "plus", self.add_round)
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = menu_button("more", "Fler val", self._menu)
        self.rounds.used.connect(self._on_round)
        self._stack.setCurrentWidget(self._views[self._key])

    def load(self, context: Context) -> None:
        """Read the version's prerequisites, and show them."""
        from app.services.economy.prerequisites.views import prerequisites

        self._context = context
        self.view = self.workspace.read(partial(prerequisites, version_id=context.version_id))
        choices = [(_NONE, "ingen prognos"), *((each.id, each.title) for each in self.view.rounds)]
        self.round.set_choices(choices, self.view.round.id if self.view.round is not None else _NONE)
        self.round.setEnabled(not self._locked)
        self.new_round.setEnabled(not self.workspace.read_only)
        self._views[self._key].show_view(self.view, context.unit)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Go to a round."""
        return kind == "forecast_round" and self.show_part(ROUNDS) and self.rounds.select(int(str(key)))

    def show_part(self, key: str) -> bool:
        """Show the account, the rounds or the comparison; False when what is typed must be put right."""
        if key != self._key:
            if not self.settle():
                self.parts.choose(self._key)
                return False
            self._key = key
            memory().put(_REMEMBERED, key)
            self.parts.choose(key)
            self._stack.setCurrentWidget(self._views[key])
            if self.view is not None:
                self._views[key].show_view(self.view, self._context.unit)
            self.said.emit()
        return True

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return self.account.sheet.settle() and self.rounds.sheet.settle()

    def state(self) -> tuple[str | Link, ...]:
        """What the room is, and whether the frames have it."""
        view = self.view
        if view is None:
            return ()
        first = view.rooms[view.years[0]]
        if first.room is None:
            lacks = Link(f"{first.lacks[0].lower() if first.lacks else 'något'} saknas", self._to_room)
            return f"Utrymmet {first.year} går inte att räkna fram: ", lacks
        said = f"Utrymme att fördela {first.year}: {write_mnkr(first.room)}"
        if not view.stale or self._locked:
            return (said,)
        return f"{said}. ", Link("För till ramarna", self.account.take_room)

    def status(self) -> str:
        """What the version rests on."""
        view = self.view
        if view is None:
            return ""
        rests = f"Vilar på {view.round.title}" if view.round is not None else "Vilar inte på någon prognos"
        frozen = " Räkningen är den som beslutades." if view.frozen else ""
        return f"{rests}. {TAX_MODES[view.mode]}.{frozen}"

    def actions(self) -> list[QWidget]:
        """A new round is begun from anywhere."""
        return [self.new_round]

    def tools(self) -> list[QWidget]:
        """What the version rests on, and which of the three is shown."""
        return [self.round, self.parts, self.more]

    def add_round(self) -> None:
        """Ask for a round, and show it to be filled in."""
        if self.view is None:
            return
        made = ask_new_round(self, self.workspace, self.view.rounds)
        if made is None:
            return
        self.show_part(ROUNDS)
        self.rounds.select(made)
        if self.view.round is None and not self._locked and len(self.view.rounds) == 1:
            self._on_round(made)

    @property
    def _locked(self) -> bool:
        return self._context.locked or self.workspace.read_only

    def _to_room(self) -> None:
        self.show_part(ACCOUNT)
        self.account.sheet.select("room", 1)

    def _on_part(self, key: object) -> None:
        self.show_part(str(key))

    def _on_inspect(self, key: str, details: Details | None) -> None:
        if key == self._key:
            self.inspect.emit(details)

    def _on_round(self, key: object) -> None:
        from app.services.economy.prerequisites.choosing import choose_round

        chosen = key if isinstance(key, int) and key != _NONE else None
        self._run(choose_round, round_id=chosen)

    def _run(self, use_case: Any, **given: Any) -> None:
        view = self.view
        if view is None:
            return
        made = partial(use_case, version_id=view.version_id, expected_version=view.state, **given)
        if self.workspace.run(made) is None:
            self.load(self._context)

    def _fill_menu(self) -> None:
        from app.services.economy.population import forecasts
        from app.services.economy.prerequisites.choosing import set_tax_mode

        menu, view = self._menu, self.view
        menu.clear()
        if view is None:
            return
        own = action("Ny egen rad…", self.account.add_own_line, icon="plus", parent=menu)
        own.setEnabled(not self._locked)
        menu.addAction(own)
        each = action("Visa kr per invånare", self._toggle_per_head, parent=menu)
        each.setCheckable(True)
        each.setChecked(self.account.per_head)
        menu.addAction(each)
        modes = menu.addMenu("Skatten räknas ur")
        for mode, words in TAX_MODES.items():
            self._tick(modes, words, mode == view.mode, partial(self._run, set_tax_mode, mode=mode))
        self._fill_population(menu.addMenu("Invånare enligt"), self.workspace.read(forecasts))

    def _fill_population(self, menu: QMenu, found: tuple[ForecastInfo, ...]) -> None:
        from app.services.economy.own import economy_of
        from app.services.economy.prerequisites.choosing import choose_population

        economy = self.workspace.read(partial(_population_of, economy_of, self._context.version_id))
        choose = partial(self._run, choose_population)
        self._tick(menu, "Prognosomgången", economy is None, partial(choose, population_id=None))
        for each in found:
            self._tick(menu, each.title, economy == each.id, partial(choose, population_id=each.id))

    def _tick(self, menu: QMenu, words: str, on: bool, do: Any) -> QAction:
        made = action(words, do, parent=menu)
        made.setCheckable(True)
        made.setChecked(on)
        made.setEnabled(not self._locked)
        menu.addAction(made)
        return made

    def _toggle_per_head(self) -> None:
        self.account.per_head = not self.account.per_head
        if self.view is not None:
            self.account.show_view(self.view, self._context.unit)


def _population_of(economy_of: Any, version_id: int, session: Any) -> int | None:
    found = economy_of(session, version_id)
    key: int | None = found.population_id if found is not None else None
    return key
