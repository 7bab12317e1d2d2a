"""The municipality's standard texts: what each says, its earlier versions, and how it is changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import TEXT_USES, AgreementKind, AgreementPart, StandardText
from app.models.errors import ChangedSince, DomainError, NotFound
from app.services import richtext
from app.services.agreements.kinds import fills_of
from app.services.agreements.wordings import (
    EXTERNAL,
    EXTRA,
    FUNDING_WORDS,
    INTERNAL,
    WITHIN,
    clause_of,
    clauses_of,
    model_wording,
    read_standards,
)
from app.services.storage import describe
from app.services.typed import optional

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_USE_WORDS: Final = {
    INTERNAL: "",
    EXTERNAL: ", för externa utförare",
    EXTRA: ", uppdrag med tillskott",
    WITHIN: ", uppdrag inom ram",
}


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that a standard text may hold in braces, what it becomes, and how that may read."""

    name: str
    explanation: str
    example: str


TEXT_FIELDS: Final = (
    TextField("utförare", "Utförarens namn", "Hemtjänst Norra"),
    TextField("enhet", "Enheten som handlingen gäller", "Hemtjänst Norra"),
    TextField("beställare", "Beställarens namn", "kommunstyrelsen"),
    TextField("kommun", "Kommunens namn", "Exempelkommunens kommun"),
    TextField("plan", "Dokumentet som handlingen gör konkret", "Strategisk plan 2027"),
    TextField("avtal", "Avtalet som en extern utförare arbetar efter", "”Drift av badhus”"),
    TextField(
        "giltighet",
        "Avtalstiden i ord",
        "i tre år, från och med den 1 januari 2027 till och med den 31 december 2029",
    ),
    TextField("första_år", "Avtalstidens första år", "2027"),
    TextField("sista_år", "Avtalstidens sista år", "2029"),
    TextField("ramår", "Åren som ramarna gäller", "åren 2027–2029"),
    TextField("dialog", "När nästa handling förbereds", "maj 2029"),
    TextField("belopp", "Tillskottet till ett uppdrag", "250 000 kr"),
)
"""Fields in the order they are offered; the last only in the sentence about how an assignment is paid."""
_FUNDING_FIELD: Final = "belopp"


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A wording that held before; number 0 is the model's own."""

    number: int
    text: str
    valid_from: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StandardTextView:
    """One wording of a part or a clause: for a kind of performer, or for how an assignment is paid.

    `number` is 0 where the municipality has no wording of its own; `text` is "" where nothing is said.
    """

    part_id: int
    part: str
    clause: str | None
    clause_title: str | None
    use: str
    text: str
    number: int
    valid_from: date | None
    from_model: bool
    earlier: tuple[EarlierText, ...] = ()
    note: str | None = None


class UnknownField(DomainError):
    """A standard text has a field that nothing can be filled in for."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        fields = ", ".join(f"{{{one}}}" for one in known)
        super().__init__(f"Fältet {{{name[:40]}}} kan inte fyllas i. Fält som går att använda är {fields}.")


class FieldElsewhere(DomainError):
    """A field was put in a text where it has no meaning."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Fältet {{{name}}} kan bara stå i meningen om hur ett uppdrag betalas.")


def standard_texts(session: Session, *, kind_id: int) -> tuple[StandardTextView, ...]:
    """Every wording that a kind can have, part by part in the order of the paper."""
    kind = session.get(AgreementKind, kind_id)
    if kind is None:
        raise NotFound("Avtalsslaget")
    standards = read_standards(session, (kind_id,))
    return tuple(
        _view(part, clause, use, standards.get((part.id, clause, use), ()))
        for part in kind.parts
        for clause, use in _places(part)
    )


def set_standard_text(
    session: Session,
    *,
    part_id: int,
    clause: str | None,
    use: str,
    text: str,
    valid_from: date | None = None,
    note: str | None = None,
    expected_number: int,
) -> int:
    """Make a new version of a wording; gives its number. Agreements that are decided keep theirs.

    It holds for agreements that start on `valid_from` or later, for all where there is no day. An empty
    text says that the municipality has none here.
    """
    part = _part(session, part_id, clause, use)
    text = _checked(text, use)
    versions = _versions(session, part_id, clause, use)
    number = _expected(versions, expected_number)
    if versions:
        if (versions[0].text, versions[0].valid_from) == (text, valid_from):
            return number
    elif text == (model_wording(part, clause, use) or "") and valid_from is None:
        return 0
    _add(session, part, clause, use, text, number + 1, valid_from, optional(note))
    describe(session, f"Ändrade standardtexten i {_spoken(part, clause, use)}")
    return number + 1


def restore_standard_text(
    session: Session, *, part_id: int, clause: str | None, use: str, expected_number: int, number: int = 0
) -> int:
    """Let an earlier wording hold again as a new version; number 0 is the model's. Gives the new number."""
    part = _part(session, part_id, clause, use)
    versions = _versions(session, part_id, clause, use)
    current = _expected(versions, expected_number)
    if not versions or number == current:
        return current
    earlier = next((row for row in versions if row.number == number), None)
    if number and earlier is None:
        raise NotFound("Versionen")
    text = earlier.text if earlier is not None else model_wording(part, clause, use) or ""
    if versions[0].text == text and versions[0].valid_from is None:
        return current
    note = f"Återtagen från version {number}" if number else "Återtagen från styrmodellen"
    _add(session, part, clause, use, text, current + 1, None, note)
    describe(session, f"Tog tillbaka standardtexten i {_spoken(part, clause, use)}")
    return current + 1


def _places(part: AgreementPart) -> Iterator[tuple[str | None, str]]:
    """The clauses and uses that a part has wordings for; None is the part itself."""
    yield None, INTERNAL
    yield None, EXTERNAL
    for clause in clauses_of(part):
        yield clause["key"], INTERNAL
        yield clause["key"], EXTERNAL
    if "assignments" in fills_of(part):
        yield None, EXTRA
        yield None, WITHIN


def _view(
    part: AgreementPart, clause: str | None, use: str, versions: tuple[StandardText, ...]
) -> StandardTextView:
    model = model_wording(part, clause, use) or ""
    own = versions[0] if versions else None
    older = [EarlierText(row.number, row.text, row.valid_from, row.note) for row in versions[1:]]
    return StandardTextView(
        part_id=part.id,
        part=part.title,
        clause=clause,
        clause_title=_title(part, clause) if clause is not None else None,
        use=use,
        text=own.text if own is not None else model,
        number=own.number if own is not None else 0,
        valid_from=own.valid_from if own is not None else None,
        from_model=own is None or own.text == model,
        earlier=(*older, EarlierText(0, model)) if own is not None else (),
        note=own.note if own is not None else None,
    )


def _title(part: AgreementPart, clause: str) -> str:
    title: str = (clause_of(part, clause) or {}).get("title", clause)
    return title


def _part(session: Session, part_id: int, clause: str | None, use: str) -> AgreementPart:
    part = session.get(AgreementPart, part_id)
    if part is None or use not in TEXT_USES or (clause, use) not in _places(part):
        raise NotFound("Standardtexten")
    return part


def _checked(text: str, use: str) -> str:
    text = richtext.cleaned(text).strip()
    if len(text) > richtext.MAX_CHARACTERS:
        raise richtext.TextTooLong(len(text))
    names = tuple(field.name for field in TEXT_FIELDS)
    for name in _FIELD.findall(text):
        if name not in names:
            raise UnknownField(name, names if use in FUNDING_WORDS else names[:-1])
        if name == _FUNDING_FIELD and use not in FUNDING_WORDS:
            raise FieldElsewhere(name)
    return text


def _versions(session: Session, part_id: int, clause: str | None, use: str) -> list[StandardText]:
    """The own versions of a wording, the newest first."""
    rows = select(StandardText).where(
        StandardText.part_id == part_id,
        StandardText.clause.is_not_distinct_from(clause),
        StandardText.use == use,
    )
    return list(session.scalars(rows.order_by(StandardText.number.desc())))


def _expected(versions: list[StandardText], expected_number: int) -> int:
    number = versions[0].number if versions else 0
    if number != expected_number:
        raise ChangedSince("Standardtexten")
    return number


def _add(
    session: Session,
    part: AgreementPart,
    clause: str | None,
    use: str,
    text: str,
    number: int,
    valid_from: date | None,
    note: str | None,
) -> None:
    session.add(
        StandardText(
            part_id=part.id,
            clause=clause,
            use=use,
            number=number,
            text=text,
            valid_from=valid_from,
            note=note,
        )
    )
    session.flush()


def _spoken(part: AgreementPart, clause: str | None, use: str) -> str:
    title = part.title if clause is None else f"{part.title}: {_title(part, clause)}"
    return f"”{title}”{_USE_WORDS[use]}"
