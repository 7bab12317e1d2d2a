"""The steps that an agreement can take from where it stands, for menus and the inspector alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.ui.agreements.deciding import Deciding
from app.ui.agreements.lifecycle.commenting import Commenting
from app.ui.agreements.lifecycle.ending import Ending
from app.ui.agreements.lifecycle.revising import Revising

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, AgreementRow
    from app.ui.agreements.page import AgreementsPage

_OVER = ("ended", "renewed")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do; `why_not` says why it cannot be done yet."""

    text: str
    do: Callable[[], object]
    icon: str = ""
    why_not: str = ""


class Steps:
    """What can be done with one agreement, and with several."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self.deciding = Deciding(page.workspace, page)
        self.commenting = Commenting(page.workspace, page)
        self.ending = Ending(page)
        self.revising = Revising(page)

    def of(self, row: AgreementRow, detail: AgreementDetail | None = None) -> list[Step]:
        """In the order in which they are usually taken; `detail` where it has been read already."""
        if self._page.workspace.read_only:
            return []
        if row.locked:
            known = detail or self._page.detail(row.id)
            steps = self._decided(row, known.ended_on is not None)
        else:
            steps = self._on_the_way(row)
        return [*steps, Step("Ny synpunkt…", lambda: self.commenting.add(row), "comment")]

    def of_several(self) -> list[Step]:
        """What can be done with several of those that the register shows."""
        page = self._page
        if page.workspace.read_only:
            return []
        rows = self._shown()
        drafts = [row for row in rows if not row.locked]
        decided = [row for row in rows if row.locked and row.stage not in _OVER]
        marked = page.selected_ids()
        many = marked if len(marked) > 1 else tuple(row.id for row in rows)
        return [*self._of_drafts(drafts, many, chosen=len(marked) > 1), *self._of_decided(decided, many)]

    def _of_drafts(self, rows: list[AgreementRow], many: tuple[int, ...], *, chosen: bool) -> list[Step]:
        """`chosen` says that the user has marked them."""
        if not rows:
            return []
        words = self._page.words
        waiting = [row for row in rows if row.status != "ready"]
        whole = [row.id for row in rows if row.id in many and (chosen or not row.missing)]
        silent = tuple(row.id for row in rows if row.stage == "draft")
        talk = partial(self.ending.dialogue_of_several, rows, many if chosen else silent)
        ready = partial(self.deciding.mark_ready, waiting, many, words)
        decide = partial(self.deciding.ask_several, rows, whole, words)
        steps = [Step("Dialog med flera…", talk, "dialogue")]
        if waiting:
            steps.append(Step("Markera flera som klara för beslut…", ready, "check"))
        return [*steps, Step("Registrera beslut för flera…", decide, "agreement")]

    def _of_decided(self, rows: list[AgreementRow], many: tuple[int, ...]) -> list[Step]:
        if not rows:
            return []
        due = [row.id for row in rows if row.id in many and row.due]
        none = "" if any(row.open_revisions for row in rows) else "Ingen ramrevidering väntar på beslut."
        framed, ending = [row for row in rows if row.framed], [row for row in rows if _can_be_renewed(row)]
        revise = partial(self.revising.begin_several, framed, many)
        steps = [
            Step("Revidera ramarna för flera…", revise, "budget"),
            Step("Besluta ramrevideringar…", self.revising.decide_several, why_not=none),
        ]
        renew = Step("Förnya flera…", partial(self.ending.renew_several, ending, due))
        return [*(steps if framed else ()), *((renew,) if ending else ())]

    def _on_the_way(self, row: AgreementRow) -> list[Step]:
        editing = self._page.editing
        ready = (
            Step("Gör till utkast igen", self._with(row, editing.mark_draft), "edit")
            if row.status == "ready"
            else Step(
                "Markera som klar för beslut",
                self._with(row, editing.mark_ready),
                "check",
                why_not=" ".join(row.missing),
            )
        )
        dialogue = Step("Dialog…", self._with(row, self.ending.dialogue), "dialogue")
        return [dialogue, ready, Step("Registrera beslut…", self._with(row, self.deciding.ask), "agreement")]

    def _decided(self, row: AgreementRow, ended: bool) -> list[Step]:
        back = Step("Ta tillbaka avslutet", self._with(row, self.ending.take_back), "undo")
        renew = [Step("Förnya…", lambda: self.ending.renew(row))] if _can_be_renewed(row) else []
        if row.stage in _OVER:
            return [*renew, *((back,) if ended else ())] if row.stage == "ended" else []
        revise = Step("Revidera ramarna…", lambda: self.revising.begin(row), "budget")
        return [
            *((revise,) if row.framed else ()),
            Step("Ny version", self._with(row, self._page.editing.new_version), "edit"),
            *renew,
            back if ended else Step("Avsluta…", self._with(row, self.ending.end)),
        ]

    def _with(self, row: AgreementRow, do: Callable[[AgreementDetail], object]) -> Callable[[], object]:
        """Do something with an agreement as it is when it is asked for."""

        def run() -> object:
            return do(self._page.detail(row.id)) if self._page.settle() else None

        return run

    def _shown(self) -> list[AgreementRow]:
        register = self._page.register
        found = (register.row(key) for key in register.shown_ids())
        return [row for row in found if row is not None]


def _can_be_renewed(row: AgreementRow) -> bool:
    """What holds until further notice has no next term, and what has one already needs no other."""
    return row.ends is not None and row.renewed_by is None
