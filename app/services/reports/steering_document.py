"""A steering document as PDF: its head, its own text, and the tables that belong to it."""

from __future__ import annotations

from typing import Final, assert_never

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.services import richtext
from app.services.agreements.document import FramesTable, Signatory
from app.services.formatting import write_bytes, write_long_date
from app.services.reports.agreement_tables import frames_table
from app.services.reports.content_hash import printed_code
from app.services.reports.contents import LONG, contents, is_long
from app.services.reports.document_tables import (
    goals_table,
    indented,
    is_rounded,
    unit_frames_table,
    words_table,
)
from app.services.reports.document_view import (
    FramesPart,
    Goal,
    GoalGroup,
    GoalsPart,
    HeadLine,
    MadePart,
    SteeringDocument,
    TextPart,
    UnitFrames,
    WordsPart,
    content_hash,
)
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening, set_up
from app.services.reports.pages import build_counted_pdf
from app.services.reports.rich import add_rich
from app.services.reports.signatures import signature_rows
from app.services.reports.styles import (
    BODY,
    CELL_STRONG,
    DENSE_MUTED,
    NOTE,
    SUBTITLE,
    TITLE,
)
from app.services.reports.text import paragraphs
from app.services.textorder import fold

_CODE_NOTE: Final = "räknad på titel, egen text och bilagor"
_EXAMPLE_NOTE: Final = "Belopp, mål och beslut i dokumentet är påhittade."
_ROUNDED: Final = "Beloppen är avrundade var för sig; summorna är räknade på exakta belopp."


def render(document: SteeringDocument) -> bytes:
    """The PDF of a document; the same document gives the same bytes."""
    register_fonts()
    code = printed_code(content_hash(document))
    furniture, metadata = set_up(
        document, unnamed="Styrdokument", version=document.version, code=code, mark=document.mark
    )
    paper = _Paper(document, code)
    if not is_long(paper.story):
        made, pages = build_counted_pdf(paper.story, furniture, metadata)
        if pages <= LONG:
            return made
        paper = _Paper(document, code)  # what has been drawn cannot be drawn again
    return build_counted_pdf(paper.listed, furniture, metadata)[0]


class _Paper:
    """Puts the flowables of one document in order; made anew for each time it is drawn."""

    def __init__(self, document: SteeringDocument, code: str) -> None:
        self._document, self._code = document, code
        self._flow = Flow()
        self._section = ""
        self._add_opening()
        self._place = len(self._flow.story)
        self._add_rest()
        self.story = self._flow.story

    @property
    def listed(self) -> list[Flowable]:
        """Everything on paper with a table of contents after the head."""
        place = self._place
        return [*self.story[:place], *contents(self._flow.headings), *self.story[place:]]

    def _add_rest(self) -> None:
        flow, document = self._flow, self._document
        flow.text(document.intro)
        for number, part in enumerate(document.parts, 1):
            self._section = part.title.strip() or "Utan rubrik"
            flow.heading(f"{number} {self._section}")
            if isinstance(part, TextPart):
                self._add_text(part)
            else:
                self._add_made(part)
        self._add_attachments(len(document.parts) + 1)
        self._add_signature()

    def _add_opening(self) -> None:
        flow, document = self._flow, self._document
        flow.plain(Heading.at("H1", document.title or document.kind_name or "Styrdokument", TITLE))
        if document.unit and document.full_title != document.title:
            flow.plain(TaggedParagraph.of(document.unit, SUBTITLE))
        head = [*document.head, HeadLine("Kontrollkod", f"{self._code}, {_CODE_NOTE}")]
        head += [HeadLine("Exempel", _EXAMPLE_NOTE)] if document.example else []
        add_opening(flow, [(line.label, line.value) for line in head])

    # ---- own text -----------------------------------------------------------------------------------

    def _add_text(self, part: TextPart) -> None:
        add_rich(self._flow, richtext.read(part.text))
        if not part.text and part.see is not None:
            self._flow.absent(f"Se avsnittet {part.see}.")
        elif not part.text and not part.made:
            self._flow.absent("Avsnittet saknas.")
        for made in part.made:
            self._add_made(made)

    # ---- what the data make --------------------------------------------------------------------------

    def _add_made(self, part: MadePart) -> None:
        match part:
            case GoalsPart():
                self._add_goals(part)
            case FramesPart():
                self._add_frames(part)
            case WordsPart():
                self._add_words(part)
            case _:
                assert_never(part)

    def _add_day(self, part: MadePart) -> None:
        """Say of which day a table is, unless the whole document is a draft of that day."""
        if part.dated and not self._document.draft:
            told = f"Uppgifter per {write_long_date(self._document.as_of)}."
            self._flow.introduce(TaggedParagraph.of(told, NOTE))

    def _add_goals(self, part: GoalsPart) -> None:
        for place, group in enumerate(part.groups):
            if group.title.strip() and fold(group.title) != fold(self._section):
                self._flow.subheading(group.title)
            if not place:
                self._add_day(part)
            self._flow.text(group.text)
            for fact in group.facts:
                self._flow.introduce(TaggedParagraph.of(fact, NOTE))
            self._add_group(group, part.years)

    def _add_group(self, group: GoalGroup, years: tuple[int, ...]) -> None:
        if not group.goals:
            self._flow.absent("Mål saknas.")
            return
        if any(goal.measures for goal in group.goals):
            table = goals_table(group, years, self._flow.width)
            if self._flow.fits(table):
                self._flow.table(table)
                return
        for goal in group.goals:
            self._add_goal(goal, years)

    def _add_goal(self, goal: Goal, years: tuple[int, ...]) -> None:
        flow = self._flow
        flow.claim(3 * BODY.leading)
        flow.plain(TaggedParagraph.of(goal.title, indented(goal.depth, CELL_STRONG)))
        body, muted = indented(goal.depth, BODY), indented(goal.depth, DENSE_MUTED)
        flow.plain(*(TaggedParagraph.of(text, body) for text in paragraphs(goal.text)))
        flow.plain(*(TaggedParagraph.of(fact, muted) for fact in goal.facts))
        for measure in goal.measures:
            told = zip(("Utgångsläge", *map(str, years)), (measure.baseline, *measure.targets), strict=True)
            values = ", ".join(f"{when}: {value}" for when, value in told if value)
            line = f"{measure.name} ({values})" if values else measure.name
            flow.items(ListItem.items((line,)))
        flow.plain(Spacer(0, 2.2 * mm))

    def _add_frames(self, part: FramesPart) -> None:
        self._add_day(part)
        frames = part.frames
        notes = list(paragraphs(frames.note or ""))
        if isinstance(frames, FramesTable):
            table = frames_table(frames)
        elif isinstance(frames, UnitFrames):
            table = unit_frames_table(frames)
            notes += [_ROUNDED] if is_rounded(frames) else []
        else:
            assert_never(frames)
        self._flow.sums(table, *(TaggedParagraph.of(note, NOTE) for note in notes))

    def _add_words(self, part: WordsPart) -> None:
        flow = self._flow
        self._add_day(part)
        for line in part.intro:
            flow.text(line)
        if part.rows:
            table = words_table(part, flow.width)
            if flow.fits(table):
                flow.table(table)
            else:
                for row in part.rows:
                    told = zip(part.columns, row, strict=True)
                    flow.text("\n".join(f"{column}: {value}" for column, value in told))
        for note in part.notes:
            flow.text(note)

    # ---- the end -------------------------------------------------------------------------------------

    def _add_attachments(self, number: int) -> None:
        attached = self._document.attachments
        if not attached:
            return
        self._flow.heading(f"{number} Bilagor")
        names = [
            f"Bilaga {place}: {one.name} ({write_bytes(one.size)})" for place, one in enumerate(attached, 1)
        ]
        self._flow.items([*ListItem.items(tuple(names)), Spacer(0, 1.6 * mm)])

    def _add_signature(self) -> None:
        flow, document = self._flow, self._document
        if not document.signed_for:
            return
        side = document.signed_for.strip()
        side = side if side.casefold().startswith("för ") else f"För {side}"
        flow.heading("Underskrift")
        rows = signature_rows([Signatory(side, document.signing_body or "")])
        flow.together([Spacer(0, 3 * mm), *rows])
