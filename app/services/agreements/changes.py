"""What has changed in the data since an agreement was decided: goals, targets, parties, assignments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementSnapshot
from app.services.agreements.builder import from_rows
from app.services.agreements.document import (
    Activities,
    AgreementDocument,
    Assignments,
    Block,
    Commitment,
    Commitments,
    from_plain,
)
from app.services.agreements.sources import Source, read_sources
from app.services.clock import fixed_clock
from app.services.textorder import fold

_Block = TypeVar("_Block", bound=Block)
#: Of whole rows that came or went no more than these are named.
_MOST: Final = 3


def changed_since(session: Session, agreement_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What of each decided agreement the data no longer says, a sentence for each."""
    return changes_of(session, read_sources(session, agreement_ids, figures=False))


def changes_of(session: Session, sources: Iterable[Source]) -> dict[int, tuple[str, ...]]:
    """The same of agreements that have been read; those that are not decided have nothing to say."""
    decided = {source.version.id: source for source in sources if source.version.locked}
    if not decided:
        return {}
    kept = select(AgreementSnapshot.node_version_id, AgreementSnapshot.document)
    found: dict[int, tuple[str, ...]] = {}
    for version_id, document in session.execute(
        kept.where(AgreementSnapshot.node_version_id.in_(list(decided)))
    ):
        source = decided[version_id]
        before = from_plain(document)
        after = from_rows(source, clock=fixed_clock(date.min))
        found[source.agreement.id] = tuple(differences(before, after))
    return found


def differences(before: AgreementDocument, after: AgreementDocument) -> Iterator[str]:
    """What the rows say otherwise than what was decided, in the order of the paper."""
    if before.performer != after.performer:
        yield f"{before.performer} heter nu {after.performer}."
    if before.external and before.contract != after.contract:
        yield (
            f"Avtalet som utföraren vilar på är nu {after.contract}."
            if after.contract
            else ("Avtalet som utföraren vilar på är borttaget.")
        )
    yield from _of_commitments(before, after)
    yield from _of_rows(
        "Aktiviteten",
        _titles(one for block in _blocks(before, Activities) for one in block.items),
        _titles(one for block in _blocks(after, Activities) for one in block.items),
    )
    yield from _of_rows(
        "Uppdraget",
        _titles(one for block in _blocks(before, Assignments) for one in block.items),
        _titles(one for block in _blocks(after, Assignments) for one in block.items),
    )


def _blocks(document: AgreementDocument, kind: type[_Block]) -> list[_Block]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def _titles(items: Iterable[object]) -> dict[str, str]:
    titles = (str(getattr(item, "title", "")) for item in items)
    return {fold(title): title for title in titles}


def _of_rows(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    gone = [title for key, title in before.items() if key not in after]
    come = [title for key, title in after.items() if key not in before]
    yield from _counted(gone, what, "finns inte längre")
    yield from _counted(come, what, "har tillkommit")


def _counted(titles: Sequence[str], what: str, words: str) -> Iterator[str]:
    for title in titles[:_MOST]:
        yield f"{what} ”{title}” {words}."
    if len(titles) > _MOST:
        yield f"Ytterligare {len(titles) - _MOST} {words}."


def _of_commitments(before: AgreementDocument, after: AgreementDocument) -> Iterator[str]:
    old, new = _numbered(before), _numbered(after)
    labels = {block.label for document in (before, after) for block in _blocks(document, Commitments)}
    yield from _of_rows(
        labels.pop() if len(labels) == 1 else "Målet",
        {key: row.title for key, (_, row) in old.items()},
        {key: row.title for key, (_, row) in new.items()},
    )
    for key, (number, row) in old.items():
        if key in new:
            yield from _of_commitment(number, row, new[key][1])


def _numbered(document: AgreementDocument) -> dict[str, tuple[str, Commitment]]:
    """Each commitment by its title, with what it is called on the paper: åtagande 2."""
    found: dict[str, tuple[str, Commitment]] = {}
    for block in _blocks(document, Commitments):
        for number, row in enumerate(block.items, start=1):
            found.setdefault(fold(row.title), (f"{block.label.lower()} {number}", row))
    return found


def _of_commitment(named: str, before: Commitment, after: Commitment) -> Iterator[str]:
    if before.goal != after.goal:
        if after.goal is None:
            yield f"Målet ”{before.goal}”, som {named} bidrar till, är inte längre kopplat."
        elif before.goal is None:
            yield f"{_capital(named)} bidrar nu till målet ”{after.goal}”."
        else:
            yield f"Målet som {named} bidrar till är nu ”{after.goal}”, tidigare ”{before.goal}”."
    if before.measure != after.measure:
        yield f"Måttet för {named} är nu {_said(after.measure)}, tidigare {_said(before.measure)}."
    if before.target != after.target:
        yield f"Målvärdet för {named} är nu {_one(after.target)}, tidigare {_one(before.target)}."
    if before.due != after.due:
        yield f"Målåret för {named} är nu {_one(after.due)}, tidigare {_one(before.due)}."
    if (before.text or "") != (after.text or ""):
        yield f"Beskrivningen av {named} är ändrad."


def _said(text: str | None) -> str:
    return f"”{_one(text)}”" if text else "inget"


def _one(text: str | None) -> str:
    """Several lines on one."""
    return ", ".join(text.split("\n")) if text else "inget"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
