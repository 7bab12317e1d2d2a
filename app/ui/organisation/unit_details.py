"""What the inspector shows of a unit, by the questions people have: what, who, on what grounds, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_long_date, write_percent
from app.services.organisation import rules
from app.ui.organisation import typed
from app.ui.organisation.lines import Line
from app.ui.organisation.unit_edits import UnitEdits
from app.ui.organisation.unit_work import UnitWork
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
    Tick,
)
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.organisation.views import HistoryRow, KindRow, UnitDetail, UnitRow

LOCKED = "Filen är öppen för läsning."
_PERFORMERS = ((None, "Ingen utförare"), ("internal", "Intern utförare"), ("external", "Extern utförare"))
_DAY_HINT = "Skriv år-månad-dag, till exempel 2026-12-31."


def group_details(line: Line) -> Details:
    """What is said of a group heading."""
    return Details(line.key, "Grupp", line.title, (Text(line.note),))


class UnitDetails:
    """Builds the details of a unit, each field joined to its use case."""

    def __init__(
        self,
        edits: UnitEdits,
        open_unit: Callable[[int], object],
        erase: Callable[[UnitRow], object],
    ) -> None:
        self._edits = edits
        self._open_unit = open_unit
        self._erase = erase
        self._work = UnitWork(edits.workspace)

    def build(self, detail: UnitDetail, kinds: Sequence[KindRow], on: date | None = None) -> Details:
        """The details of a unit as it is now; `on` is the day that the tree shows, if it is not today."""
        unit = detail.unit
        self._edits.know(unit.id, unit.version)
        parts = (
            *self._notices(unit, on),
            *self._what(unit, kinds),
            *self._managers(unit),
            *self._work.parts(unit, self._locked),
            *self._grounds(unit),
            *self._when(unit),
            *self._history(detail),
            *self._source(unit),
        )
        kicker = " · ".join((unit.kind, *detail.path[-1:]))
        rename = None if self._locked else partial(self._edits.rename, unit.id)
        return Details(unit.id, kicker, unit.name, parts, rename=rename, example=unit.example)

    @property
    def _locked(self) -> str:
        return LOCKED if self._edits.workspace.read_only else ""

    def _field(
        self, unit: UnitRow, key: str, label: str, value: str, commit: Callable[[str], bool], **more: Any
    ) -> Field:
        return Field(key, label, value, commit, locked=self._locked, **more)

    def _edited(self, unit: UnitRow, key: str, label: str, value: str | None, **more: Any) -> Field:
        """A field of the unit's own that keeps a draft while it is typed in."""
        return self._field(
            unit, key, label, value or "", lambda text: self._edits.edit(unit.id, **{key: text}),
            draft=self._draft(unit, key, label), **more,
        )  # fmt: skip

    def _draft(self, unit: UnitRow, key: str, label: str) -> Callable[[str | None], object]:
        return draft_keeper(self._edits.workspace, f"unit:{unit.id}:{key}", f"{label}, {unit.name}")

    def _notices(self, unit: UnitRow, on: date | None) -> list[Part]:
        said = []
        if on is not None:
            day = write_long_date(on)
            said.append(f"Trädet visar organisationen {day}. Här ser du enheten som den är nu.")
        if unit.performer is not None and not unit.in_model:
            said.append("Styrmodellen gäller inte än för den här utföraren.")
        return [Notice(text, "info") for text in said]

    def _what(self, unit: UnitRow, kinds: Sequence[KindRow]) -> list[Part]:
        edit, locked = self._edits.edit, self._locked
        options = tuple((kind.id, kind.name) for kind in kinds)
        parts: list[Part] = [
            Choice("kind", "Slag", options, unit.kind_id, lambda key: edit(unit.id, kind_id=key), locked),
            self._edited(unit, "abbreviation", "Förkortning", unit.abbreviation),
            Choice(
                "performer", "Utförare", _PERFORMERS, unit.performer,
                lambda key: edit(unit.id, performer=key), locked,
            ),
        ]  # fmt: skip
        if unit.performer is not None:
            parts.append(
                Tick(
                    "in_model", "Styrmodellen gäller för utföraren", unit.in_model,
                    lambda on: edit(unit.id, in_model=on), locked,
                )
            )  # fmt: skip
        return parts

    def _managers(self, unit: UnitRow) -> list[Part]:
        parts: list[Part] = [Heading("Ansvariga")]
        for place, role in enumerate(unit.roles):
            parts.append(self._role(unit, place, "title", "Roll", role.title))
            parts.append(self._role(unit, place, "person", "Namn (kan lämnas tomt)", role.person_name or ""))
        hint = "Töm en roll för att ta bort den." if unit.roles else "Till exempel Enhetschef."
        parts.append(self._role(unit, len(unit.roles), "title", "Lägg till roll", "", hint=hint))
        if unit.people and not self._locked:
            parts.append(Commands((Command("Radera personnamn…", partial(self._erase, unit)),)))
        return parts

    def _role(self, unit: UnitRow, place: int, which: str, label: str, value: str, **more: Any) -> Field:
        set_role = self._edits.set_role
        return self._field(
            unit, f"{which}{place}", label, value,
            lambda text: set_role(unit.id, place, **{which: text}), **more,
        )  # fmt: skip

    def _grounds(self, unit: UnitRow) -> list[Part]:
        parts: list[Part] = []
        if unit.category in rules.JOINT or unit.partners:
            parts += [
                Heading("Samverkar med"),
                self._field(
                    unit, "partners", "Parter, en på varje rad", "\n".join(unit.partners),
                    lambda text: self._edits.set_partners(unit.id, text), lines=3,
                    draft=self._draft(unit, "partners", "Parter"),
                ),
            ]  # fmt: skip
        if unit.performer == "external" or unit.category in rules.JOINT or unit.contract_words:
            parts += [
                Heading("Avtal"),
                self._edited(unit, "contract_title", "Vad det vilar på", unit.contract_title),
                self._edited(unit, "contract_number", "Diarienummer", unit.contract_number),
                self._field(
                    unit, "contract_ends", "Gäller till", typed.write_optional_day(unit.contract_ends),
                    lambda text: self._edits.set_contract_ends(unit.id, text), placeholder="tills vidare",
                ),
            ]  # fmt: skip
        return parts

    def _when(self, unit: UnitRow) -> list[Part]:
        starts, ends = typed.write_optional_day(unit.valid_from), typed.write_optional_day(unit.valid_to)
        set_validity = self._edits.set_validity
        return [
            Heading("Giltighet"),
            self._field(
                unit, "valid_from", "Från", starts, lambda text: set_validity(unit.id, text, ends),
                placeholder="från början",
            ),
            self._field(
                unit, "valid_to", "Till", ends, lambda text: set_validity(unit.id, starts, text),
                placeholder="tills vidare", hint=_DAY_HINT,
            ),
            self._edited(unit, "note", "Anteckning", unit.note, lines=3),
        ]  # fmt: skip

    def _history(self, detail: UnitDetail) -> list[Part]:
        if not detail.history:
            return []
        rows: list[Part] = [Heading("Historik")]
        return rows + [Facts((self._happened(row),)) for row in detail.history]

    def _happened(self, row: HistoryRow) -> Fact:
        share = "" if row.share is None else f" ({write_percent(row.share * 100, None)})"
        words = " ".join(part for part in (row.words, row.other_name) if part) + share
        key = row.other_id
        opens = None if key is None else partial(self._open_unit, key)
        return Fact(write_long_date(row.happened_on), words, on_click=opens)

    def _source(self, unit: UnitRow) -> list[Part]:
        if not unit.source:
            return []
        return [Heading("Källa"), Text(unit.source, muted=True)]
