"""`verify`: what a code on a paper belongs to, and what a PDF is worth."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.agreements.papercheck import CodeMatch
    from app.services.reports.signing.paper_check import PaperVerdict
    from app.services.reports.signing.verify import SignatureCheck


def verify(arguments: Namespace, clock: Clock) -> int:
    """Tell what a paper is worth; 1 unless it is the decided text that holds."""
    verdict = _verdict(arguments, clock)
    if arguments.json:
        console.answer(_shape(verdict))
    else:
        _tell(verdict)
    if not verdict.good:
        console.complain(verdict.words)
    return 0 if verdict.good else 1


def _verdict(arguments: Namespace, clock: Clock) -> "PaperVerdict":
    from app.commands.opened import reading

    path = Path(arguments.paper)
    is_file = path.is_file() or path.suffix.casefold() == ".pdf"
    with reading(arguments.file, clock) as database:
        if not is_file:
            return database.read(partial(_by_code, code=arguments.paper, clock=clock))
        from app.services.reports.signing.files import read_file
        from app.services.reports.signing.paper_check import compare, read_originals, read_paper

        trusted = [read_file(one) for one in arguments.trust or ()]
        paper = read_paper(read_file(path), now=clock.now(), trusted=trusted)
        return compare(paper, database.read(partial(read_originals, codes=paper.codes, clock=clock)))


def _by_code(session: Any, *, code: str, clock: Clock) -> "PaperVerdict":
    from app.services.agreements.papercheck import find_code, near_codes
    from app.services.reports.signing.paper_check import PaperLevel, PaperVerdict, unknown_words

    matches = find_code(session, code, clock=clock)
    if not matches:
        return PaperVerdict("unknown", unknown_words(near_codes(session, code)))
    first = matches[0]
    level: PaperLevel = "draft" if not first.decided else "decided" if first.current else "superseded"
    return PaperVerdict(level, first.words, matches)


def _tell(verdict: "PaperVerdict") -> None:
    if verdict.good:
        console.say(verdict.words)
    for page in verdict.pages:
        console.say(f"Sidan {page.number}: {page.words}")
    for note in verdict.notes:
        console.say(note)
    if verdict.signatures.words not in ("", verdict.words):
        console.say(verdict.signatures.words)
    for check in verdict.signatures.signatures:
        console.say(" ".join(part for part in (f"{check.words}. {check.verdict}.", check.reason) if part))


def _shape(verdict: "PaperVerdict") -> dict[str, Any]:
    return {
        "good": verdict.good,
        "level": verdict.level,
        "message": verdict.words,
        "matches": [_match(one) for one in verdict.matches],
        "pages": [
            {"number": page.number, "code": page.code or None, "same": not page.differences,
             "differences": list(page.differences)}
            for page in verdict.pages
        ],
        "notes": list(verdict.notes),
        "signatures": {
            "level": verdict.signatures.level,
            "message": verdict.signatures.words,
            "empty_fields": verdict.signatures.empty_fields,
            "signed": [_signed(one) for one in verdict.signatures.signatures],
        },
    }  # fmt: skip


def _match(match: "CodeMatch") -> dict[str, Any]:
    return {
        "title": match.title,
        "version": match.version,
        "decided": match.decided,
        "current": match.current,
        "hash": match.content_hash,
    }


def _signed(check: "SignatureCheck") -> dict[str, Any]:
    return {
        "field": check.field,
        "name": check.name,
        "organisation": check.organisation,
        "issuer": check.issuer,
        "signed_at": check.signed_at.isoformat() if check.signed_at else None,
        "level": check.level,
        "reason": check.reason,
        "certificate_sha256": check.fingerprint,
    }
