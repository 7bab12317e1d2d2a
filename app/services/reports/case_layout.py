"""A tjänsteskrivelse on paper: to whom, what is proposed, why, and which appendices go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.services import richtext
from app.services.agreements.casedocument import APPENDICES, PROPOSAL, RECIPIENTS, CaseDocument
from app.services.reports.agreement_blocks import notes
from app.services.reports.agreement_style import Dress
from app.services.reports.archive import Metadata
from app.services.reports.emblem import Masthead
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening
from app.services.reports.pages import PageFurniture, build_parts, then_on
from app.services.reports.rich import add_rich, list_items, rich_table
from app.services.reports.styles import BODY, LABEL
from app.services.reports.text import one_line

if TYPE_CHECKING:
    from app.services.agreements.appearance import PaperLook

_EXAMPLE_NOTE: Final = "Exempelkommun: belopp, mål och beslut i ärendet är påhittade."
_APPENDIX_NOTE: Final = (
    "Kontrollkoden står på varje sida av bilagan och är räknad på dess innehåll. Den visar vilken text som "
    "ärendet gäller."
)
_NO_PROPOSAL: Final = "Förslaget till beslut är inte skrivet."
_NO_APPENDICES: Final = "Ärendet har inga bilagor."


def render_case(case: CaseDocument, look: PaperLook | None = None) -> bytes:
    """The PDF of a case; the same case gives the same bytes. It never has the mark of a draft."""
    register_fonts()
    dress = Dress(look)
    furniture, metadata = _set_up(case)
    flow = Flow(heading=dress.heading)
    emblem = dress.look.emblem
    if emblem is not None:
        flow.plain(Masthead(emblem, case.municipality, colour=dress.colour))
    flow.plain(then_on(1))
    flow.plain(TaggedParagraph.of(case.kind_name, LABEL))
    flow.plain(Heading.at("H1", one_line(case.title) or case.kind_name, dress.title))
    add_opening(flow, case.facts, rule=dress.rule, colour=dress.colour)
    _add_proposal(flow, case)
    _add_texts(flow, case)
    _add_appendices(flow, case)
    _add_end(flow, case)
    first = furniture.without_head if emblem is not None else furniture
    return build_parts(flow.story, (first, furniture), metadata)[0]


def _set_up(case: CaseDocument) -> tuple[PageFurniture, Metadata]:
    title, municipality = one_line(case.full_title), one_line(case.municipality)
    number = one_line(case.registration_number or "")
    furniture = PageFurniture(
        head_left=municipality,
        head_right=title,
        foot=(number,) if number else (),
        foot_fixed=(case.kind_name, "Exempelkommun") if case.example else (case.kind_name,),
    )
    metadata = Metadata(title=title, author=municipality, subject=case.kind_name, day=case.document_date)
    return furniture, metadata


def _add_proposal(flow: Flow, case: CaseDocument) -> None:
    flow.heading(PROPOSAL)
    if not case.proposal:
        flow.absent(_NO_PROPOSAL)
        return
    flow.introduce(TaggedParagraph.of(case.lead, BODY))
    points = richtext.ListBlock(True, tuple((richtext.Run(point),) for point in case.proposal))
    flow.items(list_items(points))


def _add_texts(flow: Flow, case: CaseDocument) -> None:
    for heading, text in case.texts:
        if text:
            flow.heading(heading)
            add_rich(flow, richtext.read(text, limited=False))


def _add_appendices(flow: Flow, case: CaseDocument) -> None:
    flow.heading(APPENDICES)
    if not case.appendices:
        flow.absent(_NO_APPENDICES)
        return
    rows = [("Bilaga", "Handling", "Version", "Kontrollkod")]
    for one in case.appendices:
        version = f"utkast {one.version}" if one.draft else one.version
        rows.append((str(one.number), one.title, version, one.code))
    table = richtext.Table(
        True, tuple(tuple((richtext.Run(cell),) if cell else () for cell in row) for row in rows)
    )
    made = rich_table(table, flow.width)
    if flow.fits(made):
        flow.table(made)
        flow.plain(*notes(_APPENDIX_NOTE))
        return
    for one in case.appendices:
        flow.plain(TaggedParagraph.of(one.words, BODY))


def _add_end(flow: Flow, case: CaseDocument) -> None:
    if case.recipients:
        flow.heading(RECIPIENTS)
        flow.items(ListItem.items(case.recipients))
    if case.example:
        flow.plain(*notes(_EXAMPLE_NOTE))
