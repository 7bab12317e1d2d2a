"""What the tests of agreements ask a file again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind
from app.models.types import new_id
from app.services import richtext
from app.services.agreements.builder import build_document, build_documents
from app.services.agreements.document import AgreementDocument, Commitment, Commitments, FramesTable
from app.services.agreements.making import create_agreement
from app.services.agreements.views import (
    AgreementDetail,
    AgreementRow,
    AgreementsView,
    PartView,
    agreement_detail,
    agreements_view,
)
from app.services.storage import Database, describe

T = TypeVar("T")
#: Performers of the example: decided, external, a draft that lacks follow-up, a complete draft.
HOME_CARE, ENGINEERING, MUSIC, KITCHEN = (
    "Hemtjänst Kopparberg",
    "Kommunalförbundet för teknik",
    "Musikskola",
    "Kostenhet",
)


def rich(text: str) -> str:
    """Plain words as an own text is kept."""
    return richtext.write(richtext.from_plain(text))


@dataclass
class Office:
    """An open file with its agreements by the performer's name."""

    database: Database

    def view(self) -> AgreementsView:
        """The list."""
        return self.database.read(partial(agreements_view, year=2011, today=self.database.clock.today()))

    @property
    def kind_id(self) -> int:
        """The kind of agreement that is shown first."""
        kind_id = self.view().kind_id
        assert kind_id is not None
        return kind_id

    def make(self, unit_id: int, **values: Any) -> int:
        """Make an agreement of the first kind; gives its key."""
        given = {"kind_id": self.kind_id, "year": 2011} | values
        return self.database.write(partial(create_agreement, unit_id=unit_id, **given)).value

    def row(self, unit: str) -> AgreementRow:
        """One line of the list."""
        return next(row for row in self.view().rows if row.unit == unit)

    def detail(self, unit: str) -> AgreementDetail:
        """One agreement in full."""
        today = self.database.clock.today()
        return self.database.read(partial(agreement_detail, agreement_id=self.row(unit).id, today=today))

    def part(self, unit: str, key: str) -> PartView:
        """One part of an agreement."""
        return next(part for part in self.detail(unit).parts if part.key == key)

    def document(self, unit: str) -> AgreementDocument:
        """The paper of one agreement."""
        return self.database.read(
            partial(build_document, agreement_id=self.row(unit).id, clock=self.database.clock)
        )

    def documents(self) -> tuple[AgreementDocument, ...]:
        """All papers."""
        return self.database.read(partial(build_documents, clock=self.database.clock))

    def do(self, use_case: Callable[..., T], unit: str, **values: Any) -> T:
        """Run a use case against the version that the agreement has now."""
        detail = self.detail(unit)
        bound = partial(use_case, agreement_id=detail.row.id, expected_version=detail.version, **values)
        return self.database.write(bound).value

    def change(self, work: Callable[[Session], T], words: str = "Ändrade något") -> T:
        """Write something that no use case is needed for."""

        def use_case(session: Session) -> T:
            describe(session, words)
            return work(session)

        return self.database.write(use_case).value

    def add_performer(self, name: str, *, performer: str = "internal", kind: str = "enhet") -> int:
        """A new unit that agreements are made with; gives its key."""

        def work(session: Session) -> int:
            kind_id = session.scalars(select(UnitKind.id).where(UnitKind.key == kind)).one()
            unit = Unit(
                id=new_id(), name=name, kind_id=kind_id, performer=performer, in_model=True, position=900
            )
            session.add(unit)
            session.flush()
            return unit.id

        return self.change(work)


def commitments(document: AgreementDocument) -> tuple[Commitment, ...]:
    """What the performer undertakes on paper."""
    blocks = [block for section in document.sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Commitments)).items


def frames(document: AgreementDocument) -> FramesTable:
    """The frames on paper."""
    blocks = [block for section in document.sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, FramesTable))


def texts(document: AgreementDocument) -> str:
    """All running text and headings on paper, a line for each block."""
    blocks = [block for section in document.sections for block in section.blocks]
    return "\n".join(getattr(block, "text", "") for block in blocks)
