"""What stands on one line in a case, its proposal and its appendices, as parts to fill in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_date
from app.ui.parts.details import (
    Command,
    Commands,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
)
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.agreements.caseviews import CaseDetail, MemberRow
    from app.ui.agreements.cases.editing import CaseEditing

_MANY_LINES = 5
_LOCKED = "Filen är öppnad för läsning"


def case_parts(detail: CaseDetail, editing: CaseEditing, workspace: WorkspacePort) -> tuple[Part, ...]:
    """The parts in the order of the paper."""
    locked = _LOCKED if workspace.read_only else ""
    title = partial(editing.fact, detail, "title")
    parts: list[Part] = [Field("title", "Rubrik", detail.row.title, title, lines=2, locked=locked)]
    parts += _facts(detail, editing, locked)
    parts += _lists(detail, editing, workspace, locked)
    parts.append(Heading("Bilagor", detail.row.what))
    lacking = sum(bool(member.lacks) for member in detail.members)
    if lacking:
        parts.append(Notice(f"{lacking} av {len(detail.members)} saknar något som ska finnas."))
    if detail.members:
        parts.append(Facts(tuple(_member(member, workspace.open_place) for member in detail.members)))
    else:
        parts.append(Text("Ärendet har inga bilagor.", muted=True))
    if not workspace.read_only:
        parts.append(
            Commands(
                (
                    Command("Ändra bilagor…", partial(editing.members, detail), icon="edit"),
                    Command("Skriv om texterna…", partial(editing.redraft, detail), icon="undo",
                            enabled=bool(detail.members), why_not="Ärendet har inga bilagor att skriva om"),
                    Command("Ta bort ärendet…", partial(editing.remove, detail), icon="trash"),
                )
            )
        )  # fmt: skip
    return tuple(parts)


def _facts(detail: CaseDetail, editing: CaseEditing, locked: str) -> list[Part]:
    when = f"Enligt årshjulet: {detail.when}" if detail.when else ""
    meeting = write_date(detail.row.meeting_on) if detail.row.meeting_on else ""
    written = write_date(detail.written_on) if detail.written_on else ""
    return [
        _line(detail, editing, "body", "Till", detail.row.body, locked),
        _line(detail, editing, "meeting_on", "Sammanträde", meeting, locked, when),
        _line(detail, editing, "written_on", "Datum", written, locked),
        _line(detail, editing, "registration_number", "Diarienummer", detail.row.registration_number, locked),
        _line(detail, editing, "author_role", "Handläggare", detail.author_role, locked, "Befattning"),
    ]


def _lists(detail: CaseDetail, editing: CaseEditing, workspace: WorkspacePort, locked: str) -> list[Part]:
    place = f"agreement_case:{detail.row.id}"
    return [
        Field(
            "proposal",
            "Förslag till beslut, en punkt på varje rad",
            "\n".join(detail.proposal),
            partial(editing.proposal, detail),
            draft=draft_keeper(workspace, f"{place}:proposal", f"Förslag till beslut, {detail.row.title}"),
            lines=_MANY_LINES,
            hint=f"Varje punkt fortsätter på ”{detail.document.lead}”.",
            locked=locked,
        ),
        Field(
            "recipients",
            "Beslutet skickas till, en mottagare på varje rad",
            "\n".join(detail.recipients),
            partial(editing.recipients, detail),
            draft=draft_keeper(workspace, f"{place}:recipients", f"Mottagare, {detail.row.title}"),
            lines=2,
            locked=locked,
        ),
    ]


def _line(
    detail: CaseDetail,
    editing: CaseEditing,
    name: str,
    label: str,
    value: str,
    locked: str,
    hint: str = "",
) -> Field:
    return Field(name, label, value, partial(editing.fact, detail, name), hint=hint, locked=locked)


def _member(member: MemberRow, open_place: Callable[[str, int], object]) -> Fact:
    return Fact(
        f"Bilaga {member.number}",
        f"{member.title}, {member.words}",
        icon="warning" if member.lacks else "",
        on_click=lambda: open_place("agreement", member.agreement_id),
    )
