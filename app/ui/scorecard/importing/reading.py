"""What the dialog holds: a source that can be looked at again with other answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.exchange.measures.opening import Opened
    from app.services.exchange.measures.plan import ImportPlan
    from app.services.exchange.measures.sheetmapping import SheetMapping
    from app.ui.parts.jobs import JobHandle
    from app.ui.parts.page import WorkspacePort


@dataclass(frozen=True)
class KoladaSource:
    """Files from Kolada, with what has been answered about their key figures."""

    paths: tuple[Path, ...]
    answers: Mapping[str, int | None]

    @property
    def name(self) -> str:
        """What it is called in the dialog."""
        rest = f" och {len(self.paths) - 1} till" if len(self.paths) > 1 else ""
        return f"{self.paths[0].name}{rest}"

    @property
    def mapping(self) -> SheetMapping | None:
        """Files from Kolada have no columns."""
        return None

    def answered(self, answers: Mapping[tuple[str, str], int | None]) -> KoladaSource:
        """With more answers."""
        return replace(self, answers={**self.answers, **{key: each for (_, key), each in answers.items()}})

    def look(self, workspace: WorkspacePort, handle: JobHandle | None = None) -> ImportPlan:
        """Read the files and see what they would do."""
        from app.services.exchange.measures.kolada import look_at_kolada

        def tick(done: int, total: int, words: str) -> None:
            if handle is not None:
                handle.progress(done // 1000, max(total // 1000, 1), words)
                handle.check()

        asked = partial(look_at_kolada, paths=self.paths, answers=self.answers, tick=tick)
        found: ImportPlan = workspace.read(asked)
        return found


@dataclass(frozen=True)
class SheetSource:
    """A workbook or table, with how it is understood."""

    opened: Opened
    year: int
    today: date

    @property
    def name(self) -> str:
        """What it is called in the dialog."""
        return self.opened.book.name

    @property
    def mapping(self) -> SheetMapping | None:
        """How it is understood."""
        return self.opened.mapping

    def mapped(self, mapping: SheetMapping) -> SheetSource:
        """Understood in another way."""
        return replace(self, opened=replace(self.opened, mapping=mapping))

    def answered(self, answers: Mapping[tuple[str, str], int | None]) -> SheetSource:
        """With answers about names."""
        mapping = self.opened.mapping
        units = {key: each for (what, key), each in answers.items() if what == "unit"}
        indicators = {key: each for (what, key), each in answers.items() if what == "indicator"}
        return self.mapped(
            replace(
                mapping,
                units={**mapping.units, **units},
                indicators={**mapping.indicators, **indicators},
            )
        )

    def look(self, workspace: WorkspacePort, _handle: JobHandle | None = None) -> ImportPlan:
        """See what it would do."""
        from app.services.exchange.measures.sheetplan import look_at_sheet

        opened = self.opened
        asked = partial(
            look_at_sheet, book=opened.book, mapping=opened.mapping, year=self.year, today=self.today
        )
        found: ImportPlan = workspace.read(asked)
        return found


Source = KoladaSource | SheetSource
