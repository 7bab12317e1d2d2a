"""A paper held against ours: the words page by page, pages that are missing or foreign, codes."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pytest

from app.services.agreements.fingerprint import content_hash
from app.services.agreements.papercheck import CodeMatch
from app.services.reports.signing.paper_check import Originals, PaperToCheck, PaperVerdict, compare
from app.services.reports.signing.paper_reading import PaperPage, read_pages
from app.services.reports.signing.verify import Verdict
from app.services.reports.uppdragshandling import render
from tests.services.reports.samples import USUAL

MATCH = CodeMatch(
    agreement_id=1, node_version_id=2, revision_id=None, title="uppdragshandlingen för Hemtjänst",
    version="version 1.0, beslutad 1 november 2010", decided=True, current=True,
    content_hash=content_hash(USUAL),
)  # fmt: skip


@cache
def pages() -> tuple[PaperPage, ...]:
    """The pages of the usual paper as they are read."""
    return read_pages(render(USUAL))


def held(
    changed: tuple[PaperPage, ...], *, matches: tuple[CodeMatch, ...] = (MATCH,), signatures: str = "unsigned"
) -> PaperVerdict:
    """The verdict on pages."""
    paper = PaperToCheck(render(USUAL), changed, Verdict(signatures, "Om underskriften."))  # type: ignore[arg-type]
    return compare(paper, Originals(matches, USUAL))


def said(page: PaperPage, change: Callable[[list[str]], object]) -> PaperPage:
    """A page with other words."""
    words = list(page.words)
    change(words)
    return replace(page, words=tuple(words))


def test_the_decided_paper_is_told_from_an_older_and_a_draft() -> None:
    assert held(pages()).words == (
        "Papperet är uppdragshandlingen för Hemtjänst, version 1.0, beslutad 1 november 2010. "
        "Varje sida stämmer."
    )
    older = held(pages(), matches=(replace(MATCH, current=False),))
    assert (older.level, older.good) == ("superseded", False)
    assert older.words.endswith("Det finns en nyare beslutad version.")
    assert held(pages(), matches=(replace(MATCH, decided=False),)).level == "draft"
    broken = held(pages(), signatures="changed")
    assert (broken.level, broken.words) == ("signature", "Om underskriften.")


def test_a_changed_amount_is_named_on_its_page() -> None:
    place = next(n for n, page in enumerate(pages()) if "Budgetram" in page.words)
    at = pages()[place].words.index("Budgetram") + 2
    own = pages()[place].words[at]
    page = said(pages()[place], lambda words: words.__setitem__(at, "999"))
    verdict = held((*pages()[:place], page, *pages()[place + 1 :]))
    assert verdict.level == "differs"
    assert verdict.words.startswith("En sida stämmer inte")
    assert verdict.pages[place].words == f"Det står ”999” där det skulle stå ”{own}”."
    assert [one.words for one in verdict.pages if one.number != place + 1] == ["Stämmer"] * (len(pages()) - 1)


def test_a_paper_of_an_older_program_is_not_called_another() -> None:
    first, second, *rest = pages()
    edge = second.words.index("av") + 2
    moved = (*second.words[:edge], *first.words[-9:], *second.words[edge:])
    apart = held((replace(first, words=first.words[:-9]), replace(second, words=moved), *rest))
    assert (apart.level, apart.words.partition("2010, ")[2]) == ("drawn", "men står på andra sidor än här.")
    swapped = (*second.words[:edge], *reversed(first.words[-9:]), *second.words[edge:])
    other = held((replace(first, words=first.words[:-9]), replace(second, words=swapped), *rest))
    assert (other.level, "äldre version av programmet" in other.notes[-1]) == ("differs", True)
    pdf = render(USUAL)
    kept = Originals((MATCH,), USUAL, kept=frozenset({sha256(pdf).hexdigest()}))
    strange = (replace(first, words=("Annat", *first.words)), second, *rest)
    signed = compare(PaperToCheck(pdf, strange, Verdict("valid", "")), kept)
    assert (signed.level, signed.words) == (
        "decided",
        "Filen är just den som undertecknades: uppdragshandlingen för Hemtjänst, version 1.0, beslutad "
        "1 november 2010.",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda all: all[:-1], "Sidan saknas."),
        (lambda all: (*all, replace(all[0], number=len(all) + 1)), "Sidan finns inte i handlingen."),
        (
            lambda all: (*all[:-1], said(replace(all[-1], code=""), list.clear)),
            "Sidan har ingen kontrollkod.",
        ),
        (lambda all: (said(all[0], lambda words: words.insert(9, "inte")), *all[1:]), "Tillagt: ”inte”."),
    ],
)
def test_pages_that_are_missing_foreign_or_added_to_are_named(
    change: Callable[[tuple[PaperPage, ...]], tuple[PaperPage, ...]], words: str
) -> None:
    verdict = held(change(pages()))
    assert verdict.level == "differs"
    assert [page.words for page in verdict.pages if page.differences] == [words]


def test_codes_that_do_not_belong_together_are_refused_before_anything_is_printed() -> None:
    last = replace(pages()[-1], code="0000-0000-0000")
    assert held((*pages()[:-1], last)).level == "differs"
    assert held((*pages()[:-1], last), matches=(MATCH, replace(MATCH, agreement_id=9))).level == "several"
    assert held(pages(), matches=()).level == "unknown"
    assert (
        held(tuple(replace(page, code="") for page in pages())).words
        == "Ingen sida i filen har en kontrollkod."
    )
    assert "inskannad" in held(tuple(replace(page, words=(), code="") for page in pages())).words


def test_a_signed_file_that_is_no_paper_of_ours_is_judged_by_its_signatures() -> None:
    foreign = tuple(replace(page, code="") for page in pages())
    assert held(foreign, signatures="changed").words == "Om underskriften."
    known = held(foreign, signatures="valid")
    assert known.words == "Om underskriften. Ingen sida i filen har en kontrollkod."
    assert known.level == "no_code"
