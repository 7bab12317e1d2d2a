"""What the inspector tells of the signatures of an agreement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from app.ui.agreements.signing.desk import desk_of
from app.ui.parts.buttons import action
from app.ui.parts.details import Command, Commands, Fact, Facts, Heading, Links, Notice, Part, Text
from app.ui.parts.links import Link
from app.ui.parts.marks import Mark

if TYPE_CHECKING:
    from app.services.agreements.signatures import FileView, LineView, SignatureState, SigningView
    from app.services.agreements.views import AgreementDetail
    from app.ui.agreements.signing.desk import SigningDesk


def parts(page: Any, detail: AgreementDetail) -> list[Part]:
    """The lines to sign on, who has signed, the files; nothing while there is no decided text."""
    desk, read_only = desk_of(page), page.workspace.read_only
    states, earlier = desk.states(detail.row.id), desk.earlier(detail.row.id)
    several = bool(earlier) or not detail.row.locked
    made: list[Part] = []
    for state in states:
        made += state_parts(desk, state, read_only=read_only, versions=several)
    for state in earlier:
        made += state_parts(desk, state, read_only=True, versions=True)
    return made


def state_parts(
    desk: SigningDesk, state: SignatureState, *, read_only: bool, versions: bool = False
) -> list[Part]:
    """The signatures of one text; `versions` says which version that is."""
    of = f"version {state.version_number}.0" if versions else ""
    if state.revision_id is not None:
        of = state.what.split(" till ")[0]
    made: list[Part] = [Heading(f"Underskrifter, {of}" if of else "Underskrifter", state.words)]
    if state.signed:
        made.append(Notice("Undertecknad av alla och låst.", "info"))
    rows = [_line(line) for line in state.lines]
    rows += [Fact("Någon annan", _facts(one.role, one), icon="check") for one in state.others]
    if rows:
        made.append(Facts(tuple(rows)))
    made += [Text(f"{one.role}. {one.withdrawn}", muted=True) for one in state.withdrawn]
    for file in state.files:
        made += [Links((_file(desk, file, read_only),)), Text(file.words, muted=True)]
    if not read_only:
        made.append(Commands(_commands(desk, state)))
        back = _take_back(desk, state)
        made += [back] if back.links else []
    return made


def _line(line: LineView) -> Fact:
    who = ", ".join(one for one in (line.role, line.unit) if one)
    if line.signing is None:
        return Fact(line.side_words, f"{who}\nInte undertecknad", mark=Mark.MISSING)
    return Fact(line.side_words, _facts(who, line.signing), icon="check")


def _facts(who: str, signing: SigningView) -> str:
    issuer = f"Utfärdare: {signing.issuer}" if signing.issuer else ""
    return "\n".join(one for one in (who, signing.person_name, signing.facts, issuer) if one)


def _take_back(desk: SigningDesk, state: SignatureState) -> Links:
    """A signature that was recorded by mistake can be taken back."""
    recorded = [line.signing for line in state.lines if line.signing is not None]
    return Links(
        tuple(
            Link(f"Ta tillbaka underskriften av {one.role}…", partial(desk.withdraw, one))
            for one in (*recorded, *state.others)
        )
    )


def _commands(desk: SigningDesk, state: SignatureState) -> tuple[Command, ...]:
    attach = Command("Bifoga undertecknad…", partial(desk.attach, state), icon="document")
    if not state.unsigned and state.lines:
        return (attach,)
    return (
        Command("Registrera underskrift…", partial(desk.record, state), icon="edit"),
        Command(
            "Skriv under digitalt…",
            partial(desk.sign, state),
            icon="lock",
            enabled=bool(state.lines),
            why_not="Handlingen har inga undertecknare.",
        ),
        attach,
    )


def _file(desk: SigningDesk, file: FileView, read_only: bool) -> Link:
    return Link(file.name, partial(_file_menu, desk, file, read_only))


def _file_menu(desk: SigningDesk, file: FileView, read_only: bool) -> None:
    """Open it, save a copy, or take a scan away."""
    menu = file_menu(desk, file, read_only)
    menu.popup(QCursor.pos() if desk.window.isVisible() else QPoint())


def file_menu(desk: SigningDesk, file: FileView, read_only: bool) -> QMenu:
    """What can be done with a kept file."""
    menu = QMenu(desk.window)
    menu.addAction(action("Öppna", partial(desk.open_file, file), icon="open", parent=menu))
    menu.addAction(action("Spara kopia…", partial(desk.save_file, file), icon="save", parent=menu))
    if file.kind == "scan" and not read_only:
        menu.addAction(action("Ta bort…", partial(desk.remove, file), icon="trash", parent=menu))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
