"""The part of the schema that models cannot say: triggers that protect what was decided, and text search.

Alembic's batch mode rebuilds tables and drops their triggers without a word, so everything here is
removed before a migration and made again by the same function after it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from app.models.steering import LOCKED_STATUSES
from app.services.storage import searchtables
from app.services.storage.errors import LOCKED_PREFIX, PROTECTED_PREFIX

_Execute = Callable[[str], Any]
_MARK = "protect_"
_ERASED = "raderad"

_VERSION_CONTENT = (
    "id", "node_id", "number", "title", "text", "body", "valid_from", "due_year", "responsible",
    "review_rule", "follow_up_rule", "authority", "registration_number", "applies_to", "author",
    "signed_for", "replaces_text", "replaces_id",
)  # fmt: skip
_DECISION_CONTENT = (
    "id", "node_version_id", "step", "outcome", "body", "decided_on", "decided_text", "paragraph",
    "registration_number", "reservations",
)  # fmt: skip
#: What a version consists of beside its own row.
_VERSION_PARTS = ("document_section", "replacement", "attachment", "referral")
_PLAN_CONTENT = (
    "id", "plan_id", "stage", "name", "body", "decided_on", "paragraph", "registration_number", "example",
    "replaces_id", "reallocation",
)  # fmt: skip
#: What a version of a plan consists of beside its own row.
_PLAN_PARTS = (
    "year_total", "frame", "appropriation", "targeted_grant", "version_economy", "own_line",
    "prerequisite_value", "component_basis", "statement_value", "loan", "company_account",
    "investment_year",
)  # fmt: skip
_GUIDELINE_CONTENT = (
    "id", "plan_version_id", "position", "kind", "title", "text", "measure", "target", "at_least",
    "decided_on", "paragraph", "example",
)  # fmt: skip
_CHANGE_CONTENT = (
    "id", "plan_version_id", "year", "number", "kind", "title", "financing", "body", "decided_on",
    "paragraph", "registration_number", "example",
)  # fmt: skip
_AGREEMENT_CONTENT = (
    "id", "kind_id", "unit_id", "node_id", "plan_version_id", "client", "client_unit_id", "performer_name",
    "number", "registration_number", "starts", "ends", "predecessor_id", "dialogue_on",
)  # fmt: skip
_REVISION_CONTENT = (
    "id", "agreement_id", "number", "year", "plan_version_id", "text", "plain", "body", "decided_on",
    "paragraph", "registration_number", "taken_at", "content_hash", "document",
)  # fmt: skip
_SIGNING_CONTENT = (
    "id", "agreement_id", "revision_id", "version_number", "content_hash", "side", "role", "signed_on",
    "place", "digital", "certificate", "recorded_at",
)  # fmt: skip
_SIGNATORY_CONTENT = ("id", "agreement_id", "position", "side", "role", "unit_name")

_VERSION = "Den beslutade versionen"
_PLAN = "Budgetversionen"
_CHANGE = "Ändringsbeslutet"
_AGREEMENT = "Uppdragshandlingen"
_REVISION = "Bilagan"
_SIGNING = "Underskriften"
_LOG = "Ändringsloggen"


def install(connection: Any) -> None:
    """Make triggers and search tables anew and fill the search tables (raw or SQLAlchemy connection)."""
    execute = _executor(connection)
    remove(connection)
    for statement in _triggers():
        execute(statement)
    for statement in searchtables.statements():
        execute(statement)


def remove(connection: Any) -> None:
    """Take away everything that `install` makes, so that tables can be rebuilt."""
    execute = _executor(connection)
    names = execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        if name.startswith((_MARK, searchtables.MARK)):
            execute(f"DROP TRIGGER {name}")
    for table in searchtables.TABLES:
        execute(f"DROP TABLE IF EXISTS {table}")


def _executor(connection: Any) -> _Execute:
    execute: _Execute = getattr(connection, "exec_driver_sql", connection.execute)
    return execute


def _triggers() -> Iterator[str]:
    yield from _node_versions()
    yield from _plan_versions()
    yield from _guidelines()
    yield from _budget_changes()
    yield from _agreements()
    yield from _revisions()
    yield from _signings()
    yield from _log()


def _trigger(name: str, event: str, table: str, condition: str, message: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    return (
        f"CREATE TRIGGER {_MARK}{name} BEFORE {event} ON {table}{when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _locked(name: str, event: str, table: str, condition: str, what: str) -> str:
    return _trigger(name, event, table, condition, LOCKED_PREFIX + what)


def _differs(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns) + ")"


def _node_versions() -> Iterator[str]:
    statuses = ", ".join(f"'{status}'" for status in sorted(LOCKED_STATUSES))
    changed = f"{_differs(_VERSION_CONTENT)} OR NEW.locked = 0 OR NEW.status NOT IN ({statuses})"
    same = "(id = NEW.id OR (node_id = NEW.node_id AND number = NEW.number))"
    taken = f"EXISTS (SELECT 1 FROM node_version WHERE locked = 1 AND {same})"
    yield _locked("version_update", "UPDATE", "node_version", f"OLD.locked = 1 AND ({changed})", _VERSION)
    yield _locked("version_delete", "DELETE", "node_version", "OLD.locked = 1", _VERSION)
    yield _locked("version_replace", "INSERT", "node_version", taken, _VERSION)
    decided = "EXISTS (SELECT 1 FROM node_version WHERE id = OLD.node_version_id AND locked = 1)"
    altered = f"{decided} AND {_differs(_DECISION_CONTENT)}"
    yield _locked("decision_update", "UPDATE", "decision", altered, _VERSION)
    yield _locked("decision_delete", "DELETE", "decision", decided, _VERSION)
    part = "EXISTS (SELECT 1 FROM node_version WHERE id = {row}.node_version_id AND locked = 1)"
    for table in _VERSION_PARTS:
        yield from _children(table, part, _VERSION)


def _plan_versions() -> Iterator[str]:
    changed = f"OLD.locked = 1 AND ({_differs(_PLAN_CONTENT)} OR NEW.locked = 0)"
    taken = "EXISTS (SELECT 1 FROM plan_version WHERE locked = 1 AND id = NEW.id)"
    yield _locked("plan_update", "UPDATE", "plan_version", changed, _PLAN)
    yield _locked("plan_delete", "DELETE", "plan_version", "OLD.locked = 1", _PLAN)
    yield _locked("plan_replace", "INSERT", "plan_version", taken, _PLAN)
    direct = "EXISTS (SELECT 1 FROM plan_version WHERE id = {row}.plan_version_id AND locked = 1)"
    through = (
        "EXISTS (SELECT 1 FROM frame JOIN plan_version ON plan_version.id = frame.plan_version_id "
        "WHERE frame.id = {row}.frame_id AND plan_version.locked = 1)"
    )
    for table in _PLAN_PARTS:
        yield from _children(table, direct, _PLAN)
    for table in ("frame_component", "assignment_funding"):
        yield from _children(table, through, _PLAN)
    for table, parent, key in (
        ("grant_year", "targeted_grant", "grant_id"),
        ("loan_year", "loan", "loan_id"),
        ("proposal_measure", "proposal", "proposal_id"),
        ("proposal_figure", "proposal", "proposal_id"),
    ):
        yield from _children(table, _under_plan(parent, key), _PLAN)


def _under_plan(parent: str, key: str) -> str:
    """Whether a row of a table under `parent` belongs to a decided version."""
    joined = f"{parent} JOIN plan_version ON plan_version.id = {parent}.plan_version_id"
    return f"EXISTS (SELECT 1 FROM {joined} WHERE {parent}.id = {{row}}.{key} AND plan_version.locked = 1)"


def _guidelines() -> Iterator[str]:
    """A guideline of a decided version stays, but the element that it names can go."""
    locked = "EXISTS (SELECT 1 FROM plan_version WHERE id = {row}.plan_version_id AND locked = 1)"
    old, new = locked.format(row="OLD"), locked.format(row="NEW")
    altered = f"({old} OR {new}) AND {_differs(_GUIDELINE_CONTENT)}"
    yield _locked("guideline_insert", "INSERT", "guideline", new, _PLAN)
    yield _locked("guideline_update", "UPDATE", "guideline", altered, _PLAN)
    yield _locked("guideline_delete", "DELETE", "guideline", old, _PLAN)


def _budget_changes() -> Iterator[str]:
    changed = f"OLD.locked = 1 AND ({_differs(_CHANGE_CONTENT)} OR NEW.locked = 0)"
    taken = "EXISTS (SELECT 1 FROM budget_change WHERE locked = 1 AND id = NEW.id)"
    yield _locked("change_update", "UPDATE", "budget_change", changed, _CHANGE)
    yield _locked("change_delete", "DELETE", "budget_change", "OLD.locked = 1", _CHANGE)
    yield _locked("change_replace", "INSERT", "budget_change", taken, _CHANGE)
    parent = "EXISTS (SELECT 1 FROM budget_change WHERE id = {row}.change_id AND locked = 1)"
    yield from _children("budget_change_row", parent, _CHANGE)
    yield from _append_only("economy_snapshot", "id = NEW.id", "Den beslutade ekonomin")


def _children(table: str, locked: str, what: str) -> Iterator[str]:
    old, new = locked.format(row="OLD"), locked.format(row="NEW")
    yield _locked(f"{table}_insert", "INSERT", table, new, what)
    yield _locked(f"{table}_update", "UPDATE", table, f"{old} OR {new}", what)
    yield _locked(f"{table}_delete", "DELETE", table, old, what)


def _agreements() -> Iterator[str]:
    current = (
        "EXISTS (SELECT 1 FROM node JOIN node_version ON node_version.node_id = node.id "
        "AND node_version.number = node.current_number "
        "WHERE node.id = {node} AND node_version.locked = 1)"
    )
    own = current.format(node="OLD.node_id")
    parent = current.format(node="(SELECT node_id FROM agreement WHERE id = {row}.agreement_id)")
    yield _locked(
        "agreement_update", "UPDATE", "agreement", f"{own} AND {_differs(_AGREEMENT_CONTENT)}", _AGREEMENT
    )
    yield _locked("agreement_delete", "DELETE", "agreement", own, _AGREEMENT)
    yield from _children("agreement_text", parent, _AGREEMENT)
    yield from _children("follow_up_row", parent, _AGREEMENT)
    old, new = parent.format(row="OLD"), parent.format(row="NEW")
    erasing = f"NEW.person_name IS '{_ERASED}' AND NOT {_differs(_SIGNATORY_CONTENT)}"
    yield _locked("signatory_insert", "INSERT", "signatory", new, _AGREEMENT)
    yield _locked(
        "signatory_update", "UPDATE", "signatory", f"({old} OR {new}) AND NOT ({erasing})", _AGREEMENT
    )
    yield _locked("signatory_delete", "DELETE", "signatory", old, _AGREEMENT)
    yield from _append_only("agreement_snapshot", "id = NEW.id", "Den beslutade lydelsen")


def _revisions() -> Iterator[str]:
    changed = f"OLD.locked = 1 AND ({_differs(_REVISION_CONTENT)} OR NEW.locked = 0)"
    taken = "EXISTS (SELECT 1 FROM agreement_revision WHERE locked = 1 AND id = NEW.id)"
    yield _locked("revision_update", "UPDATE", "agreement_revision", changed, _REVISION)
    yield _locked("revision_delete", "DELETE", "agreement_revision", "OLD.locked = 1", _REVISION)
    yield _locked("revision_replace", "INSERT", "agreement_revision", taken, _REVISION)


def _signings() -> Iterator[str]:
    """A signature stays as it was recorded; a name can be erased, and a mistake withdrawn once."""
    message = PROTECTED_PREFIX + _SIGNING
    named = f"NEW.person_name IS NOT OLD.person_name AND NEW.person_name IS NOT '{_ERASED}'"
    again = "OLD.withdrawn_at IS NOT NULL AND " + _differs(("withdrawn_at", "withdrawn_why"))
    altered = f"{_differs(_SIGNING_CONTENT)} OR ({named}) OR ({again})"
    taken = "EXISTS (SELECT 1 FROM agreement_signing WHERE id = NEW.id)"
    yield _trigger("signing_update", "UPDATE", "agreement_signing", altered, message)
    yield _trigger("signing_delete", "DELETE", "agreement_signing", "", message)
    yield _trigger("signing_replace", "INSERT", "agreement_signing", taken, message)
    kept = PROTECTED_PREFIX + "Den undertecknade filen"
    yield _trigger("signed_update", "UPDATE", "agreement_file", "OLD.kind = 'signed'", kept)
    yield _trigger("signed_delete", "DELETE", "agreement_file", "OLD.kind = 'signed'", kept)
    there = "EXISTS (SELECT 1 FROM agreement_file WHERE id = NEW.id AND kind = 'signed')"
    yield _trigger("signed_replace", "INSERT", "agreement_file", there, kept)


def _log() -> Iterator[str]:
    yield from _append_only("change_entry", "id = NEW.id OR number = NEW.number", _LOG)
    erasing = (
        f"NEW.payload IS CAST('{_ERASED}' AS BLOB) AND NEW.salt IS NULL "
        "AND NEW.id IS OLD.id AND NEW.entry_id IS OLD.entry_id"
    )
    message = PROTECTED_PREFIX + _LOG
    taken = "EXISTS (SELECT 1 FROM change_payload WHERE id = NEW.id OR entry_id = NEW.entry_id)"
    yield _trigger("payload_update", "UPDATE", "change_payload", f"NOT ({erasing})", message)
    yield _trigger("payload_delete", "DELETE", "change_payload", "", message)
    yield _trigger("payload_replace", "INSERT", "change_payload", taken, message)


def _append_only(table: str, same: str, what: str) -> Iterator[str]:
    message = PROTECTED_PREFIX + what
    yield _trigger(f"{table}_update", "UPDATE", table, "", message)
    yield _trigger(f"{table}_delete", "DELETE", table, "", message)
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
    yield _trigger(f"{table}_replace", "INSERT", table, taken, message)
