"""The yearly revision of the frames: begun for one or all, written, decided, or taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.agreements.columns import term_words
from app.ui.agreements.lifecycle.picking import PickingForm, PickRow, names_of
from app.ui.agreements.lifecycle.revision_dialog import RevisionDialog
from app.ui.agreements.naming import Words
from app.ui.parts.asking import ask_until_done, run_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.agreements.revisionpapers import RevisionRow
    from app.services.agreements.views import AgreementRow
    from app.ui.agreements.page import AgreementsPage

_TITLES = ("Utförare", "Gäller", "Läge")
_YEARS_ON = 5
_BEGIN = (
    "En bilaga med ramarna före och efter görs som utkast. Ramarna följer budgeten tills bilagan har "
    "beslutats. Handlingen själv ändras inte."
)
_FINAL = "Ramarna i bilagan låses som de är nu. Det går inte att ångra."


class Revising:
    """The dialogs of the revisions."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._workspace = page.workspace

    def begin(self, row: AgreementRow) -> bool:
        """Ask which year, begin, and open what was begun; a draft that is open already is opened."""
        from app.services.agreements import revisions

        if not self._page.settle():
            return False
        draft = next((one for one in self._revisions(row.id) if not one.locked), None)
        if draft is not None:
            self.open(draft.id, row)
            return True

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(revisions.begin_revision, agreement_id=row.id, year=values["year"])

        years = _years(row, self._workspace.working_year + 1)
        inputs = (ChoiceInput("year", "Ramarna för", tuple((year, str(year)) for year in years), years[0]),)
        title = f"Revidera ramarna för {row.unit}"
        done = ask_until_done(self._workspace, self._page, title, inputs, "Gör bilagan", ready, _BEGIN)
        if done is None:
            return False
        self.open(done.value, row)
        return True

    def begin_several(self, rows: Sequence[AgreementRow], marked: Sequence[int]) -> bool:
        """Begin a revision of the same year for several, in one step."""
        form = RevisingForm(self._page, rows, marked, self._workspace.working_year + 1, self._due)

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(_begin_each, tuple(values["keys"]), values["year"], self._page.words)

        done = run_until_done(self._workspace, form, ready)
        if done is not None:
            count = write_count(len(done.value), "bilaga", "bilagor")
            self._workspace.tell(f"{count} gjordes. Besluta dem under Mer, Besluta ramrevideringar.")
        return done is not None

    def open(self, revision_id: int, row: AgreementRow) -> None:
        """Show a revision with its paper, to write in or to read."""
        dialog = RevisionDialog(self._page, row, revision_id, decide=self.decide, remove=self.remove)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def decide(self, revision: RevisionRow, row: AgreementRow, parent: QWidget | None = None) -> bool:
        """Record the decision about one revision."""
        from app.services.agreements import revisions

        clock, window = self._clock(), parent or self._page

        def ready(values: dict[str, Any]) -> Callable[[Any], Any] | None:
            made = _decision(values)
            title = f"Fastställ bilagan för {row.unit}?"
            if not confirm(window, title, _FINAL, "Fastställ"):
                return None
            decide = partial(revisions.decide_revision, revision_id=revision.id, clock=clock, **made)
            return partial(decide, expected_version=revision.version)

        inputs = self._inputs(row.client)
        text = f"{revision.words}, {row.unit}. Fyll i det som är känt."
        title = "Registrera beslut om ramarna"
        return ask_until_done(self._workspace, window, title, inputs, "Registrera", ready, text) is not None

    def decide_several(self) -> bool:
        """Record one decision about all revisions that are chosen."""
        from app.services.agreements import revisions

        waiting = self._waiting()
        if not waiting:
            self._workspace.tell("Ingen ramrevidering väntar på beslut.")
            return False
        clock = self._clock()

        def ready(values: dict[str, Any]) -> Callable[[Any], Any] | None:
            keys, made = tuple(values["keys"]), _decision(values)
            count = write_count(len(keys), "bilaga", "bilagor")
            if not confirm(self._page, f"Fastställ {count}?", _FINAL, "Fastställ"):
                return None
            return partial(revisions.decide_several, revision_ids=keys, clock=clock, **made)

        form = PickingForm(
            self._page,
            "Besluta ramrevideringar",
            self._inputs(waiting[0][1].client),
            "Registrera",
            "Samma beslut registreras för alla bilagor som är markerade.",
            titles=("Utförare", "Bilaga", "Att se till"),
            said=lambda form: _count(form, "Beslutet gäller bilagor till {}."),
        )
        names = names_of([row for _, row in waiting])
        rows = [
            PickRow(
                one.id,
                names[row.id],
                one.words,
                "Äldre ramar" if one.behind else "",
                warning=bool(one.behind),
            )
            for one, row in waiting
        ]
        form.list.show_rows(rows, [row.key for row in rows])
        return run_until_done(self._workspace, form, ready) is not None

    def remove(self, revision: RevisionRow) -> bool:
        """Take a draft away."""
        from app.services.agreements import revisions

        drop = partial(revisions.remove_revision, revision_id=revision.id, expected_version=revision.version)
        return self._workspace.run(drop) is not None

    def _waiting(self) -> list[tuple[RevisionRow, AgreementRow]]:
        """The revisions that are not decided, in the order of the register."""
        from app.services.agreements import revisionpapers

        rows = {row.id: row for row in self._page.register.rows}
        read = partial(revisionpapers.revision_rows, agreement_ids=tuple(rows))
        found: dict[int, tuple[RevisionRow, ...]] = self._workspace.read(read)
        return [(one, row) for key, row in rows.items() for one in found.get(key, ()) if not one.locked]

    def _revisions(self, agreement_id: int) -> tuple[RevisionRow, ...]:
        from app.services.agreements import revisions

        found: tuple[RevisionRow, ...] = self._workspace.read(
            partial(revisions.revisions_of, agreement_id=agreement_id)
        )
        return found

    def _due(self, year: int) -> frozenset[int]:
        """The agreements that hold in a year and have no revision for it."""
        from app.services.agreements import revisions

        return frozenset(self._workspace.read(partial(revisions.to_revise, year=year)))

    def _inputs(self, body: str) -> tuple[TextInput, ...]:
        today = self._workspace.today
        return (
            TextInput("body", "Beslutat av", body, required=False),
            TextInput("day", "Beslutsdag", required=False, placeholder=today.isoformat()),
            TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131", beside=True),
            TextInput("number", "Diarienummer", required=False, beside=True),
        )

    def _clock(self) -> Any:
        from app.services.clock import fixed_clock

        return getattr(self._workspace, "clock", None) or fixed_clock(self._workspace.today)


class RevisingForm(PickingForm):
    """A year and the agreements that hold in it; those with a revision for it are ticked only by hand."""

    def __init__(
        self,
        page: AgreementsPage,
        rows: Sequence[AgreementRow],
        marked: Sequence[int],
        first: int,
        due: Callable[[int], frozenset[int]],
    ) -> None:
        self._rows, self._marked, self._due = rows, marked, due
        self._shown_year: int | None = None
        years = sorted({year for row in rows for year in _years(row, first)})
        coming = [year for year in years if year >= first] or years
        chosen = next((year for year in coming if due(year)), coming[0])
        super().__init__(
            page,
            "Revidera ramarna för flera",
            (ChoiceInput("year", "Ramarna för", tuple((year, str(year)) for year in years), chosen),),
            "Gör bilagorna",
            _BEGIN,
            titles=_TITLES,
            said=lambda form: _count(form, "Bilagor görs till {}, i ett steg som kan ångras."),
        )
        self._on_edited()

    def _on_edited(self, *changed: object) -> None:
        if hasattr(self, "list") and self.values["year"] != self._shown_year:
            self._shown_year = year = int(self.values["year"])
            due = self._due(year)
            held = [row for row in self._rows if year in _years(row, year)]
            names = names_of(held)
            self.list.show_rows(
                [PickRow(row.id, names[row.id], term_words(row), row.stage_word) for row in held],
                [key for key in self._marked if key in due],
            )
        super()._on_edited(*changed)


def _begin_each(keys: tuple[int, ...], year: int, words: Words, session: Any) -> tuple[int, ...]:
    """Begin them all in one step."""
    from app.services.agreements import revisions
    from app.services.storage import describe

    made = tuple(revisions.begin_revision(session, agreement_id=key, year=year) for key in keys)
    describe(session, f"Påbörjade revidering av ramarna {year} i {words.count(len(made))}")
    return made


def _decision(values: dict[str, Any]) -> dict[str, Any]:
    from app.services.steering.days import read_day

    return {
        "body": values["body"] or None,
        "decided_on": read_day(values["day"]),
        "paragraph": values["paragraph"] or None,
        "registration_number": values["number"] or None,
    }


def _years(row: AgreementRow, first: int) -> list[int]:
    """The years of the term that can be revised; the coming one first where it is among them."""
    begins = row.starts.year + 1 if row.starts is not None else first
    last = row.ends.year if row.ends is not None else first + _YEARS_ON
    years = list(range(begins, last + 1)) or [begins - 1]
    return sorted(years, key=lambda year: (year < first, year))


def _count(form: PickingForm, told: str) -> str:
    count = len(form.list.keys)
    return told.format(write_count(count, "handling", "handlingar")) if count else "Markera minst en."
