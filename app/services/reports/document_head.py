"""The head of a document (`META-01` … `META-09`), and what was decided about it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.services.formatting import DASH, write_long_date
from app.services.reports.document_rules import Nature, school_year_of
from app.services.reports.document_view import HeadLine, WordsPart
from app.services.steering.documents.rows import DecisionRow, DocumentLink
from app.services.steering.documents.views import DocumentView

_DECISION_COLUMNS: Final = ("Steg", "Organ", "Dag och paragraf", "Diarienummer")
_DECISION_SHARES: Final = (42, 46, 44, 28)
_OLDER: Final = "Versionen gäller inte längre. Mål, ramar och uppdrag skrivs ut med den som kom efter."
_DOCUMENT_COLUMNS: Final = ("Dokument", "Beslutat", "Läge")
_DOCUMENT_SHARES: Final = (88, 46, 26)


def head_lines(view: DocumentView, found: Nature, today: date) -> tuple[HeadLine, ...]:
    """The lines of the head; a draft shows those that are still to be filled in."""
    decided = view.decided
    when = decided.when if decided else ""
    lines = (
        ("Dokumenttyp", view.kind, False),
        ("Beslutad", when or (DASH if view.locked else ""), True),
        ("Myndighet", view.authority or (decided.body if decided else None) or view.body, True),
        ("Diarienummer", view.registration_number or (decided.registration_number if decided else ""), True),
        ("Ersätter", _replaced(view), False),
        ("Ersatt av", _links(view.replaced_by) if view.status == "replaced" else "", False),
        ("Bygger på", view.parent[1] if view.parent else "", False),
        ("Gäller för", view.applies_to, True),
        ("Gäller fr.o.m.", write_long_date(view.valid_from) if view.valid_from else "", True),
        ("Gäller t.o.m.", _ends(view, found), True),
        ("Giltighet", "" if view.valid_from or view.valid_to else view.validity_text, False),
        ("Dokumentansvarig", view.responsible or view.owner_role, True),
        ("Ses över", _review(view), True),
        ("Följs upp", view.follow_up_rule, True),
        ("Författare", view.author, False),
        ("Anmärkning", "" if is_living(view) else _OLDER, False),
        ("Status", f"{view.status_word} ({write_long_date(today)})", False),
    )
    draft = not view.locked
    told = ((label, (value or "").strip(), always) for label, value, always in lines)
    return tuple(
        HeadLine(label, value or DASH) for label, value, always in told if value or (draft and always)
    )


def _replaced(view: DocumentView) -> str:
    """What the document replaces, in the file and outside it (`META-05`)."""
    return "; ".join(one for one in (_links(view.replaces), (view.replaces_text or "").strip()) if one)


def is_living(view: DocumentView) -> bool:
    """Whether a version is the one in force or the one that is worked on."""
    return view.newest or view.version_id == view.in_force_id


def decisions_part(view: DocumentView) -> tuple[WordsPart, ...]:
    """Every step that was taken, with reservations and legal force (KL 13 kap. 5 §)."""
    if not view.decisions:
        return ()
    rows = tuple(
        (row.words, row.body or DASH, row.when or DASH, row.registration_number or DASH)
        for row in view.decisions
    )
    notes = tuple(note for row in view.decisions for note in _notes(row))
    return (WordsPart("Beslut", _DECISION_COLUMNS, _DECISION_SHARES, rows, notes=notes, dated=False),)


def replacing_part(view: DocumentView) -> tuple[WordsPart, ...]:
    """Several documents that this one replaces or was replaced by; a single one stands in the head."""
    links = (*view.replaces, *view.replaced_by)
    if len(links) < 2:
        return ()
    rows = tuple((link.title, link.when or DASH, link.status_word) for link in links)
    title = "Dokument som ersätts" if not view.replaced_by else "Ersatta och ersättande dokument"
    return (WordsPart(title, _DOCUMENT_COLUMNS, _DOCUMENT_SHARES, rows),)


def _links(links: Iterable[DocumentLink]) -> str:
    return "\n".join(link.words for link in links)


def _ends(view: DocumentView, found: Nature) -> str:
    school_year = school_year_of(found, view.valid_from, view.valid_to)
    stated = view.validity_text if view.valid_from else None
    day = write_long_date(view.valid_to) if view.valid_to else stated or ""
    return ", ".join(part for part in (day, school_year or "") if part)


def _review(view: DocumentView) -> str:
    due = f"senast {write_long_date(view.review_on)}" if view.review_on else ""
    return ", ".join(part for part in (view.review_rule or "", due) if part)


def _notes(row: DecisionRow) -> list[str]:
    when = f" {row.when}" if row.when else ""
    found = [f"Reservationer mot beslutet{when}: {row.reservations.strip()}"] if row.reservations else []
    force = row.legal_force
    if force is not None and row.notice_on is not None:
        gained, last = write_long_date(force.gained_on), write_long_date(force.last_day)
        found.append(
            f"Protokollet anslogs {write_long_date(row.notice_on)}. Beslutet får laga kraft {gained} "
            f"om det inte överklagas senast {last} (13 kap. 5 § kommunallagen)."
        )
    return found
