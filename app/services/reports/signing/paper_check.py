"""Checks a PDF against the file: the code on every page, the words page by page, and the signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementFile, AgreementRevision, AgreementSigning
from app.services.agreements.appearance import PaperLook
from app.services.agreements.builder import build_document, decided_document
from app.services.agreements.document import AgreementDocument
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.agreements.papercheck import CodeMatch, find_code
from app.services.agreements.paperlook import paper_look
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_from_plain
from app.services.clock import Clock
from app.services.reports.signing.paper_reading import PaperPage, read_pages, unlike_pages
from app.services.reports.signing.trusted import read_identity, trusted_issuers
from app.services.reports.signing.verify import Verdict, verify

PaperLevel = Literal[
    "decided", "superseded", "draft", "drawn", "differs", "several", "signature", "unknown", "no_code"
]
GOOD: Final[frozenset[PaperLevel]] = frozenset({"decided"})
_NAME_LINE: Final = "Namnförtydligande"
_LONGEST_NAME: Final = 6
_MOST_DIFFERENCES: Final = 5
_MOST_WORDS: Final = 14


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A page: the code it shows, and in words how it differs from ours."""

    number: int
    code: str
    differences: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was found on the page."""
        if self.differences:
            return " ".join(self.differences)
        return "Stämmer"


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What a paper is worth, in a sentence, with what it is based on."""

    level: PaperLevel
    words: str
    matches: tuple[CodeMatch, ...] = ()
    pages: tuple[PageCheck, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: Verdict = field(default_factory=lambda: Verdict("unsigned", ""))

    @property
    def good(self) -> bool:
        """Whether it is the decided text that holds now."""
        return self.level in GOOD


@dataclass(frozen=True, slots=True)
class Originals:
    """What a paper is compared with: what its codes belong to."""

    matches: tuple[CodeMatch, ...]
    document: AgreementDocument | None = None
    appendices: tuple[RevisionDocument, ...] = ()
    look: PaperLook | None = None
    kept: frozenset[str] = frozenset()
    """The digests of the files of them that were signed digitally here."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Why signatures do not count any more, by the certificate they were made with."""


@dataclass(frozen=True, slots=True)
class PaperToCheck:
    """A PDF that has been read, with what its signatures are worth."""

    pdf: bytes
    pages: tuple[PaperPage, ...]
    signatures: Verdict

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order they are first seen."""
        return tuple(dict.fromkeys(page.code for page in self.pages if page.code))


def check_pdf(session: Session, data: bytes, *, clock: Clock) -> PaperVerdict:
    """The verdict on a PDF, whole; it takes seconds, so a window lets the three steps run beside it."""
    paper = read_paper(data, now=clock.now())
    return compare(paper, read_originals(session, paper.codes, clock=clock))


def read_paper(data: bytes, *, now: datetime | None = None, trusted: Sequence[bytes] = ()) -> PaperToCheck:
    """Read a PDF, with issuers to trust beside the user's; raises NotReadable, Encrypted, TooManyPages."""
    for one in trusted:
        read_identity(one)
    pages = read_pages(data)
    return PaperToCheck(data, pages, verify(data, trusted=(*trusted_issuers(), *trusted), now=now))


def read_originals(session: Session, codes: Sequence[str], *, clock: Clock) -> Originals:
    """What codes belong to, ready to be printed again."""
    found = [match for code in codes for match in find_code(session, code, clock=clock)[:1]]
    agreements = [match for match in found if match.revision_id is None]
    appendices = [match for match in found if match.revision_id is not None]
    return Originals(
        matches=tuple(found),
        document=_document(session, agreements[0], clock) if agreements else None,
        appendices=tuple(_appendix(session, match) for match in appendices),
        look=paper_look(session),
        kept=_kept(session, found),
        withdrawn=_withdrawn(session, found),
    )


def compare(
    paper: PaperToCheck, originals: Originals, check: Callable[[], object] = lambda: None
) -> PaperVerdict:
    """Hold a paper against what its codes belong to; `check` may stop it between renderings."""
    verdict = _by_code(paper, originals) or _as_kept(paper, originals)
    if verdict is None:
        own, pages = _closest(paper, originals, check)
        pages, notes = _without_names(pages)
        verdict = _by_words(paper, originals, pages, own, notes)
    return _with_signatures(replace(verdict, signatures=paper.signatures), originals.withdrawn)


def _with_signatures(verdict: PaperVerdict, withdrawn: Mapping[str, str]) -> PaperVerdict:
    """What is worst is said first; a signed file that is no paper of ours is judged by its signatures."""
    signed = verdict.signatures
    if signed.level in ("changed", "broken"):
        notes = tuple(note for note in verdict.notes if note != _OLDER)
        return replace(verdict, level="signature", words=signed.words, notes=notes)
    gone = [check for check in signed.signatures if check.fingerprint in withdrawn]
    if gone:
        why = withdrawn[gone[0].fingerprint].rstrip(".")
        words = f"Underskriften av {gone[0].name} har tagits tillbaka: {why}. Filen gäller inte längre."
        return replace(verdict, level="signature", words=words)
    if signed.level != "unsigned" and verdict.level in ("unknown", "no_code"):
        return replace(verdict, words=f"{signed.words} {verdict.words}")
    return verdict


def _by_code(paper: PaperToCheck, originals: Originals) -> PaperVerdict | None:
    """The verdict where the codes alone tell it."""
    pages = tuple(PageCheck(page.number, page.code) for page in paper.pages)
    if not any(page.words for page in paper.pages):
        words = (
            "Filen har ingen text som går att läsa, till exempel för att den är inskannad. Läs av "
            "kontrollkoden längst ned på sidan och skriv in den i stället."
        )
        return PaperVerdict("no_code", words, pages=pages)
    if not paper.codes:
        return PaperVerdict("no_code", "Ingen sida i filen har en kontrollkod.", pages=pages)
    if not originals.matches:
        words = f"Kontrollkoden {paper.codes[0]} finns inte i den här filen. {CHANGED_DRAFT}"
        return PaperVerdict("unknown", words, pages=pages)
    if len({match.agreement_id for match in originals.matches}) > 1:
        words = "Filen innehåller flera handlingar. Kontrollera dem en i taget."
        return PaperVerdict("several", words, originals.matches, pages)
    if len(originals.matches) < len(paper.codes):
        words = "Några sidor har en kontrollkod som inte finns i filen: de hör inte till handlingen."
        return PaperVerdict("differs", words, originals.matches, pages)
    return None


def _as_kept(paper: PaperToCheck, originals: Originals) -> PaperVerdict | None:
    """The verdict on a file that was signed here, however the program makes its pages by now."""
    if sha256(paper.pdf).hexdigest() not in originals.kept:
        return None
    main = originals.matches[0]
    pages = tuple(PageCheck(page.number, page.code) for page in paper.pages)
    words = f"Filen är just den som undertecknades: {main.title}, {main.version}.{_newer(main)}"
    return PaperVerdict(_level_of(main), words, originals.matches, pages)


CHANGED_DRAFT: Final = (
    "Papperet kommer från en annan fil, eller är ett utkast som har ändrats sedan det skrevs ut."
)


def unknown_words(near: Sequence[str]) -> str:
    """What is said of a code that is not in the file; `near` are the hashes it may be misread from."""
    if near:
        return f"Koden finns inte i filen, men {printed_code(near[0])} gör det. Läs av papperet en gång till."
    return f"Koden finns inte i filen. {CHANGED_DRAFT}"


def _closest(
    paper: PaperToCheck, originals: Originals, check: Callable[[], object]
) -> tuple[bytes, tuple[PageCheck, ...]]:
    """Our own paper in the look that comes closest, and how the pages differ from it."""
    best: tuple[bytes, tuple[PageCheck, ...]] | None = None
    for look in _looks(originals.look):
        check()
        own = _render(originals, look)
        pages = _compared(paper.pages, read_pages(own))
        if best is None or _differing(pages) < _differing(best[1]):
            best = own, pages
        if not _differing(best[1]):
            break
    assert best is not None
    return best


def _looks(look: PaperLook | None) -> list[PaperLook | None]:
    """The look that is chosen now, then what may have been chosen when the paper was printed."""
    usual = look or PaperLook()
    others = [
        replace(usual, cover=cover, charts=charts) for cover in (False, True) for charts in (True, False)
    ]
    return [look, *(one for one in others if one != usual)]


def _render(originals: Originals, look: PaperLook | None) -> bytes:
    if originals.document is None:
        from app.services.reports.revision_paper import render_revision

        return render_revision(originals.appendices[0], look, fields=True)
    from app.services.reports.uppdragshandling import render

    return render(originals.document, look=look, appendices=originals.appendices, fields=True)


def _compared(theirs: Sequence[PaperPage], ours: Sequence[PaperPage]) -> tuple[PageCheck, ...]:
    checks = [_page(page, ours[place] if place < len(ours) else None) for place, page in enumerate(theirs)]
    missing = [PageCheck(page.number, "", ("Sidan saknas.",)) for page in ours[len(theirs) :]]
    return (*checks, *missing)


def _page(page: PaperPage, own: PaperPage | None) -> PageCheck:
    if own is None:
        return PageCheck(page.number, page.code, ("Sidan finns inte i handlingen.",))
    if page.solid == own.solid:
        return PageCheck(page.number, page.code)
    if not page.code:
        return PageCheck(page.number, "", ("Sidan har ingen kontrollkod.",))
    found = _differences(own.words, page.words)
    return PageCheck(page.number, page.code, found)


def _differences(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """What stands otherwise, the first few."""
    found = []
    for tag, start, end, begin, stop in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        here, there = ours[start:end], theirs[begin:stop]
        named = ours[end : end + 1] == (_NAME_LINE,) and len(there) <= _LONGEST_NAME
        if named and len(here) <= _LONGEST_NAME:
            found.append(f"{_NAME_LINE}: {_quoted(there)}.")
        elif not here:
            found.append(f"Tillagt: {_quoted(there)}.")
        elif not there:
            found.append(f"Borttaget: {_quoted(here)}.")
        else:
            found.append(f"Det står {_quoted(there)} där det skulle stå {_quoted(here)}.")
    more = len(found) - _MOST_DIFFERENCES
    return tuple(found[:_MOST_DIFFERENCES]) + ((f"Och {more} till.",) if more > 0 else ())


def _quoted(words: Sequence[str]) -> str:
    if not words:
        return "inget"
    shown = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
    return f"”{shown}”"


def _without_names(pages: tuple[PageCheck, ...]) -> tuple[tuple[PageCheck, ...], tuple[str, ...]]:
    """The pages without differences that are only a name by a signature, and those names as notes."""
    kept, notes = [], []
    for page in pages:
        names = [said for said in page.differences if said.startswith(_NAME_LINE)]
        notes += [f"Sidan {page.number}: {said} Namn ingår inte i kontrollkoden." for said in names]
        kept.append(replace(page, differences=tuple(one for one in page.differences if one not in names)))
    return tuple(kept), tuple(notes)


def _by_words(
    paper: PaperToCheck,
    originals: Originals,
    pages: tuple[PageCheck, ...],
    own: bytes,
    notes: tuple[str, ...],
) -> PaperVerdict:
    main = originals.matches[0]
    if count := _differing(pages):
        if _running(paper.pages) == _running(read_pages(own)):
            said = f"Orden stämmer med {main.title}, {main.version}, men står på andra sidor än här."
            alike = tuple(PageCheck(page.number, page.code) for page in paper.pages)
            return PaperVerdict("drawn", said, originals.matches, alike, notes)
        where = "En sida" if count == 1 else f"{count} sidor"
        words = f"{where} stämmer inte med {main.title}, {main.version}. Papperet är inte den handlingen."
        older = (_OLDER,) if count > 1 and count >= len(pages) - 1 else ()
        return PaperVerdict("differs", words, originals.matches, pages, (*notes, *older))
    named = {int(note.split()[1].rstrip(":")) for note in notes}
    if unlike := set(unlike_pages(paper.pdf, own)) - named:
        seen = tuple(
            replace(page, differences=(_UNLIKE,)) if page.number in unlike else page for page in pages
        )
        words = f"Orden stämmer med {main.title}, {main.version}, men alla sidor ser inte ut som här."
        return PaperVerdict("drawn", words, originals.matches, seen, notes)
    level = _level_of(main)
    return PaperVerdict(level, _told(level, main), originals.matches, pages, notes)


def _running(pages: Sequence[PaperPage]) -> tuple[set[str], str]:
    """What stands at the edges of pages, once, and the words between them as they follow each other."""
    parted = [(page.words, _edge(page.words)) for page in pages]
    edges = {"".join(words[: max(edge - len(_NUMBERED), 0)]) for words, edge in parted}
    return edges, "".join("".join(words[edge:]) for words, edge in parted)


def _edge(words: tuple[str, ...]) -> int:
    """How many words stand at the edge, which is read first: the last of them are Sida 1 av 4."""
    places = range(min(len(words), _LONGEST_EDGE))
    numbers = (at for at in places if words[at : at + 3 : 2] == _NUMBERED[::2])
    return next((at + len(_NUMBERED) for at in numbers), 0)


_LONGEST_EDGE: Final = 80
_NUMBERED: Final = ("Sida", "1", "av", "4")
"""How the number of a page is read; the figures may be any."""
_OLDER: Final = "En äldre version av programmet kan ha ställt upp samma handling på ett annat sätt."
_UNLIKE: Final = (
    "Sidan ser annorlunda ut än här: färgen kan ha ändrats sedan dess, men något kan också vara tillagt "
    "eller täckt. Jämför den med ögat."
)


def _told(level: PaperLevel, match: CodeMatch) -> str:
    if level == "draft":
        return f"Papperet är ett utkast av {match.title}. Det är inte beslutat."
    return f"Papperet är {match.title}, {match.version}. Varje sida stämmer.{_newer(match)}"


def _level_of(match: CodeMatch) -> PaperLevel:
    return "draft" if not match.decided else "decided" if match.current else "superseded"


def _newer(match: CodeMatch) -> str:
    return "" if match.current else " Det finns en nyare beslutad version."


def _differing(pages: Sequence[PageCheck]) -> int:
    return sum(bool(page.differences) for page in pages)


def _kept(session: Session, matches: Sequence[CodeMatch]) -> frozenset[str]:
    keys = {match.agreement_id for match in matches if match.decided}
    kept = select(AgreementFile.digest).where(
        AgreementFile.agreement_id.in_(keys), AgreementFile.kind == "signed"
    )
    return frozenset(session.scalars(kept))


def _withdrawn(session: Session, matches: Sequence[CodeMatch]) -> dict[str, str]:
    texts = {match.content_hash for match in matches if match.decided}
    made = select(AgreementSigning).where(AgreementSigning.content_hash.in_(texts), AgreementSigning.digital)
    why: dict[str, str] = {}
    for row in session.scalars(made.order_by(AgreementSigning.id)):
        certificate = (row.certificate or {}).get("fingerprint", "")
        if row.withdrawn_at is None:
            why.pop(certificate, None)
        else:
            why[certificate] = row.withdrawn_why or ""
    return why


def _document(session: Session, match: CodeMatch, clock: Clock) -> AgreementDocument:
    """The text as it is printed now, with the names that stand there; else as it was decided."""
    now = build_document(session, agreement_id=match.agreement_id, clock=clock)
    if match.node_version_id is None or content_hash(now) == match.content_hash:
        return now
    return decided_document(session, node_version_id=match.node_version_id)


def _appendix(session: Session, match: CodeMatch) -> RevisionDocument:
    row = session.get_one(AgreementRevision, match.revision_id)
    return revision_from_plain(row.document or {})
