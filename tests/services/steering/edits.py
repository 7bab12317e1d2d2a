"""Edits of steering models by chance, and the rows of a file told by key, to compare two files."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.schema import Base
from app.models.steering import Level, SteeringModel
from app.services.steering import modeledits as edits
from app.services.steering.modelformat import ModelFile
from app.services.steering.modelformat_steering import LevelForm
from app.services.steering.modelholdings import Heirs
from app.services.steering.modelrows import KINDS
from app.services.steering.modelterms import add_term, change_term, remove_term
from app.services.steering.ownmodel import Edit, change_model, own_version
from app.services.storage import Database

#: Names that are hard on something: letters taken apart, quotes, backslashes, order, markup, blanks.
NAMES = (
    "Mål", "Ma\u030al för äldre", "”Citat” och \"tecken\" \\ '", "Plan 10", "Plan 9", "  Luft  ",
    "<b>Fet</b>", "=SUMMA(A1)", "Ω-nivå", "123", "Å", "två\nrader", "Æ ß ŋ", "emoji 🎉", "\u2028",
)  # fmt: skip
PARTS = (
    "levels", "perspectives", "document_kinds", "unit_kinds", "bodies", "report_kinds", "agreement_kinds",
    "wheels", "wheel_patterns", "roles",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """An edit with who takes over after what it removes."""

    edit: Edit
    heirs: dict[tuple[str, str], str] = field(default_factory=dict)


def any_change(model: ModelFile, dice: random.Random) -> Change:
    """A change of any kind; it may be refused."""
    return dice.choice(_KINDS)(model, dice)


def _name(dice: random.Random) -> str:
    return dice.choice(NAMES) + dice.choice(("", "", f" {dice.randrange(9)}"))


def _pick(model: ModelFile, part: str, dice: random.Random) -> str:
    keys = [row.key for row in edits.rows_of(model, part)]
    return dice.choice(keys) if keys else "ingen"


def _info(_model: ModelFile, dice: random.Random) -> Change:
    values: dict[str, Any] = dice.choice(
        (
            {"title": _name(dice)},
            {"summary": _name(dice)},
            {"summary": None},
            {"purposes": (_name(dice), "Andra syftet")},
            {"purposes": ()},
            {"phases": None},
        )
    )
    return Change(lambda own: edits.set_info(own, **values))


def _renamed(model: ModelFile, dice: random.Random) -> Change:
    part = dice.choice(PARTS)
    key, field_name = _pick(model, part, dice), "title" if part == "wheel_patterns" else "name"
    name = _name(dice)
    return Change(lambda own: edits.set_fields(own, part, key, **{field_name: name}))


def _level_field(model: ModelFile, dice: random.Random) -> Change:
    key = _pick(model, "levels", dice)
    values: dict[str, Any] = dice.choice(
        (
            {"short_name": _name(dice)},
            {"question": None},
            {"question": _name(dice)},
            {"parent": dice.choice((None, _pick(model, "levels", dice)))},
            {"sources": tuple({_pick(model, "levels", dice), _pick(model, "levels", dice)})},
            {"decided_by": (_pick(model, "bodies", dice),)},
            {"decided_by": ()},
            {"decided_by": None},
            {"form": dice.choice(get_args(LevelForm))},
            {"measurable": dice.choice((True, False, None))},
        )
    )
    return Change(lambda own: edits.set_fields(own, "levels", key, **values))


def _document_field(model: ModelFile, dice: random.Random) -> Change:
    key = _pick(model, "document_kinds", dice)
    values: dict[str, Any] = dice.choice(
        (
            {"level": _pick(model, "levels", dice)},
            {"level": None},
            {"content": (_name(dice),)},
            {"cycle": "årligen"},
        )
    )
    return Change(lambda own: edits.set_fields(own, "document_kinds", key, **values))


def _added(model: ModelFile, dice: random.Random) -> Change:
    part, name = dice.choice(("levels", "levels", "perspectives", "document_kinds")), _name(dice)
    after = dice.choice((None, _pick(model, part, dice)))
    if part == "perspectives":
        return Change(lambda own: edits.add_perspective(own, name=name, after=after, question=name))
    if part == "document_kinds":
        return Change(lambda own: edits.add_document_kind(own, name=name, category="plan", after=after))
    parent, form = (
        dice.choice((None, _pick(model, "levels", dice))),
        dice.choice(("goal", "document", "activity")),
    )
    return Change(lambda own: edits.add_level(own, name=name, form=form, parent=parent, after=after))


def _moved(model: ModelFile, dice: random.Random) -> Change:
    part, steps = dice.choice(PARTS), dice.choice((-9, -1, 1, 9))
    key = _pick(model, part, dice)
    return Change(lambda own: edits.move(own, part, key, steps=steps))


def _removed(model: ModelFile, dice: random.Random) -> Change:
    part = dice.choice(("levels", "levels", "perspectives", "perspectives", *PARTS))
    key, heir = _pick(model, part, dice), dice.choice((None, _pick(model, part, dice)))
    heirs = {(part, key): heir} if heir else {}
    return Change(lambda own: edits.remove(own, part, key, heir=heir), heirs)


def _word(model: ModelFile, dice: random.Random) -> Change:
    words = [term.word for term in model.glossary or ()] or ["inget"]
    word, name = dice.choice(words), _name(dice)
    return Change(
        dice.choice(
            (
                lambda own: add_term(own, word=name, explanation="Förklaring", abbreviation="X"),
                lambda own: change_term(own, word, explanation=name),
                lambda own: change_term(own, word, word=name, abbreviation=""),
                lambda own: remove_term(own, word),
            )
        )
    )


_KINDS: tuple[Callable[[ModelFile, random.Random], Change], ...] = (
    _info, _renamed, _renamed, _level_field, _level_field, _document_field, _added, _added, _moved, _removed,
    _removed, _removed, _word,
)  # fmt: skip

Told = dict[str, Any]


def rows_by_key(session: Session) -> Told:
    """Every row that is made from the model, told without the keys of the file itself."""
    names = {
        (kind.table.__tablename__, row.id): getattr(row, kind.column)
        for kind in KINDS
        for row in session.scalars(select(kind.table))
    }
    found: Told = {}
    for kind in KINDS:
        for row in session.scalars(select(kind.table)):
            found[f"{kind.part}.{getattr(row, kind.column)}"] = _values(row, names)
    for level in session.scalars(select(Level)):
        sources = [(one.position, names["level", one.source_id]) for one in level.sources]
        found[f"levels.{level.key}.sources"] = sources
    for agreement in session.scalars(select(AgreementKind)):
        sections = {part.key: _values(part, names) for part in agreement.parts}
        found[f"agreement_kinds.{agreement.key}.sections"] = sections
    for model in session.scalars(select(SteeringModel)):
        found[f"model.{model.edition}"] = _values(model, names)
        found[f"model.{model.edition}.parts"] = {part.name: part.content for part in model.parts}
    return found


def _values(row: Base, names: dict[tuple[str, int], str]) -> Told:
    values: Told = {}
    for column in row.__table__.columns:
        value = getattr(row, column.name)
        targets = [one.column.table.name for one in column.foreign_keys]
        if column.name not in ("id", "version", "model_id"):
            values[column.name] = names.get((targets[0], value), value) if targets else value
    return values


def everything(session: Session) -> Told:
    """Every row of every table but the log's, as stored, without versions."""
    cursor = session.connection().connection.cursor()
    return {name: cursor.execute(statement).fetchall() for name, statement in _selects().items()}


@cache
def _selects() -> dict[str, str]:
    left_out = {"change_entry", "change_payload", "draft", "file_info"}
    columns = {
        table.name: ", ".join(f'"{column.name}"' for column in table.columns if column.name != "version")
        for table in Base.metadata.sorted_tables
        if table.name not in left_out
    }
    return {name: f'SELECT {names} FROM "{name}" ORDER BY id' for name, names in columns.items()}


def change(database: Database, edit: Edit, heirs: Heirs | None = None) -> None:
    """Change the model of a file in one step."""
    version = database.read(own_version)
    database.write(
        partial(change_model, edit=edit, heirs=heirs, expected_version=version, words="Ändrade modellen")
    )
