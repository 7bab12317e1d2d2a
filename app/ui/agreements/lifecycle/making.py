"""Making agreements: of which kind, from which year, and for whom; one, several or all at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFormLayout, QWidget

from app.services.formatting import write_count
from app.ui.agreements.lifecycle.picking import PickingForm, PickList, PickRow
from app.ui.agreements.naming import small
from app.ui.parts.asking import run_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.agreements.candidates import Candidate
    from app.services.agreements.kinds import KindRow
    from app.ui.agreements.page import AgreementsPage

_Read = Callable[[int, int], "tuple[Candidate, ...]"]
_YEARS_BACK, _YEARS_ON = 2, 4
_FORM, _ABOVE = QFormLayout, " › "
_TITLES = ("Enhet", "Hör till", "Läge")
_TEXT = (
    "Varje utkast får kommunens standardtexter, ramarna ur den beslutade planen, målen, tiderna ur årshjulet "
    "och en plats i röda tråden."
)
_NOBODY = {
    "performer": "Ingen enhet är utförare {year}. Ange på sidan Organisation vilka som är det.",
    "unit": "Det finns ingen enhet {year} som den görs för. Lägg till den på sidan Organisation.",
    "client_pair": "Det finns inga enheter {year} som den görs mellan. Lägg till dem på sidan Organisation.",
}


class Making:
    """Asks for whom, and makes the drafts in one step."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page

    def possible(self) -> bool:
        """Whether there is anyone to make an agreement for."""
        year = self._page.workspace.working_year + 1
        return any(self._candidates(kind.id, year) for kind in self._page.kinds)

    def ask(self) -> None:
        """Ask, make them, and go to the first."""
        page = self._page
        if not page.kinds or page.workspace.read_only or not page.settle():
            return
        form = MakingForm(page, page.kinds, page.context.kind_id, self._candidates, self._clients)
        done = run_until_done(page.workspace, form, self._ready)
        if done is None:
            return
        made = done.value if isinstance(done.value, tuple) else (done.value,)
        kind = next(kind for kind in page.kinds if kind.id == form.kind_id)
        words = write_count(len(made), small(kind.name), small(kind.plural))
        page.workspace.tell(f"{words} gjordes. Ctrl+Z ångrar.")
        page.show_place("agreement", made[0])

    def _candidates(self, kind_id: int, year: int) -> tuple[Candidate, ...]:
        from app.services.agreements import making

        read = partial(making.candidates, kind_id=kind_id, year=year)
        found: tuple[Candidate, ...] = self._page.workspace.read(read)
        return found

    def _clients(self, kind_id: int, year: int) -> tuple[Candidate, ...]:
        from app.services.agreements import making

        found: tuple[Candidate, ...] = self._page.workspace.read(
            partial(making.clients, kind_id=kind_id, year=year)
        )
        return found

    def _ready(self, values: dict[str, Any]) -> Callable[[Any], Any]:
        from app.services.agreements import making

        given = {"kind_id": values["kind"], "year": values["year"]}
        if values["other"]:
            given["performer_name"] = values["other"]
        units, clients = values["keys"], values["clients"]
        if len(units) == 1 and len(clients) < 2:
            client = clients[0] if clients else None
            return partial(making.create_agreement, unit_id=units[0], client_unit_id=client, **given)
        return partial(making.create_several, unit_ids=units, client_unit_ids=clients, **given)


class MakingForm(PickingForm):
    """Kind, year and units; those that have one already are shown and cannot be ticked."""

    def __init__(
        self,
        parent: QWidget | None,
        kinds: tuple[KindRow, ...],
        kind_id: int | None,
        candidates: _Read,
        clients: _Read,
    ) -> None:
        self._kinds = {kind.id: kind for kind in kinds}
        self._candidates, self._read_clients = candidates, clients
        self._read: tuple[int, int] | None = None
        self._clients_found: tuple[Candidate, ...] = ()
        workspace: Any = getattr(parent, "workspace", None)
        first = workspace.working_year + 1 if workspace is not None else 2027
        one = kind_id if kind_id in self._kinds else kinds[0].id
        super().__init__(
            parent,
            f"Nya {small(kinds[0].plural)}" if len(kinds) == 1 else "Nya överenskommelser",
            (
                ChoiceInput("kind", "Slag", tuple((kind.id, kind.name) for kind in kinds), one),
                ChoiceInput("year", "Från och med", _years(first), first),
                TextInput("other", "Motpart, om den inte är en enhet", required=False),
            ),
            "Gör utkast",
            _TEXT,
            titles=_TITLES,
            said=lambda form: _said(form),
        )
        self.clients = PickList("Beställare", ("Beställare", "", ""))
        self.lists.insertWidget(0, self.clients, 1)
        self.clients.changed.connect(self._on_edited)
        self._show_field("kind", len(kinds) > 1)
        self._on_edited()

    @property
    def values(self) -> dict[str, Any]:
        """What is filled in, and under `keys` and `clients` what is ticked."""
        clients = self.clients.keys if hasattr(self, "clients") else ()
        return {**super().values, "clients": clients}

    @property
    def kind_id(self) -> int:
        """The kind that is chosen."""
        return int(self.values["kind"])

    @property
    def kind(self) -> KindRow:
        """The kind that is chosen."""
        return self._kinds[self.kind_id]

    @property
    def year(self) -> int:
        """The year that they begin with."""
        return int(self.values["year"])

    @property
    def offered(self) -> int:
        """How many there are to choose among."""
        return len(self._found)

    @property
    def left(self) -> int:
        """How many of them have none for the year."""
        return sum(not one.has for one in self._found)

    def _on_edited(self, *changed: object) -> None:
        if hasattr(self, "clients") and (self.kind_id, self.year) != self._read:
            self._read = (self.kind_id, self.year)
            self._offer()
        super()._on_edited(*changed)
        if hasattr(self, "clients") and self._clients_found and not self.clients.keys:
            self._ok.setEnabled(False)

    def _offer(self) -> None:
        self._found = self._candidates(self.kind_id, self.year)
        self._clients_found = self._read_clients(self.kind_id, self.year)
        every = self.kind.per != "unit"
        rows = [
            PickRow(
                one.unit_id,
                one.name,
                "" if self._clients_found else one.path.rpartition(_ABOVE)[2],
                "Har redan" if one.has else "",
                free=not (one.has and every),
            )
            for one in self._found
        ]
        self.list.show_rows(rows, [row.key for row in rows] if every or len(rows) == 1 else ())
        self.clients.setVisible(bool(self._clients_found))
        clients = [PickRow(one.unit_id, one.name) for one in self._clients_found]
        self.clients.show_rows(clients, [row.key for row in clients])
        self._show_field("other", self.kind.per == "unit" and not clients)

    def _show_field(self, key: str, shown: bool) -> None:
        """Show or hide a field with its label."""
        field = self.field(key)
        form = next(layout for layout in self.findChildren(_FORM) if layout.indexOf(field) >= 0)
        form.setRowVisible(field, shown)


def _said(form: PickingForm) -> str:
    if not isinstance(form, MakingForm) or form._read is None:
        return ""
    kind, count = form.kind, len(form.list.keys) * max(1, len(form.clients.keys))
    if not form.offered:
        return _NOBODY[kind.per].format(year=form.year)
    if not form.left and not count and kind.per != "unit":
        return f"Alla har redan {small(kind.name)} för {form.year}. Välj ett annat år."
    if not count:
        return "Markera minst en enhet."
    last = form.year + (kind.term_years or 1) - 1
    term = f"{form.year}–{last}" if last != form.year else str(form.year)
    words = write_count(count, small(kind.name), small(kind.plural))
    return f"{words} för {term} görs, i ett steg som kan ångras."


def _years(first: int) -> tuple[tuple[int, str], ...]:
    return tuple((year, str(year)) for year in range(first - _YEARS_BACK, first + _YEARS_ON))
