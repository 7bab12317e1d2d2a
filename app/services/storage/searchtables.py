"""The search tables: one plain table of titles and texts, indexed by words and by three-letter pieces.

Triggers on the source tables write `search_entry` anew for the row that changed, and triggers on
`search_entry` keep both indexes in step, so undo, import and erasing need not know of search.
"""

from collections.abc import Iterator
from dataclasses import dataclass

MARK = "search_"
ENTRY, WORDS, PIECES = "search_entry", "search_words", "search_pieces"
#: In the order in which they can be dropped.
TABLES = (WORDS, PIECES, ENTRY)


@dataclass(frozen=True)
class _Source:
    """How one kind of row is found by text: `select` gives key, title and body."""

    kind: str
    table: str
    select: str
    key: str
    touched_by: tuple[tuple[str, str, str], ...]
    """(table, columns whose change matters, expression for the key with `{row}`)"""


_SOURCES = (
    _Source(
        "node",
        "node",
        "SELECT node.id, version.title, version.text || char(10) || coalesce((SELECT group_concat("
        "coalesce(registration_number, '') || ' ' || coalesce(paragraph, ''), char(10)) "
        "FROM decision WHERE node_version_id = version.id), '') "
        "|| char(10) || coalesce((SELECT group_concat(title || ' ' || plain, char(10)) "
        "FROM document_section WHERE node_version_id = version.id), '') "
        "|| char(10) || coalesce(version.registration_number, '') "
        "FROM node JOIN node_version AS version "
        "ON version.node_id = node.id AND version.number = node.current_number",
        "node.id",
        (
            ("node", "current_number", "{row}.id"),
            ("node_version", "title, text, number, node_id, registration_number", "{row}.node_id"),
            (
                "document_section",
                "title, plain, node_version_id",
                "(SELECT node_id FROM node_version WHERE id = {row}.node_version_id)",
            ),
            (
                "decision",
                "registration_number, paragraph, node_version_id",
                "(SELECT node_id FROM node_version WHERE id = {row}.node_version_id)",
            ),
        ),
    ),
    _Source(
        "unit",
        "unit",
        "SELECT id, name, coalesce(abbreviation, '') || char(10) || coalesce(contract_number, '') "
        "|| char(10) || coalesce(contract_title, '') || char(10) || coalesce(note, '') FROM unit",
        "id",
        (("unit", "name, abbreviation, contract_number, contract_title, note", "{row}.id"),),
    ),
    _Source(
        "indicator",
        "indicator",
        "SELECT id, name, coalesce(definition, '') FROM indicator",
        "id",
        (("indicator", "name, definition", "{row}.id"),),
    ),
    _Source(
        "wheel_activity",
        "wheel_activity",
        "SELECT id, title || ' ' || year, coalesce(note, '') || char(10) || coalesce(responsible, '') "
        "|| char(10) || coalesce(learning, '') || char(10) || coalesce(outcome, '') FROM wheel_activity",
        "id",
        (("wheel_activity", "title, year, note, responsible, learning, outcome", "{row}.id"),),
    ),
    _Source(
        "glossary_term",
        "glossary_term",
        "SELECT id, word, explanation FROM glossary_term",
        "id",
        (("glossary_term", "word, explanation", "{row}.id"),),
    ),
    _Source(
        "municipality",
        "municipality",
        "SELECT id, name, official_name || char(10) || coalesce(code, '') || char(10) || coalesce((SELECT "
        "group_concat(alias.name, char(10)) FROM municipality_alias AS alias "
        "WHERE alias.municipality_id = municipality.id), '') FROM municipality",
        "id",
        (
            ("municipality", "name, official_name, code", "{row}.id"),
            ("municipality_alias", "name, municipality_id", "{row}.municipality_id"),
        ),
    ),
    _Source(
        "assignment",
        "assignment",
        # An assignment with an element of its own is called what the element is called now.
        "SELECT assignment.id, coalesce(version.title, assignment.title), assignment.text || char(10) "
        "|| coalesce(assignment.registration_number, '') || char(10) || coalesce(assignment.giver, '') "
        "FROM assignment LEFT JOIN node ON node.id = assignment.node_id LEFT JOIN node_version AS version "
        "ON version.node_id = node.id AND version.number = node.current_number",
        "assignment.id",
        (
            ("assignment", "title, text, registration_number, giver, node_id", "{row}.id"),
            ("node", "current_number", "(SELECT id FROM assignment WHERE node_id = {row}.id)"),
            (
                "node_version",
                "title, number, node_id",
                "(SELECT id FROM assignment WHERE node_id = {row}.node_id)",
            ),
        ),
    ),
    _Source(
        "activity",
        "activity",
        "SELECT id, title, coalesce(note, '') FROM activity",
        "id",
        (("activity", "title, note", "{row}.id"),),
    ),
    _Source(
        "central_pot",
        "central_pot",
        "SELECT id, name, coalesce(note, '') FROM central_pot",
        "id",
        (("central_pot", "name, note", "{row}.id"),),
    ),
    _Source(
        "allocation_model",
        "allocation_model",
        "SELECT id, name, coalesce(note, '') || char(10) || coalesce((SELECT group_concat("
        "allocation_group.name, char(10)) FROM allocation_group JOIN allocation_version "
        "ON allocation_version.id = allocation_group.version_id "
        "WHERE allocation_version.model_id = allocation_model.id), '') FROM allocation_model",
        "id",
        (
            ("allocation_model", "name, note", "{row}.id"),
            (
                "allocation_group",
                "name, version_id",
                "(SELECT model_id FROM allocation_version WHERE id = {row}.version_id)",
            ),
        ),
    ),
    _Source(
        "agreement",
        "agreement",
        "SELECT id, coalesce(registration_number, ''), client FROM agreement",
        "id",
        (("agreement", "registration_number, client", "{row}.id"),),
    ),
    _Source(
        "forecast_round",
        "forecast_round",
        "SELECT id, name, coalesce(source, '') || char(10) || coalesce(note, '') FROM forecast_round",
        "id",
        (("forecast_round", "name, source, note", "{row}.id"),),
    ),
    _Source(
        "investment_project",
        "investment_project",
        "SELECT id, name, coalesce(number, '') || char(10) || coalesce(note, '') FROM investment_project",
        "id",
        (("investment_project", "name, number, note", "{row}.id"),),
    ),
    _Source(
        "budget_change",
        "budget_change",
        "SELECT id, title, coalesce(registration_number, '') || char(10) || coalesce(financing, '') "
        "|| char(10) || coalesce(note, '') FROM budget_change",
        "id",
        (("budget_change", "title, registration_number, financing, note", "{row}.id"),),
    ),
    _Source(
        "scenario",
        "scenario",
        "SELECT id, name, coalesce(party, '') || char(10) || coalesce(note, '') FROM scenario",
        "id",
        (("scenario", "name, party, note", "{row}.id"),),
    ),
    _Source(
        "long_term_plan",
        "long_term_plan",
        "SELECT id, name, coalesce(strategy, '') || char(10) || coalesce(note, '') FROM long_term_plan",
        "id",
        (("long_term_plan", "name, strategy, note", "{row}.id"),),
    ),
)


def statements() -> Iterator[str]:
    """Everything that makes and fills the search tables, in order."""
    yield from _tables()
    yield from _index_triggers()
    for source in _SOURCES:
        yield from _source_triggers(source)
    for source in _SOURCES:
        yield _write(source, "")


def _tables() -> Iterator[str]:
    yield (
        f"CREATE TABLE {ENTRY} (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id INTEGER NOT NULL, "
        "title TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, row_id))"
    )
    content = f"title, body, content='{ENTRY}', content_rowid='id'"
    yield (
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5({content}, "
        "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )
    yield f"CREATE VIRTUAL TABLE {PIECES} USING fts5({content}, tokenize='trigram')"


def _index_triggers() -> Iterator[str]:
    """Only inserts and deletes: an entry is written anew, never updated."""
    for event, row, command in (("INSERT", "NEW", ""), ("DELETE", "OLD", "'delete', ")):
        steps = " ".join(
            f"INSERT INTO {index} ({f'{index}, ' if command else ''}rowid, title, body) "
            f"VALUES ({command}{row}.id, {row}.title, {row}.body);"
            for index in (WORDS, PIECES)
        )
        yield f"CREATE TRIGGER {MARK}index_{event.lower()} AFTER {event} ON {ENTRY} BEGIN {steps} END"


def _source_triggers(source: _Source) -> Iterator[str]:
    for table, columns, key in source.touched_by:
        old, new = key.format(row="OLD"), key.format(row="NEW")
        # A row that was moved leaves another one behind; nullif matches no row when it was not moved.
        moved_from = f"nullif({old}, {new})"
        for event, keys in (
            ("INSERT", (new,)),
            (f"UPDATE OF {columns}", (moved_from, new)),
            ("DELETE", (old,)),
        ):
            steps = " ".join(f"{_erase(source, one)}; {_write(source, one)};" for one in keys)
            name = f"{MARK}{source.kind}_{table}_{event.split()[0].lower()}"
            yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {steps} END"


def _erase(source: _Source, key: str) -> str:
    return f"DELETE FROM {ENTRY} WHERE kind = '{source.kind}' AND row_id = {key}"


def _write(source: _Source, key: str) -> str:
    where = f" WHERE {source.key} = {key}" if key else ""
    found = f"SELECT '{source.kind}', found.* FROM ({source.select}{where}) AS found"
    return f"INSERT INTO {ENTRY} (kind, row_id, title, body) {found}"
