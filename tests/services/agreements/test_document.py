"""The agreement as plain values: sums, storing and reading back."""

import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.agreements.document import (
    AgreementDocument,
    BulletList,
    Commitment,
    Commitments,
    Decision,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    Paragraph,
    Section,
    Signatory,
    Subheading,
    from_plain,
    to_plain,
)

AMOUNTS = st.none() | st.integers(-(10**13), 10**13)
MAYBE = st.none() | st.text(max_size=20)
FRAMES = st.builds(
    FramesTable,
    years=st.just((2011, 2012, 2013)),
    rows=st.lists(
        st.builds(FrameRow, st.text(max_size=20), st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)), max_size=5
    ).map(tuple),
    unit=st.sampled_from(["tkr", "kr"]),
    note=MAYBE,
)
BLOCKS = st.one_of(
    st.builds(Paragraph, st.text(max_size=20)),
    st.builds(Subheading, st.text(max_size=20)),
    st.builds(BulletList, st.lists(st.text(max_size=20), max_size=3).map(tuple)),
    st.builds(Commitments, st.lists(st.builds(Commitment, st.text(), MAYBE, MAYBE, MAYBE)).map(tuple)),
    st.builds(FollowUpPlan, st.lists(st.builds(FollowUp, st.text(), st.text(), MAYBE)).map(tuple)),
    FRAMES,
)
DAYS = st.none() | st.dates()
DOCUMENTS = st.builds(
    AgreementDocument,
    municipality=st.text(max_size=20),
    kind_name=st.text(max_size=20),
    title=st.text(max_size=20),
    performer=st.text(max_size=20),
    client=st.text(max_size=20),
    document_date=st.dates(),
    version=st.text(max_size=5),
    external=st.booleans(),
    contract=MAYBE,
    term_starts=DAYS,
    term_ends=DAYS,
    decisions=st.lists(
        st.builds(Decision, st.sampled_from(["prepared", "preliminary", "definitive"]), MAYBE, DAYS, MAYBE)
    ).map(tuple),
    draft=st.booleans(),
    sections=st.lists(st.builds(Section, st.text(), st.lists(BLOCKS, max_size=4).map(tuple)), max_size=3).map(
        tuple
    ),
    signatories=st.lists(st.builds(Signatory, st.text(), st.text(), MAYBE, MAYBE), max_size=2).map(tuple),
    missing=st.lists(st.text(max_size=20), max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_a_stored_document_reads_back_equal(document: AgreementDocument) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(document)))) == document


@given(DOCUMENTS)
def test_a_document_can_be_sent_to_another_process(document: AgreementDocument) -> None:
    assert pickle.loads(pickle.dumps(document)) == document


def test_a_document_of_another_schema_is_refused(document: AgreementDocument) -> None:
    with pytest.raises(ValueError, match="schema"):
        from_plain(to_plain(document) | {"schema": "uppdragshandling/99"})


@pytest.fixture
def document() -> AgreementDocument:
    return AgreementDocument("K", "Uppdragshandling", "T", "Enhet", "KS", date(2010, 10, 27), "1")


def test_the_sum_of_a_year_is_exact_and_none_where_nothing_is_stated() -> None:
    frames = FramesTable((2011, 2012, 2013), (FrameRow("a", (1, None, None)), FrameRow("b", (-4, 7, None))))
    assert frames.totals == (-3, 7, None)


def test_a_row_with_too_few_amounts_is_refused() -> None:
    with pytest.raises(ValueError, match="one amount for each year"):
        FramesTable((2011, 2012), (FrameRow("a", (1,)),))


def test_the_full_title_names_the_performer(document: AgreementDocument) -> None:
    assert document.full_title == "T, Enhet"
