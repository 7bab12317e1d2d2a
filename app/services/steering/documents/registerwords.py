"""The register in words, the same in an exported table as on paper."""

from collections.abc import Mapping

from app.services.formatting import write_count, write_date
from app.services.steering.documents.register import RegisterRow, RegisterView

NEED_WORDS: Mapping[str, str] = {
    "overdue": "Skulle ha setts över",
    "this_year": "Ses över i år",
    "": "",
}


def status_in_words(row: RegisterRow) -> str:
    """The status, and that of a new version that is being written."""
    return f"{row.status_word}, ny version: {row.pending.lower()}" if row.pending else row.status_word


def decided_in_words(row: RegisterRow) -> str:
    """Day and paragraph as far as they are known."""
    day = write_date(row.decided_on) if row.decided_on else row.decided
    return ", ".join(part for part in (day, row.paragraph or "") if part)


def review_in_words(row: RegisterRow) -> str:
    """When the document is reviewed next, by day or else by rule, and whether that is late."""
    when = write_date(row.next_review) if row.next_review else row.review
    return "\n".join(part for part in (when, NEED_WORDS[row.need]) if part)


def published_in_words(row: RegisterRow) -> str:
    """Whether all can read the document; nothing where the model says nothing."""
    return "" if row.published is None else "Ja" if row.published else "Nej"


def summary(view: RegisterView) -> str:
    """How many documents there are and how many need review, in a sentence."""
    count = write_count(len(view.rows), "dokument", "dokument")
    late = sum(row.need == "overdue" for row in view.rows)
    soon = sum(row.need == "this_year" for row in view.rows)
    if not late and not soon:
        return f"{count}, inget att se över i år."
    told = [f"{late} skulle ha setts över" if late else "", f"{soon} ses över i år" if soon else ""]
    return f"{count}, varav {' och '.join(part for part in told if part)}."
