"""The kinds of agreements that the model has: their words, for whom they are made, what their parts hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind, AgreementPart

Per = Literal["performer", "unit", "client_pair"]
PER: Final[tuple[Per, ...]] = ("performer", "unit", "client_pair")

#: What the program can fill in from data in a part of an agreement, in the order it is filled in.
FILLS: Final = (
    "frames", "goals", "commitments", "activities", "assignments", "key_figures", "follow_up",
)  # fmt: skip
#: Parts that hold data in models written before `fills` was a word of theirs.
FILLED_PARTS: Final = {"spelregler": "frames", "atagande": "commitments", "uppfoljning": "follow_up"}

_SIDES: Final = ("client", "performer")
CLIENT_LABEL: Final = "Beställare"
PERFORMER_LABEL: Final = "Utförare"

#: The definite form and the plural of names, by how they end; the longest ending that fits is used.
_FORMS: Final = (
    ("else", "n", "r"), ("ande", "t", "n"), ("ende", "t", "n"), ("ing", "en", "ar"), ("ion", "en", "er"),
    ("plan", "en", "er"), ("het", "en", "er"),
    ("avtal", "et", ""), ("kontrakt", "et", ""), ("uppdrag", "et", ""), ("direktiv", "et", ""),
    ("mål", "et", ""), ("beslut", "et", ""), ("program", "met", ""), ("dokument", "et", ""),
    ("förslag", "et", ""), ("löfte", "t", "n"), ("garanti", "n", "er"), ("order", "n", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindWords:
    """What an agreement of a kind is called, what its parties are called, and whether it is signed."""

    name: str
    plural: str
    definite: str
    client_label: str = CLIENT_LABEL
    performer_label: str = PERFORMER_LABEL
    signed: bool = True

    @property
    def one(self) -> str:
        """The name inside a sentence: uppdragshandling."""
        return _small(self.name)

    @property
    def many(self) -> str:
        """The plural inside a sentence: uppdragshandlingar."""
        return _small(self.plural)

    @property
    def this(self) -> str:
        """The definite form inside a sentence: uppdragshandlingen."""
        return _small(self.definite)

    @property
    def article(self) -> str:
        """The indefinite article, en or ett: told by the word that is bent in the definite form."""
        bent = [word for word in self.definite.split() if word not in self.name.split()]
        return "ett" if (bent[0] if bent else _made_forms(self.name)[0]).endswith("t") else "en"

    @property
    def neuter(self) -> bool:
        """Whether what is said of it is bent as of ett avtal."""
        return self.article == "ett"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of the model, and how many agreements of it there are."""

    id: int
    key: str
    name: str
    plural: str
    definite: str
    per: Per
    count: int
    term_years: int | None
    signed: bool
    client_label: str = CLIENT_LABEL
    performer_label: str = PERFORMER_LABEL


def kind_words(kind: AgreementKind) -> KindWords:
    """The words of a kind: the model's own, else forms made from its name."""
    details = kind.details or {}
    made = _made_forms(kind.name)
    return KindWords(
        name=kind.name,
        plural=details.get("plural") or made[1],
        definite=details.get("definite") or made[0],
        client_label=details.get("client_label") or _label(kind, "client") or CLIENT_LABEL,
        performer_label=details.get("performer_label") or _label(kind, "performer") or PERFORMER_LABEL,
        signed=details.get("signed", True),
    )


def per_of(kind: AgreementKind) -> Per:
    """For whom agreements of a kind are made: each performer, a picked unit, or a unit with the one above."""
    said = (kind.details or {}).get("per")
    return next((per for per in PER if per == said), "performer")


def role_of_performer(kind: AgreementKind) -> str | None:
    """The performer where it is no unit: unions, or the second of two roles such as manager and employee."""
    other: str | None = (kind.details or {}).get("other_party")
    if other:
        return other
    parties: Sequence[Mapping[str, str]] = (kind.details or {}).get("parties") or []
    if len(parties) != len(_SIDES) or any(one.get("side") for one in parties):
        return None
    return parties[1]["name"]


def kinds(session: Session) -> tuple[KindRow, ...]:
    """Every kind of the model in its order."""
    count = select(Agreement.kind_id, func.count()).group_by(Agreement.kind_id)
    made = dict(session.execute(count).all())
    rows = session.scalars(select(AgreementKind).order_by(AgreementKind.position, AgreementKind.id))
    return tuple(_row(kind, made.get(kind.id, 0)) for kind in rows)


def fills_of(part: AgreementPart) -> tuple[str, ...]:
    """What the program fills in from data in a part, in the order it stands there."""
    details = part.details or {}
    if "fills" not in details:
        return (FILLED_PARTS[part.key],) if part.key in FILLED_PARTS else ()
    said = details["fills"] or ()
    return tuple(fill for fill in FILLS if fill in said)


def _row(kind: AgreementKind, count: int) -> KindRow:
    words = kind_words(kind)
    return KindRow(
        id=kind.id,
        key=kind.key,
        name=words.name,
        plural=words.plural,
        definite=words.definite,
        per=per_of(kind),
        count=count,
        term_years=kind.term_years,
        signed=words.signed,
        client_label=words.client_label,
        performer_label=words.performer_label,
    )


def _label(kind: AgreementKind, side: str) -> str | None:
    """What the paper calls a party; one whose side nobody has said is the side that is left."""
    parties = (kind.details or {}).get("parties") or ()
    said = {one["side"]: one for one in parties if one.get("side")}
    left = (name for name in _SIDES if name not in said)
    rest = dict(zip(left, (one for one in parties if not one.get("side")), strict=False))
    label: str | None = {**rest, **said}.get(side, {}).get("label")
    return label


def _made_forms(name: str) -> tuple[str, str]:
    """The definite form and the plural, as far as the ending of the name tells them."""
    stem = name.split("(")[0].split("/")[0].strip() or name
    fitting = [form for form in _FORMS if stem.casefold().endswith(form[0])]
    if not fitting:
        return name, name
    _, definite, plural = max(fitting, key=lambda form: len(form[0]))
    return stem + definite, (stem[:-1] if plural == "ar" and stem.endswith("e") else stem) + plural


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
