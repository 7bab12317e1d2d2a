"""Words for measures: what the model calls them, their values and targets, and their properties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session

from app.models.steering import ModelPart, SteeringModel
from app.models.types import JsonText
from app.services.formatting import DASH, write_number, write_percent
from app.services.scorecard.views import Goalposts

DIRECTIONS: Mapping[str, str] = {
    "higher": "högre är bättre",
    "lower": "lägre är bättre",
    "unchanged": "ska vara oförändrat",
    "within": "ska ligga inom ett intervall",
    "yes_no": "ja eller nej",
    "scale": "skala i ord",
}
ASPECTS: Mapping[str, str] = {
    "volume": "volym",
    "quality": "upplevd kvalitet",
    "productivity": "produktivitet",
    "cost": "kostnad",
}
NATURES: Mapping[str, str] = {"leading": "ledande", "lagging": "eftersläpande"}
SUMMINGS: Mapping[str, str] = {
    "last": "det senaste värdet gäller",
    "sum": "periodernas summa",
    "mean": "periodernas medelvärde",
}
ACROSS: Mapping[str, str] = {"sum": "summan av enheterna", "mean": "medelvärdet av enheterna"}
TARGET_KINDS: Mapping[str, str] = {
    "absolute": "ett värde",
    "previous": "en ändring från förra året",
    "gap": "högsta skillnad mellan kvinnor och män",
}
YES, NO = Decimal(1), Decimal(0)
#: More decimals than this come from reckoning, not from measuring.
_MOST_MEASURED = 6
_PERCENT = frozenset({"procent", "%"})
_COUNTS = frozenset({"", "st", "antal", "index"})


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """What a measure is called in the middle of a sentence: styrtal, styrtal, styrtalet."""

    one: str
    many: str
    definite: str

    @property
    def a(self) -> str:
        """The article: ett styrtal, en indikator."""
        return "ett" if self.definite.endswith("t") else "en"

    @property
    def no(self) -> str:
        """Inget styrtal, ingen indikator."""
        return "inget" if self.a == "ett" else "ingen"

    @property
    def new(self) -> str:
        """Nytt styrtal, ny indikator."""
        return "nytt" if self.a == "ett" else "ny"

    @property
    def counted(self) -> str:
        """The word after a count of several; of several words the first."""
        return self.many.split(" ")[0]

    @property
    def title(self) -> str:
        """All of them as a title: Styrtal, Resultatindikatorer."""
        return self.many[:1].upper() + self.many[1:]

    @property
    def single(self) -> str:
        """One of them as a title: Styrtal, Resultatindikator."""
        return self.one[:1].upper() + self.one[1:]


#: Ends of words: what becomes of them in the plural and with the definite article.
_ENDS = (
    ("tal", "tal", "talet"), ("mått", "mått", "måttet"), ("värde", "värden", "värdet"),
    ("kriterium", "kriterier", "kriteriet"), ("index", "index", "indexet"), ("mål", "mål", "målet"),
    ("are", "are", "aren"), ("a", "or", "an"), ("e", "ar", "en"), ("", "er", "en"),
)  # fmt: skip
STANDARD = MeasureWord("mått", "mått", "måttet")


def measure_word(session: Session) -> MeasureWord:
    """What the model that holds calls a measure; ”mått” where it is silent."""
    content: Any = type_coerce(ModelPart.content, JsonText)
    statement = (
        select(ModelPart.name, content)
        .join(SteeringModel)
        .where(ModelPart.name.in_(("scorecard", "model")))
        .order_by(SteeringModel.edition.desc())
    )
    said: dict[str, str | None] = {}
    for name, part in session.execute(statement):
        said.setdefault(name, part.get("indicator_term") if isinstance(part, Mapping) else None)
    return word_of(said.get("scorecard") or said.get("model"))


def word_of(term: str | None) -> MeasureWord:
    """A model's term with its forms; of several, ”mått och nyckeltal”, the first stands for one of them."""
    plain = " ".join((term or "").split())
    if not plain:
        return STANDARD
    many, first = "", ""
    for part in plain.split(" "):
        if part.rstrip(",") in ("och", "eller", "samt"):
            many += f" {part}"
            continue
        bare = part.rstrip(",")
        lowered = bare if bare.isupper() else bare[:1].lower() + bare[1:]
        forms = _forms(lowered)
        first = first or lowered
        many += f" {forms.many}{part[len(bare) :]}"
    return MeasureWord(first, many.strip(), _forms(first).definite)


def _forms(word: str) -> MeasureWord:
    if word.endswith("indikator"):
        return MeasureWord(word, f"{word}er", f"{word}n")
    if word.isupper():
        return MeasureWord(word, f"{word}:er", f"{word}:n")
    end, plural, definite = next(row for row in _ENDS if word.endswith(row[0]))
    stem = word[: len(word) - len(end)]
    return MeasureWord(word, stem + plural, stem + definite)


# ---- values --------------------------------------------------------------------------------------


def value_words(
    value: Decimal | None,
    unit_of_measure: str | None,
    *,
    decimals: int | None = None,
    direction: str | None = None,
    scale: Iterable[str] | None = None,
    plus: bool = False,
) -> str:
    """A value with its unit, or its word on a scale: 61 %, 390 kr, ja, delvis; "" where there is none.

    Without `decimals` it is written as measured; what has been reckoned to more digits, with two.
    """
    if value is None:
        return ""
    if decimals is None and value.as_tuple().exponent < -_MOST_MEASURED:  # type: ignore[operator]
        decimals = 2
    if direction == "yes_no" and value in (YES, NO):
        return "ja" if value == YES else "nej"
    steps = tuple(scale or ())
    if direction == "scale" and value == value.to_integral_value() and 1 <= value <= len(steps):
        return steps[int(value) - 1]
    unit = (unit_of_measure or "").strip()
    if unit.lower() in _PERCENT:
        return write_percent(value, decimals, plus=plus)
    number = write_number(value, decimals, plus=plus)
    return number if unit.lower() in _COUNTS else f"{number} {unit}"


def target_words(
    posts: Goalposts,
    unit_of_measure: str | None,
    *,
    decimals: int | None = None,
    direction: str | None = None,
    scale: Iterable[str] | None = None,
) -> str:
    """What is aimed at: minst 95 %, högst 5 dagar, 4–6, minst 2 % mer än förra året; "" where nothing is."""
    if posts.value is None:
        return posts.words or ""

    def said(value: Decimal, plus: bool = False) -> str:
        return value_words(
            value, unit_of_measure, decimals=decimals, direction=direction, scale=scale, plus=plus
        )

    if posts.kind == "gap":
        return f"högst {said(posts.value)} i skillnad"
    if posts.kind == "previous":
        return f"{said(posts.value, plus=True)} mot förra året"
    if posts.upper is not None:
        return f"{write_number(posts.value, decimals)}{DASH}{said(posts.upper)}"
    before = {"higher": "minst ", "lower": "högst ", "scale": "minst "}.get(direction or "", "")
    return before + said(posts.value)
