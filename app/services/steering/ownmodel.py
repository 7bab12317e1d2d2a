"""The municipality's own steering model in its file: read whole, changed by pure edits, kept by edition."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.canonical import canonical_json
from app.models.steering import ModelPart, SteeringModel
from app.services.steering.modelbringing import bring_rows
from app.services.steering.modelerrors import EditionTooEarly, NoModel
from app.services.steering.modelformat import FORMAT, ModelFile
from app.services.steering.modelholdings import Heirs, hand_over
from app.services.steering.modelrefusals import refuse_losing
from app.services.storage import check_version, describe, touch

Edit = Callable[[ModelFile], ModelFile]
#: Keys of the model file that are columns of the model's own row.
_COLUMNS = ("format", "key", "edition")


def store_model(session: Session, model: ModelFile) -> SteeringModel:
    """Keep a model as an edition of its own, with the rows made from it; the first thing in a new file."""
    row = SteeringModel(**_columns(model))
    session.add(row)
    session.flush()
    _keep_parts(session, row, model)
    bring_rows(session, model)
    return row


def own_model(session: Session, *, edition: int | None = None) -> ModelFile:
    """The model that holds, or an earlier edition; raises NoModel when the file has none."""
    row = _row(session, edition)
    parts = {part.name: part.content for part in row.parts}
    whole = {"format": FORMAT, "key": row.key, "edition": row.edition, **parts}
    # Read as JSON: only there does the strict format take a day as text.
    return ModelFile.model_validate_json(canonical_json(whole))


def own_version(session: Session) -> int:
    """The version to give to `change_model`; raises NoModel when the file has no model."""
    return _row(session).version


def editions(session: Session) -> Sequence[SteeringModel]:
    """Every edition in the file, the one that holds first."""
    return session.scalars(select(SteeringModel).order_by(SteeringModel.edition.desc())).all()


def change_model(
    session: Session, *, edit: Edit, expected_version: int, words: str, heirs: Heirs | None = None
) -> None:
    """Change the model that holds and bring the rows along; `words` tell what was done.

    `heirs` says which part takes over what stands on a part that goes: ("levels", "old") → "new".
    Raises what `refuse_losing` raises when something would be lost or stand wrong.
    """
    row = _row(session)
    check_version(row, expected_version, "Styrmodellen")
    before = own_model(session)
    after = edit(before)
    if after == before:
        return
    refuse_losing(session, before, after, heirs or {})
    for name, value in _columns(after).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    _keep_parts(session, row, after)
    touch(row)
    bring_rows(session, after, hand_over=partial(hand_over, session, before, after, heirs or {}))
    describe(session, words)


def new_edition(session: Session, *, starts: date, expected_version: int) -> int:
    """Begin a new edition that holds from a day; the one before ends the day before and is kept as it was.

    Gives the new edition's number. Raises EditionTooEarly for a day not after the last edition's start.
    """
    row = _row(session)
    check_version(row, expected_version, "Styrmodellen")
    before = own_model(session)
    year = before.model.valid_from_year
    since = before.model.valid_from or (date(year, 1, 1) if year else None)
    if since is not None and starts <= since:
        raise EditionTooEarly(since)
    last = starts - timedelta(days=1)
    ended = _dated(before, valid_to=min(before.model.valid_to or last, last))
    if ended != before:
        for name, value in _columns(ended).items():
            setattr(row, name, value)
        _keep_parts(session, row, ended)
    touch(row)
    begun = _dated(before, valid_from=starts, valid_from_year=None, valid_to=None, validity_text=None,
                   predecessor=f"{before.key}_{before.edition}")  # fmt: skip
    begun = begun.model_copy(update={"edition": before.edition + 1})
    new = SteeringModel(**_columns(begun))
    session.add(new)
    session.flush()
    _keep_parts(session, new, begun)
    describe(session, f"Påbörjade upplaga {begun.edition} av styrmodellen")
    return begun.edition


def _dated(model: ModelFile, **dates: Any) -> ModelFile:
    derived = tuple(name for name in model.model.derived if name not in dates)
    changed = model.model.model_copy(update={**dates, "derived": derived})
    return model.model_copy(update={"model": changed})


def _row(session: Session, edition: int | None = None) -> SteeringModel:
    statement = select(SteeringModel).order_by(SteeringModel.edition.desc()).limit(1)
    if edition is not None:
        statement = statement.where(SteeringModel.edition == edition)
    row = session.scalar(statement)
    if row is None or not row.parts:
        raise NoModel
    return row


def _columns(model: ModelFile) -> dict[str, Any]:
    return {
        "key": model.key,
        "edition": model.edition,
        "title": model.model.title,
        "valid_from": model.model.valid_from,
        "valid_to": model.model.valid_to,
        "predecessor": model.model.predecessor,
    }


def _keep_parts(session: Session, row: SteeringModel, model: ModelFile) -> None:
    wanted = _documents(model)
    present = {part.name: part for part in row.parts}
    for name, content in wanted.items():
        if name not in present:
            row.parts.append(ModelPart(name=name, content=content))
        elif present[name].content != content:
            present[name].content = content
    for name, part in present.items():
        if name not in wanted:
            row.parts.remove(part)
    session.flush()


def _documents(model: ModelFile) -> Mapping[str, Any]:
    whole = model.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in whole.items() if name not in _COLUMNS}
