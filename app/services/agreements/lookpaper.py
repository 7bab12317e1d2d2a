"""What paper an editor of the look is shown: an agreement of the file, or a short one that is made up."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.organisation import Municipality
from app.services.agreements.document import (
    AgreementDocument,
    Commitment,
    Commitments,
    FigurePoint,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Signatory,
)
from app.services.agreements.valuewords import PREVIOUS

_TKR = 100_000


def shown_agreement(session: Session) -> int | None:
    """The agreement that was made first; None where there is none."""
    return session.scalars(select(Agreement.id).order_by(Agreement.id)).first()


def sample_agreement(session: Session, *, today: date) -> AgreementDocument:
    """A short paper with a part of each sort; its numbers are made up, and it says so."""
    municipality = session.scalars(select(Municipality).order_by(Municipality.id)).first()
    year = today.year + 1
    rows = ((PREVIOUS, 19_640), ("Lönekompensation", 450), ("Volym", 780), ("Effektiviseringskrav", -200))
    frames = FramesTable(
        (year,), tuple(FrameRow(name, (amount * _TKR,)) for name, amount in rows), chart=True
    )
    outcomes = enumerate(("81", "83", "84", "86"), year - 5)
    points = tuple(FigurePoint(str(when), value) for when, value in outcomes)
    undertaken = Commitment("Fler ska vara nöjda", target="90 %", due=str(year))
    figure = KeyFigure("Andel nöjda", points, "procent", "90 %", "90", f"86 % ({year - 2})")
    return AgreementDocument(
        municipality=municipality.official_name if municipality else "Kommunen",
        kind_name="Uppdragshandling",
        title=f"Uppdragshandling {year}",
        performer="Exempelenheten",
        client="Kommunstyrelsen",
        document_date=today,
        version="0.1",
        term_starts=date(year, 1, 1),
        term_ends=date(year, 12, 31),
        draft=True,
        sections=(
            Section("Ramar", (Paragraph("Så här ser en handling ut. Innehållet är påhittat."), frames)),
            Section("Åtagande", (Commitments((undertaken,)),)),
            Section("Nyckeltal", (KeyFigures((figure,)),)),
        ),
        signatories=(
            Signatory("För beställaren", "Förvaltningschef"),
            Signatory("För utföraren", "Enhetschef", "Exempelenheten"),
        ),
    )
