"""Use cases on a decided document: extended, revoked, and when its minutes were announced."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.errors import Locked, NotFound
from app.models.steering import Decision, Node, NodeVersion
from app.services.formatting import write_long_date
from app.services.steering import rules
from app.services.steering.decisions import Made, check_days, decision_row
from app.services.steering.documents import rules as own
from app.services.steering.documents.errors import EndsInPast, NotInForce, NotLonger
from app.services.steering.errors import EndsBeforeStart, NotDecided
from app.services.storage import check_version, describe, final, touch
from app.services.typed import needed, optional

_UNTIL_FURTHER_NOTICE = "Tills vidare"
_BOUNDLESS = date.max


def extend(
    session: Session,
    *,
    version_id: int,
    made: Made,
    valid_to: date | None,
    expected_version: int,
    today: date,
) -> None:
    """Let a decided version apply longer, to a later day or until further notice; it cannot be undone."""
    node, version = _decided(session, version_id, expected_version)
    _refuse_ended(version, "förlängas")
    check_days(version.title, made, today)
    ends = version.valid_to
    if valid_to is not None and version.valid_from is not None and valid_to < version.valid_from:
        raise EndsBeforeStart(version.title)
    if ends is not None and (valid_to or _BOUNDLESS) <= ends:
        raise NotLonger(version.title, ends)
    words = "tills vidare" if valid_to is None else f"till och med {write_long_date(valid_to)}"
    _append(version, made, "extension", f"Förlängd {words}.")
    version.status = "extended"
    version.valid_to = valid_to
    version.validity_text = _UNTIL_FURTHER_NOTICE if valid_to is None else None
    _finish(session, node, f"Förlängde ”{version.title}” {words}")


def revoke(
    session: Session,
    *,
    version_id: int,
    made: Made,
    reason: str,
    ends: date | None = None,
    expected_version: int,
    today: date,
) -> None:
    """End a decided version by a decision, with the reason; it stays to be read and cannot be undone.

    `ends` is its last day, or else the day of the decision where that is known.
    """
    node, version = _decided(session, version_id, expected_version)
    _refuse_ended(version, "upphävas")
    check_days(version.title, made, today)
    reason = needed(reason, "Skälet till upphävandet")
    last = ends or made.decided_on
    if last is not None and version.valid_from is not None and last < version.valid_from and ends is not None:
        raise EndsInPast(version.title)
    _append(version, made, "revocation", reason)
    version.status = "revoked"
    if last is not None and (version.valid_to is None or last < version.valid_to):
        version.valid_to, version.validity_text = last, None
    _finish(session, node, f"Upphävde ”{version.title}”")


def set_notice(
    session: Session, *, decision_id: int, notice_on: date | None, expected_version: int, today: date
) -> None:
    """Say when it was announced that the minutes were adjusted, which legal force is counted from."""
    row = session.get(Decision, decision_id)
    if row is None:
        raise NotFound("Beslutet")
    version = session.get_one(NodeVersion, row.node_version_id)
    node = version.node
    check_version(node, expected_version, f"”{version.title}”")
    if row.notice_on == notice_on:
        return
    check_days(
        version.title,
        Made(decided_on=row.decided_on, decided_text=row.decided_text, notice_on=notice_on),
        today,
    )
    row.notice_on = notice_on
    describe(session, f"Ändrade anslagsdagen för beslutet om ”{version.title}”")
    touch(node)


def _decided(session: Session, version_id: int, expected_version: int) -> tuple[Node, NodeVersion]:
    version = session.get(NodeVersion, version_id)
    if version is None:
        raise NotFound("Versionen")
    node = version.node
    check_version(node, expected_version, f"”{version.title}”")
    if node.level.form in (*rules.AGREEMENT_FORMS, "commitment"):
        raise Locked(f"”{version.title}”")
    if not version.locked:
        raise NotDecided(version.title)
    return node, version


def _refuse_ended(version: NodeVersion, verb: str) -> None:
    if version.status in own.ENDED:
        raise NotInForce(version.title, rules.STATUS_WORDS[version.status].lower(), verb)


def _append(version: NodeVersion, made: Made, step: str, words: str) -> None:
    row = decision_row(made)
    row.step, row.outcome = step, "decided"
    row.note = " ".join(part for part in (words, optional(made.note)) if part)
    version.decisions.append(row)


def _finish(session: Session, node: Node, words: str) -> None:
    touch(node)
    session.flush()
    describe(session, words)
    final(session)
