"""Whatever an agreement or a revision says, it can be printed, and everything drawn is told."""

from datetime import date
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Pdf

from app.services.agreements.appearance import PaperLook
from app.services.agreements.document import (
    Activities,
    ActivityItem,
    AgreementDocument,
    AssignmentItem,
    Assignments,
    BulletList,
    Commitment,
    Commitments,
    Decision,
    FigurePoint,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Rich,
    Section,
    Signatory,
    Subheading,
)
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import unmarked_operations
from tests.services.reports.agreement_samples import OWN, looks

WORDS = st.sampled_from((
    "", "x", "Ett ord", "<b>&amp;</b>", "rad\nrad\n\nrad", "\u202e\u05d0\u05d1", "1+1=" * 400, "ord " * 1500,
    "Mening om något. " * 60, "\U0001f600 漢字", "\t\x00\x1f", "31 december 2027", "9" * 30, "2024",
))  # fmt: skip
MAYBE = st.none() | WORDS
AMOUNT = st.none() | st.sampled_from((0, 1, -49_999, 50_000, 10**9, -(10**14)))
VALUE = st.sampled_from((None, "1", "1e3", "nan", "abc", "-0.00001", "1" * 40, "1e400"))


def _several(item: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(item, max_size=most).map(tuple)


@st.composite
def _frames(draw: st.DrawFn) -> FramesTable:
    years = tuple(range(2027, 2027 + draw(st.integers(0, 5))))
    row = st.builds(FrameRow, WORDS, st.tuples(*[AMOUNT for _ in years]))
    unit = draw(st.sampled_from(("tkr", "kr")))
    return FramesTable(years, draw(_several(row, 6)), unit, draw(WORDS), draw(MAYBE), chart=True)


POINTS = _several(st.builds(FigurePoint, WORDS, VALUE), 4)
FIGURE = st.builds(KeyFigure, WORDS, POINTS, MAYBE, MAYBE, VALUE, MAYBE)
BLOCK = st.one_of(
    st.builds(Paragraph, WORDS),
    st.just(Rich(OWN)),
    st.builds(Subheading, WORDS),
    st.builds(BulletList, _several(WORDS)),
    _frames(),
    st.builds(Commitments, _several(st.builds(Commitment, WORDS, *[MAYBE] * 7)), WORDS),
    st.builds(FollowUpPlan, _several(st.builds(FollowUp, WORDS, WORDS, MAYBE))),
    st.builds(Activities, _several(st.builds(ActivityItem, WORDS, *[MAYBE] * 3))),
    st.builds(Assignments, _several(st.builds(AssignmentItem, WORDS, *[MAYBE] * 4, AMOUNT, MAYBE))),
    st.builds(KeyFigures, _several(FIGURE)),
)
SIGNATORIES = _several(st.builds(Signatory, WORDS, WORDS, MAYBE, MAYBE), 5)
DECISION = st.builds(Decision, st.sampled_from(("prepared", "preliminary", "definitive")), MAYBE)
AGREEMENT = st.builds(
    AgreementDocument,
    **dict.fromkeys(("municipality", "kind_name", "title", "performer", "client", "version"), WORDS),
    **dict.fromkeys(("performer_description", "contract", "registration_number", "mandate"), MAYBE),
    **dict.fromkeys(("signature_note", "number", "client_label", "performer_label"), MAYBE),
    **{name: st.booleans() for name in ("external", "draft", "example", "signed")},
    document_date=st.just(date(2026, 11, 21)),
    term_starts=st.none() | st.just(date(2027, 1, 1)),
    term_ends=st.none() | st.just(date(2029, 12, 31)),
    decisions=_several(DECISION, 2),
    sections=_several(st.builds(Section, WORDS, _several(BLOCK, 4)), 4),
    signatories=SIGNATORIES,
    missing=_several(WORDS, 2),
)
REVISION = st.builds(
    RevisionDocument,
    **dict.fromkeys(("municipality", "kind_name", "title", "agreement_title", "performer"), WORDS),
    **dict.fromkeys(("client", "agreement_code", "version"), WORDS),
    number=st.integers(1, 9),
    year=st.just(2028),
    document_date=st.just(date(2027, 10, 26)),
    decision=st.none() | DECISION,
    text=st.sampled_from(("", OWN)),
    before=st.none() | _frames(),
    after=st.none() | _frames(),
    draft=st.booleans(),
    signatories=SIGNATORIES,
)
LOOK = st.sampled_from((None, looks(), PaperLook(cover=True), PaperLook("#7A2E3A", charts=False)))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENT, LOOK, _several(REVISION, 2), st.sampled_from(("2a", "3a")), st.booleans())
def test_any_agreement_can_be_printed(document, look, appendices, archive, fields) -> None:
    content = render(document, look=look, appendices=appendices, archive=archive, fields=fields)
    assert list(unmarked_operations(content)) == []
    signed = len(document.signatories) if fields and document.signed else 0
    with Pdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) > len(appendices)
        assert len(pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else ()) == signed
        kept = len(pdf.Root.AF) if "/AF" in pdf.Root else 0
    assert kept == (1 + len({one.number for one in appendices}) if archive == "3a" else 0)
