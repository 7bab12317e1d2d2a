"""Why a change of the steering model is refused: nothing in the file may be lost, altered or stand wrong."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.models.agreements import AgreementKind, AgreementPart, AgreementText, StandardText
from app.models.steering import Level, Node
from app.services.steering import modelformat_steering as shape
from app.services.steering.modelerrors import CannotTakeOver, FormInUse, Misplaced, PartInUse
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelholdings import Heirs, Holding, gone, holdings, in_words, spoken
from app.services.steering.modelrows import row_keys
from app.services.steering.rules import AGREEMENT_FORMS

#: A level and the level above it, by key; None for the top.
Place = tuple[str, str | None]
_AGREED = AGREEMENT_FORMS | {"commitment"}


def refuse_losing(session: Session, before: ModelFile, after: ModelFile, heirs: Heirs) -> None:
    """Raise what stands against a change: PartInUse, CannotTakeOver, FormInUse or Misplaced. Only reads."""
    for part, key in gone(before, after):
        heir = heirs.get((part, key))
        found = holdings(session, part, key)
        if found and heir is None:
            raise PartInUse(spoken(before, part, key), in_words(found))
        if heir is not None and heir not in row_keys(after, part):
            raise CannotTakeOver(spoken(before, part, key), heir)
    _refuse_lost_sections(session, after)
    _refuse_other_forms(session, before, after, heirs)
    _refuse_misplaced(session, before, after, heirs)


def _refuse_lost_sections(session: Session, after: ModelFile) -> None:
    kept = {
        (kind.key, section.key) for kind in after.agreement_kinds or () for section in kind.sections or ()
    }
    for table in (AgreementText, StandardText):
        statement = select(AgreementKind.key, AgreementPart.key, AgreementPart.title, func.count())
        statement = statement.select_from(table).join(AgreementPart, AgreementPart.id == table.part_id)
        statement = statement.join(AgreementKind, AgreementKind.id == AgreementPart.kind_id)
        for kind, section, title, count in session.execute(statement.group_by(AgreementPart.id)):
            if (kind, section) not in kept:
                raise PartInUse(f"Avsnittet ”{title}”", Holding(table.__tablename__, count).words)


def _refuse_other_forms(session: Session, before: ModelFile, after: ModelFile, heirs: Heirs) -> None:
    """An agreement has rows beside its element, and a commitment stands in one: they cannot become others."""
    forms = {level.key: level.form for level in after.levels}
    for level in before.levels:
        new = forms.get(heirs.get(("levels", level.key), level.key), level.form)
        if new != level.form and (new in _AGREED or level.form in _AGREED):
            count = sum(one.count for one in holdings(session, "levels", level.key) if one.table == "node")
            if count:
                raise FormInUse(level.name, count)


def _refuse_misplaced(session: Session, before: ModelFile, after: ModelFile, heirs: Heirs) -> None:
    """Raise Misplaced for elements that would come to stand where the model has no place for them."""
    counts = _places(session)
    wrong = {_place_after(place, heirs) for place in _wrong_places(before, counts)}
    later: dict[Place, int] = {}
    for place, count in counts.items():
        new = _place_after(place, heirs)
        later[new] = later.get(new, 0) + count
    names = {level.key: level.name for level in after.levels}
    for low, high in _wrong_places(after, later):
        if (low, high) not in wrong:
            raise Misplaced(names[low], names[high] if high else None, later[(low, high)])


def _places(session: Session) -> dict[Place, int]:
    """The levels on which elements stand and those they stand under, with how many."""
    low, high, above = aliased(Level), aliased(Level), aliased(Node)
    statement = select(low.key, high.key, func.count()).select_from(Node)
    statement = statement.join(low, low.id == Node.level_id)
    statement = statement.outerjoin(above, above.id == Node.parent_id)
    statement = statement.outerjoin(high, high.id == above.level_id).group_by(low.key, high.key)
    return {(low_key, high_key): count for low_key, high_key, count in session.execute(statement)}


def _place_after(place: Place, heirs: Heirs) -> Place:
    low, high = place
    return heirs.get(("levels", low), low), None if high is None else heirs.get(("levels", high), high)


def _wrong_places(model: ModelFile, places: Iterable[Place]) -> list[Place]:
    """Those places that the model does not have, in the order of its levels.

    Any level that it stands under or builds on will do; the top only while nothing stands above it.
    """
    pairs = set(places)
    levels = {level.key: level for level in model.levels}
    used = {low for low, _ in pairs}
    wrong = [
        (low, high)
        for low, high in pairs
        if low in levels
        and (
            not _may_be_first(levels[low], levels, used)
            if high is None
            else high not in (levels[low].parent, *levels[low].sources)
        )
    ]
    return sorted(wrong, key=lambda place: levels[place[0]].order)


def _may_be_first(level: shape.Level, levels: Mapping[str, shape.Level], used: Collection[str]) -> bool:
    if level.parent is None:
        return True
    waiting, seen = [level], {level.key}
    while waiting:
        current = waiting.pop()
        for key in (current.parent, *current.sources):
            if key is not None and key not in seen:
                if key in used:
                    return False
                seen.add(key)
                waiting.append(levels[key])
    return True
