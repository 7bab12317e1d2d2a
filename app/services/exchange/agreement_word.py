"""Agreements and cases as Word files: the text for those who must paste it elsewhere, never the original."""

from __future__ import annotations

from typing import Final

from app.services import richtext
from app.services.agreements.casedocument import APPENDICES, PROPOSAL, RECIPIENTS, CaseDocument
from app.services.agreements.document import (
    Activities,
    AgreementDocument,
    Assignments,
    Block,
    BulletList,
    Commitment,
    Commitments,
    FollowUpPlan,
    FramesTable,
    KeyFigures,
    Paragraph,
    Rich,
    Signatory,
    Subheading,
)
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.exchange.wordfile import WordFile, plain_cells
from app.services.formatting import (
    DASH,
    ORE_PER_UNIT,
    in_units,
    write_long_date,
    write_number,
    write_period,
    write_tkr,
)
from app.services.richtext import Run, Runs

COPY: Final = "Kopia av texten, inte originalet."
_AGREEMENT_COPY: Final = (
    f"{COPY} Det som gäller är handlingen som den är beslutad och undertecknad, med kontrollkod {{code}}."
)
_CASE_COPY: Final = f"{COPY} Originalet är ärendet som PDF."
_STEPS: Final = {
    "prepared": "Berett av",
    "preliminary": "Preliminärt beslut",
    "definitive": "Beslutat av",
}
_UNITS: Final = {"tkr": "Tusental kronor", "kr": "Kronor"}
_MISSING: Final = "Avsnittet är inte skrivet."


def word_file(document: AgreementDocument) -> bytes:
    """The text of an agreement; without its appendices, its cover and the lines to sign on."""
    code = printed_code(content_hash(document))
    state = "utkast" if document.draft else f"version {document.version}"
    header = f"{COPY} {document.full_title}, {state}, kontrollkod {code}"
    file = WordFile(document.full_title, document.municipality, document.document_date, header=header)
    file.text(_AGREEMENT_COPY.format(code=code), italic=True)
    file.title(document.title or document.kind_name)
    file.text(document.performer)
    file.facts(_facts(document))
    file.text(document.mandate or "")
    if document.missing:
        file.heading("Det här saknas i handlingen")
        file.items(_plain(*document.missing))
    for number, section in enumerate(document.sections, 1):
        file.heading(f"{number}. {section.heading}")
        if not section.blocks:
            file.text(_MISSING, italic=True)
        for block in section.blocks:
            _add_block(file, block)
    if document.signed and document.signatories:
        file.heading("Underskrift")
        file.items((Run(_signatory(line)),) for line in document.signatories)
        file.text(document.signature_note or "")
    return file.content()


def case_word_file(case: CaseDocument) -> bytes:
    """The text of a case in the order of its paper."""
    file = WordFile(
        case.full_title, case.municipality, case.document_date, header=f"{COPY} {case.full_title}"
    )
    file.text(_CASE_COPY, italic=True)
    file.text(case.kind_name)
    file.title(case.title)
    file.facts(case.facts)
    file.heading(PROPOSAL)
    if case.proposal:
        file.text(case.lead)
        file.items(_plain(*case.proposal), ordered=True)
    for heading, text in case.texts:
        if text:
            file.heading(heading)
            file.rich(richtext.read(text, limited=False))
    if case.appendices:
        file.heading(APPENDICES)
        rows = [plain_cells("Bilaga", "Handling", "Version", "Kontrollkod")]
        for one in case.appendices:
            version = f"utkast {one.version}" if one.draft else one.version
            rows.append(plain_cells(str(one.number), one.title, version, one.code))
        file.table(rows)
    if case.recipients:
        file.heading(RECIPIENTS)
        file.items(_plain(*case.recipients))
    return file.content()


def _facts(document: AgreementDocument) -> list[tuple[str, str]]:
    performer = ", ".join(one for one in (document.performer, document.performer_description) if one)
    said = [
        (document.client_label or "Beställare", document.client),
        (document.performer_label or "Utförare", performer),
        ("Avtal", document.contract or ""),
        ("Gäller", write_period(document.term_starts, document.term_ends)),
    ]
    for one in document.decisions:
        day = write_long_date(one.day) if one.day else None
        told = ", ".join(fact for fact in (one.body, day, one.paragraph) if fact)
        label = _STEPS[one.step]
        said.append((label if one.body or not told else label.removesuffix(" av"), told or DASH))
    said += [("Nummer", document.number or ""), ("Diarienummer", document.registration_number or "")]
    if document.draft:
        said.append(("Status", f"Utkast daterat {write_long_date(document.document_date)}"))
    return [(label, value) for label, value in said if value.strip()]


def _add_block(file: WordFile, block: Block) -> None:
    if isinstance(block, Paragraph):
        file.text(block.text)
    elif isinstance(block, Rich):
        file.rich(richtext.read(block.text, limited=False))
    elif isinstance(block, Subheading):
        file.heading(block.text, 2)
    elif isinstance(block, BulletList):
        file.items(_plain(*block.items))
    elif isinstance(block, FramesTable):
        _add_frames(file, block)
    elif isinstance(block, Commitments):
        for number, one in enumerate(block.items, 1):
            _add_commitment(file, f"{block.label} {number}", one)
    elif isinstance(block, FollowUpPlan):
        rows = [plain_cells("När", "Vad utföraren redovisar", "Till")]
        file.table([*rows, *(plain_cells(row.when, row.what, row.recipient or "") for row in block.rows)])
    else:
        _add_work(file, block)


def _add_frames(file: WordFile, frames: FramesTable) -> None:
    unit = ORE_PER_UNIT[frames.unit]

    def written(amounts: tuple[int | None, ...]) -> list[str]:
        return [DASH if amount is None else write_number(in_units(amount, unit)) for amount in amounts]

    rows = [plain_cells(_UNITS[frames.unit], *map(str, frames.years))]
    rows += [plain_cells(row.label, *written(row.amounts)) for row in frames.rows]
    total = (frames.total_label, *written(frames.totals))
    rows.append(tuple((Run(cell, bold=True),) for cell in total))
    file.table(rows, right=range(1, len(frames.years) + 1))
    file.text(frames.note or "")


def _add_commitment(file: WordFile, label: str, one: Commitment) -> None:
    file.heading(f"{label}: {one.title}", 2)
    file.text(one.text or "")
    said = (
        ("Perspektiv", one.perspective), ("Mål", one.goal), ("Mått", one.measure),
        ("Utgångsläge", one.baseline), ("Målvärde", one.target), ("Klart", one.due),
    )  # fmt: skip
    file.facts((words, value) for words, value in said if value)


def _add_work(file: WordFile, block: Activities | Assignments | KeyFigures) -> None:
    if isinstance(block, Activities):
        rows = [plain_cells("Aktivitet", "Ansvarig", "När", "Bidrar till")]
        for item in block.items:
            rows.append(plain_cells(item.title, item.responsible or "", item.when or "", item.serves or ""))
        file.table(rows)
    elif isinstance(block, Assignments):
        for number, one in enumerate(block.items, 1):
            file.heading(f"Uppdrag {number}: {one.title}", 2)
            file.text(one.text or "")
            file.text(one.funding or "")
            money = None if one.amount is None else write_tkr(one.amount, unit=True)
            said = (("Från", one.giver), ("Tillskott", money), ("Klart", one.due), ("Redovisas", one.report))
            file.facts((words, value) for words, value in said if value)
    else:
        rows = [plain_cells("Nyckeltal", "Utfall", "Målvärde", "Källa")]
        for figure in block.items:
            points = ", ".join(f"{point.period}: {point.value or DASH}" for point in figure.points)
            name = f"{figure.name} ({figure.unit})" if figure.unit else figure.name
            rows.append(plain_cells(name, points, figure.target or "", figure.source or ""))
        file.table(rows)


def _signatory(line: Signatory) -> str:
    said = ", ".join(one for one in (line.role, line.unit, line.name) if one)
    return f"{line.side}: {said}"


def _plain(*texts: str) -> tuple[Runs, ...]:
    return tuple((Run(text),) for text in texts)
