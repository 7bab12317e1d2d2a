"""The municipality's own steering model as it is shown: its parts as tables, with what stands on each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Level, SteeringModel
from app.services import formatting
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelholdings import all_holdings
from app.services.steering.modeltelling import Teller
from app.services.steering.ownmodel import editions, own_model, own_version
from app.services.steering.ownrows import ModelRow, RowMaker

#: Parts that a municipality can add to in its own model.
GROWING = frozenset({"levels", "perspectives", "document_kinds"})


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: what it shows, and how wide the table must be for it to have room."""

    key: str
    title: str
    width: int
    room: int = 0
    number: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A part of the model in the list; a `reading` one is shown as text and not as a table."""

    key: str
    title: str
    parts: tuple[str, ...]
    columns: tuple[ColumnSpec, ...] = ()
    reading: bool = False
    bare: str | None = None
    """The part whose rows stand without a heading."""
    counted: tuple[str, ...] = ()
    aside: str = "value"
    """The column in which single facts show what they say."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the model with its rows."""

    spec: SectionSpec
    count: int
    rows: tuple[ModelRow, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition of the model in the file."""

    number: int
    title: str
    starts: date | None
    ends: date | None
    holds: bool
    """Whether it is the last one, which can be changed."""

    @property
    def words(self) -> str:
        """The edition and when it is valid, on a line."""
        if self.starts is None and self.ends is None:
            return f"Upplaga {self.number}, giltighetstid anges inte"
        return f"Upplaga {self.number}, {formatting.write_period(self.starts, self.ends)}"


@dataclass(frozen=True, slots=True)
class OwnView:
    """A whole edition; `held` says in words what stands on a part, by part and key."""

    model: ModelFile
    version: int
    holds: bool
    sections: tuple[SectionView, ...]
    editions: tuple[EditionView, ...]
    held: Mapping[tuple[str, str], str]
    level_ids: Mapping[str, int]
    predecessor: str | None
    """What the model before this one is called, where that is known."""

    def section(self, key: str) -> SectionView | None:
        """The part with a key, if the model has it."""
        return next((one for one in self.sections if one.spec.key == key), None)


_HELD = ColumnSpec("held", "Används av", 120, room=900)
_VALUE = ColumnSpec("value", "Innehåll", 420)
_C = ColumnSpec
SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "overview", "Översikt", ("model", "municipality", "sustainability_dimensions"), reading=True
    ),
    SectionSpec(
        "levels",
        "Nivåer",
        ("levels",),
        (
            _C("order", "Nr", 40, number=True), _C("form", "Form", 104, room=820),
            _C("decided_by", "Beslutas av", 152, room=420), _C("horizon", "Horisont", 104, room=620),
            _C("cycle", "Cykel", 104, room=960), _C("measurable", "Mätbar", 64, room=1100), _HELD,
            _C("short_name", "Kort namn", 120, hidden=True), _C("question", "Fråga", 180, hidden=True),
            _C("prepared_by", "Bereds av", 152, hidden=True),
            _C("sources", "Bygger också på", 180, hidden=True),
            _C("scope", "Omfattning", 152, hidden=True),
        ),
        bare="levels",
        counted=("levels",),
    ),
    SectionSpec(
        "perspectives",
        "Perspektiv",
        ("perspectives", "perspective_info", "scorecard"),
        (
            _C("order", "Nr", 40, room=400, number=True), _C("short_name", "Kort namn", 120, room=520),
            _C("question", "Fråga", 280), _C("scope", "Omfattning", 152, room=680), _HELD,
        ),
        bare="perspectives",
        aside="question",
        counted=("perspectives",),
    ),
    SectionSpec(
        "bodies",
        "Organ",
        ("bodies",),
        (
            _C("abbreviation", "Förkortning", 88, room=760), _C("kind", "Slag", 144, room=400),
            _C("count", "Antal", 56, number=True, room=640), _C("name_today", "Heter i dag", 152, room=540),
            _C("task", "Uppgift", 240, room=960),
        ),
        bare="bodies",
        counted=("bodies",),
    ),
    SectionSpec(
        "unit_kinds", "Organslag", ("unit_kinds",), (_C("category", "Kategori", 160), _HELD),
        bare="unit_kinds", counted=("unit_kinds",),
    ),
    SectionSpec(
        "document_kinds",
        "Dokumentslag",
        ("document_kinds", "management_levels"),
        (
            _C("category", "Kategori", 144, room=400), _C("decided_by", "Beslutas av", 152, room=520),
            _C("cycle", "Cykel", 120, room=660), _C("level", "Nivå", 136, room=800),
            _C("stance", "Hållning", 88, room=900),
        ),
        bare="document_kinds",
        counted=("document_kinds",),
    ),
    SectionSpec(
        "agreement_kinds",
        "Avtalsslag",
        ("agreement_kinds",),
        (
            _C("level", "Nivå", 120, room=480), _C("term_text", "Avtalstid", 88, room=700),
            _C("value", "Innehåll", 260), _C("held", "Används av", 112, room=860),
        ),
        bare="agreement_kinds",
        counted=("agreement_kinds",),
    ),
    SectionSpec(
        "report_kinds",
        "Rapporter",
        ("report_kinds",),
        (
            _C("period_text", "Period", 144, room=560), _C("frequency", "Hur ofta", 136, room=400),
            _C("prepared_by", "Bereds av", 144, room=760), _C("decided_by", "Beslutas av", 144, room=660),
            _C("due", "Klar", 120, room=900),
        ),
        bare="report_kinds",
        counted=("report_kinds",),
    ),
    SectionSpec(
        "wheels",
        "Årshjul",
        ("wheels", "wheel_patterns"),
        (
            _C("when", "När", 176), _C("year_offset", "Arbetet avser", 120, room=600),
            _C("phase", "Fas", 104, room=500), _C("bodies", "Organ", 168, room=740),
            _C("timing_text", "Tid i källan", 144, room=940),
            _C("rhythm", "Rytm", 112, hidden=True), _C("level", "Nivå", 136, hidden=True),
        ),
        bare="wheels",
        counted=("wheel_patterns",),
    ),
    SectionSpec(
        "budget",
        "Budgetprocess",
        ("budget",),
        (_VALUE, _C("when", "När", 128, room=640), _C("bodies", "Organ", 168, room=760)),
    ),
    SectionSpec(
        "roles",
        "Roller",
        ("roles",),
        (_C("answers", "Svarar för", 320), _C("capacity", "I egenskap av", 152, room=540)),
        bare="roles",
        counted=("roles",),
    ),
    SectionSpec(
        "goals",
        "Mål och kvalitet",
        ("goals", "quality_criteria"),
        (_C("level", "Nivå", 120, room=480), _C("body", "Organ", 168, room=420),
         _C("scope", "Omfattning", 152, room=760)),
        counted=("goals", "quality_criteria"),
    ),
    SectionSpec("quality_wheel", "Kvalitetshjul", ("quality_wheel",), (_VALUE,)),
    SectionSpec(
        "milestones",
        "Införande",
        ("milestones",),
        (_C("decided_by", "Beslutas av", 176, room=480), _C("ready", "Klart", 136),
         _C("level", "Nivå", 144, room=700)),
        bare="milestones",
        counted=("milestones",),
    ),
    SectionSpec("texts", "Texter och fakta", ("texts", "facts"), reading=True, counted=("texts", "facts")),
    SectionSpec("evaluation", "Utvärderingar", ("evaluation",), (_VALUE,)),
    SectionSpec(
        "glossary", "Ordlista", ("glossary",), (_C("explanation", "Förklaring", 420),), bare="glossary",
        counted=("glossary",),
    ),
    SectionSpec(
        "source", "Källan", ("source_document", "metadata", "renamings", "inconsistencies"), reading=True
    ),
)  # fmt: skip


def own_view(session: Session, *, say_time: Callable[[Any], str], edition: int | None = None) -> OwnView:
    """The model that holds, or an earlier edition; raises NoModel when the file has none.

    `say_time` puts the time of an activity of the wheel in words.
    """
    model = own_model(session, edition=edition)
    rows = editions(session)
    holds = edition is None or edition == rows[0].edition
    held = all_holdings(session) if holds else {}
    return OwnView(
        model=model,
        version=own_version(session),
        holds=holds,
        sections=sections_of(model, say_time),
        editions=tuple(_edition(row, first=place == 0) for place, row in enumerate(rows)),
        held=held,
        level_ids=_level_ids(session) if holds else {},
        predecessor=_predecessor(model, say_time),
    )


def sections_of(model: ModelFile, say_time: Callable[[Any], str]) -> tuple[SectionView, ...]:
    """The parts that a model has or can be given."""
    maker = RowMaker(model, say_time)
    made = (
        SectionView(spec, _count(model, spec), maker.rows(spec.parts, bare=spec.bare)) for spec in SECTIONS
    )
    return tuple(one for one in made if one.rows or GROWING.intersection(one.spec.parts))


def _predecessor(model: ModelFile, say_time: Callable[[Any], str]) -> str | None:
    key = model.model.predecessor
    return Teller(model, say_time).edition_name(key) if key is not None else None


def _count(model: ModelFile, spec: SectionSpec) -> int:
    return sum(len(getattr(model, part) or ()) for part in spec.counted)


def _level_ids(session: Session) -> dict[str, int]:
    rows = session.execute(select(Level.key, Level.id)).all()
    return {row.key: row.id for row in rows}


def _edition(row: SteeringModel, *, first: bool) -> EditionView:
    return EditionView(row.edition, row.title, row.valid_from, row.valid_to, first)
