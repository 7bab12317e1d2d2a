"""The hash of a paper's content."""

from dataclasses import replace
from datetime import date

import pytest

from app.services.agreements.document import (
    AgreementDocument,
    Decision,
    FrameRow,
    FramesTable,
    Section,
)
from app.services.agreements.fingerprint import content_hash
from app.services.reports.content_hash import printed_code
from tests.services.reports.samples import ALL, USUAL


def test_the_code_is_the_first_twelve_digits_in_groups_of_four() -> None:
    assert printed_code("7f3a91c2e05b" + "0" * 52) == "7F3A-91C2-E05B"


def test_each_document_has_a_hash_of_its_own() -> None:
    assert len({content_hash(document) for document in ALL.values()}) == len(ALL)


@pytest.mark.parametrize(
    "changed",
    [
        replace(USUAL, version="1.1"),
        replace(USUAL, sections=USUAL.sections[:3]),
        replace(USUAL, signatories=USUAL.signatories[::-1]),
    ],
)
def test_a_change_of_content_changes_the_hash(changed) -> None:
    assert content_hash(changed) != content_hash(USUAL)


def test_the_hash_of_a_known_document_never_changes() -> None:
    """Papers already printed verify only as long as this holds; another shape gets another schema."""
    known = AgreementDocument(
        municipality="Ljusnarsbergs kommun",
        kind_name="Uppdragshandling",
        title="Uppdragshandling 2011–2013",
        performer="Hemtjänst Kopparberg",
        client="Kommunstyrelsen",
        document_date=date(2010, 10, 27),
        version="1.0",
        decisions=(Decision("definitive", "Kommunstyrelsen", date(2010, 10, 27), "§ 131"),),
        sections=(Section("Spelregler", (FramesTable((2011,), (FrameRow("Ram", (100,)),)),)),),
    )
    assert printed_code(content_hash(known)) == "CA50-ED79-23E1"
