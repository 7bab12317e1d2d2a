"""What is typed and asked on the face, made into use cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.economy.balance.rows import BEFORE, REVERSED, regulation_years
from app.ui.economy.money import Unit, read
from app.ui.economy.sheet import Change
from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.balance.views import BalanceView, BalanceYearView, DeficitView

_YEAR = "Året"


class Editing:
    """Runs the use cases of the balance requirement; each says whether it was done."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace, self._window = workspace, window
        self.view: BalanceView | None = None
        self.version_id = 0
        self.versions: tuple[tuple[int, str], ...] = ()
        self.unit: Unit = "tkr"

    # ---- what is typed in the sheets ---------------------------------------------------------------

    def type_values(self, changes: Sequence[Change]) -> bool:
        """Amounts of the inquiry or of what the reserve rests on; one change for a pasted block."""
        from app.services.economy.balance.years import Entry, set_values

        def ready() -> Callable[[Any], Any]:
            entries = [
                Entry(year.year, field, self._amount(field, text), year.version)
                for field, column, text in changes
                for year in [self._year_at(column)]
            ]
            return partial(set_values, entries=entries, version_id=self.version_id)

        return attempt(self._workspace, ready) is not None

    def type_regulation(self, changes: Sequence[Change]) -> bool:
        """Amounts of how deficits are regulated."""
        from app.services.economy.balance.regulating import RegulationEntry, set_regulations

        ledger = self.view.ledger if self.view is not None else ()
        years = regulation_years(ledger)

        def ready() -> Callable[[Any], Any]:
            entries = [
                RegulationEntry(
                    year, years[column - len(BEFORE)], read(text, self.unit), self._version_of(year)
                )
                for year, column, text in changes
                if 0 <= column - len(BEFORE) < len(years)
            ]
            return partial(
                set_regulations, entries=entries, today=self._workspace.today, version_id=self.version_id
            )

        return attempt(self._workspace, ready) is not None

    def _amount(self, field: str, text: str) -> int | None:
        """Copied cells have the minus that the row prints, so that one is taken as it is meant."""
        amount = read(text, self.unit)
        return -amount if amount is not None and amount < 0 and field in REVERSED else amount

    def _year_at(self, column: int) -> BalanceYearView:
        assert self.view is not None
        return self.view.years[column]

    def _version_of(self, year: int) -> int:
        found = self.view.year(year) if self.view is not None else None
        return 0 if found is None else found.version

    # ---- years -------------------------------------------------------------------------------------

    def add_year(self) -> int | None:
        """Ask for a year and where its figures come from; gives the year."""
        from app.services.economy.balance.words import GROUNDS
        from app.services.economy.balance.years import add_year
        from app.services.steering.days import read_year

        held = [each.year for each in self.view.years] if self.view is not None else []
        before = min(held, default=self._workspace.today.year) - 1
        asked: list[int] = []

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            year = read_year(values["year"]) or 0
            asked[:] = [year]
            ground = values["ground"]
            version = values["version"] if ground == "budget" else None
            return partial(add_year, year=year, ground=ground, plan_version_id=version)

        inputs: list[TextInput | ChoiceInput] = [
            TextInput("year", _YEAR, str(before)),
            ChoiceInput("ground", "Uppgifterna är", tuple(GROUNDS.items()), "outcome"),
            ChoiceInput("version", "Budgetversion", self.versions, self.version_id or None, required=False),
        ]
        text = "Ett år av budget hämtar sitt resultat ur den version av planen som du väljer."
        done = ask_until_done(
            self._workspace, self._window, "Lägg till ett år", inputs, "Lägg till", ready, text
        )
        return asked[0] if done is not None and asked else None

    def change_year(
        self, year: BalanceYearView, *, ground: str | None = None, version: int | None = None,
        note: str | None = None,
    ) -> bool:  # fmt: skip
        """Another ground, version or note of a year."""
        from app.services.economy.balance.years import change_year

        if year.id is None:
            return False
        ground = ground or year.ground
        use_case = partial(
            change_year,
            balance_year_id=year.id,
            ground=ground,
            plan_version_id=(version or year.plan_version_id or self.version_id)
            if ground == "budget"
            else None,
            note=year.note if note is None else note,
            expected_version=year.version,
        )
        return self._workspace.run(use_case) is not None

    def remove_year(self, year: BalanceYearView) -> bool:
        """Take a year away when the user is sure."""
        from app.services.economy.balance.years import remove_year

        text = "Beloppen och planen för att reglera årets underskott försvinner. Du kan ångra det."
        if year.id is None or not confirm(
            self._window, f"Ta bort {year.year}?", text, "Ta bort", danger=True
        ):
            return False
        use_case = partial(remove_year, balance_year_id=year.id, expected_version=year.version)
        return self._workspace.run(use_case) is not None

    def reserve_most(self, year: BalanceYearView) -> bool:
        """Put what may be reserved into the reserve."""
        from app.services.economy.balance.years import Entry, set_values

        entries = [Entry(year.year, "reserved", year.reserve.most, year.version)]
        use_case = partial(set_values, entries=entries, version_id=self.version_id)
        return self._workspace.run(use_case) is not None

    # ---- deficits ----------------------------------------------------------------------------------

    def plan(self, found: DeficitView) -> bool:
        """Spread what is left evenly over the years that the law gives."""
        from app.services.economy.balance.regulating import plan_regulation

        return self._on_deficit(plan_regulation, found)

    def set_done(self, found: DeficitView, year: int, done: bool) -> bool:
        """Say that an amount of a year is regulated, or is a plan only."""
        from app.services.economy.balance.regulating import set_regulation

        held = next(each for each in found.regulations if each.year == year)
        return self._on_deficit(
            set_regulation, found, regulated_in=year, amount=held.amount, done=done, note=held.note
        )

    def set_plan(
        self, found: DeficitView, *, text: str | None = None, day: str | None = None,
        paragraph: str | None = None,
    ) -> bool:  # fmt: skip
        """The action plan, and the council's decision of it."""
        from app.models.errors import DomainError
        from app.services.economy.balance.regulating import set_action_plan
        from app.services.steering.days import read_day

        try:
            decided = found.plan_decided_on if day is None else read_day(day)
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return False
        return self._on_deficit(
            set_action_plan,
            found,
            text=found.plan_text if text is None else text,
            decided_on=decided,
            paragraph=found.plan_paragraph if paragraph is None else paragraph,
        )

    def ask_refrain(self, found: DeficitView) -> bool:
        """Ask for the synnerliga skäl not to regulate a deficit."""
        from app.services.economy.balance.regulating import set_refrains

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return self._deficit_case(set_refrains, found, refrains=True, reason=values["reason"])

        text = "Fullmäktige får besluta att ett underskott inte regleras när det finns synnerliga skäl."
        inputs: list[TextInput | ChoiceInput] = [TextInput("reason", "Synnerliga skäl", found.refrain_reason)]
        title = f"Avstå från att reglera underskottet {found.deficit.year}"
        done = ask_until_done(self._workspace, self._window, title, inputs, "Avstå", ready, text)
        return done is not None

    def regulate_after_all(self, found: DeficitView) -> bool:
        """Take back that a deficit is not regulated."""
        from app.services.economy.balance.regulating import set_refrains

        return self._on_deficit(set_refrains, found, refrains=False, reason=None)

    def _on_deficit(self, use_case: Callable[..., Any], found: DeficitView, **values: Any) -> bool:
        return self._workspace.run(self._deficit_case(use_case, found, **values)) is not None

    def _deficit_case(
        self, use_case: Callable[..., Any], found: DeficitView, **values: Any
    ) -> Callable[[Any], Any]:
        year = found.deficit.year
        return partial(
            use_case,
            year=year,
            expected_version=self._version_of(year),
            today=self._workspace.today,
            version_id=self.version_id,
            **values,
        )
