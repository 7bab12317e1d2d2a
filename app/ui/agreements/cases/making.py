"""The dialog of a case: which step it is for, and which agreements or revisions go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFormLayout, QWidget

from app.services.agreements.casedocument import STEP_NAMES, STEPS
from app.services.formatting import write_count
from app.ui.agreements.lifecycle.picking import PickingForm, PickRow
from app.ui.parts.dialogs import ChoiceInput

if TYPE_CHECKING:
    from app.services.agreements.caseviews import CaseCandidate, CaseDetail

_FORM = QFormLayout
_TITLES = ("Handling", "Slag", "Läge")
_TEXT = (
    "Programmet skriver ett första utkast: förslag till beslut, sammanfattning, bakgrund och konsekvenser, "
    "med handlingarna som numrerade bilagor. Sedan ändrar du det som du vill."
)
_TEXT_MEMBERS = "Texterna ändras inte. Bilagorna numreras i den ordning som de står här."
_NOTHING = "Alla handlingar är redan beslutade. Välj ett annat skede, eller gör nya handlingar i registret."
_NO_REVISION = "Ingen ramrevidering är påbörjad. Påbörja den i registret först."


class CaseForm(PickingForm):
    """Step and agreements; another step has others to choose among."""

    def __init__(
        self,
        parent: QWidget | None,
        candidates: Callable[[str], Sequence[CaseCandidate]],
        *,
        ticked: Sequence[int] | None = None,
        step: str | None = None,
        detail: CaseDetail | None = None,
    ) -> None:
        self._candidates, self._wanted, self._detail = candidates, ticked, detail
        self._found: dict[int, CaseCandidate] = {}
        self._read: str | None = None
        chosen = detail.row.step if detail is not None else step or STEPS[0]
        options = tuple((one, STEP_NAMES[one]) for one in STEPS)
        super().__init__(
            parent,
            "Bilagor i ärendet" if detail is not None else "Nytt ärende",
            (ChoiceInput("step", "Skede", options, chosen),),
            "Spara" if detail is not None else "Skriv utkast",
            _TEXT_MEMBERS if detail is not None else _TEXT,
            titles=_TITLES,
            said=lambda form: _said(form),
        )
        if detail is not None:
            field = self.field("step")
            form = next(layout for layout in self.findChildren(_FORM) if layout.indexOf(field) >= 0)
            form.setRowVisible(field, False)
        self._on_edited()

    @property
    def step(self) -> str:
        """The step that is chosen."""
        return str(self.values["step"])

    @property
    def chosen(self) -> tuple[tuple[int, int | None], ...]:
        """What is ticked: agreements, with the revision where it is one."""
        every = {key: (one.agreement_id, one.revision_id) for key, one in self._found.items()}
        return tuple(every[key] for key in self.list.keys)

    @property
    def offered(self) -> int:
        """How many there are to choose among."""
        return len(self._found)

    def _on_edited(self, *changed: object) -> None:
        if hasattr(self, "list") and self.step != self._read:
            self._read = self.step
            self._offer()
        super()._on_edited(*changed)

    def _offer(self) -> None:
        found = self._candidates(self.step)
        rows, ticked = [], []
        self._found = {}
        members = self._members()
        for one in found:
            key = one.revision_id or one.agreement_id
            self._found[key] = one
            rows.append(PickRow(key, one.name, one.kind, one.words, warning=one.lacking))
            within = (one.agreement_id, one.revision_id)
            if within in members if members is not None else self._is_wanted(one):
                ticked.append(key)
        self._add_decided(rows, ticked)
        self.list.show_rows(rows, ticked)

    def _add_decided(self, rows: list[PickRow], ticked: list[int]) -> None:
        """What goes with the case already stays to be chosen when it has been decided."""
        for member in self._detail.members if self._detail is not None else ():
            key = member.revision_id or member.agreement_id
            if key not in self._found:
                from app.services.agreements.caseviews import CaseCandidate

                self._found[key] = CaseCandidate(
                    member.agreement_id, member.revision_id, member.title, "", member.words, True, False
                )
                rows.append(PickRow(key, member.title, "", "Beslutad"))
                ticked.append(key)

    def _members(self) -> set[tuple[int, int | None]] | None:
        if self._detail is None:
            return None
        return {(member.agreement_id, member.revision_id) for member in self._detail.members}

    def _is_wanted(self, one: CaseCandidate) -> bool:
        return one.ticked if self._wanted is None else one.agreement_id in self._wanted


def pairs_of(form: CaseForm) -> dict[str, Any]:
    """What is ticked as the use cases take it."""
    if form.step == "revision":
        return {"revision_ids": form.chosen}
    return {"agreement_ids": tuple(key for key, _ in form.chosen)}


def _said(form: PickingForm) -> str:
    if not isinstance(form, CaseForm):
        return ""
    count = len(form.list.keys)
    if not form.offered:
        return _NO_REVISION if form.step == "revision" else _NOTHING
    if not count:
        return "Markera minst en handling."
    return f"Ärendet får {write_count(count, 'bilaga', 'bilagor')}."
