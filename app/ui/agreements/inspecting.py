"""What the inspector shows of an agreement: what is missing, the parts to write, and the steps taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_date, write_period
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, PartView
    from app.ui.agreements.editing import Editing

_COMMITMENTS, _FOLLOW_UP = "atagande", "uppfoljning"
_SIDES = (("client", "För beställaren"), ("performer", "För utföraren"))
_NOT_SAID = "Ange"


class Inspecting:
    """Describes one agreement after the other for the inspector."""

    def __init__(
        self, workspace: WorkspacePort, editing: Editing, show_version: Callable[[int | None], object]
    ) -> None:
        self._workspace = workspace
        self._editing = editing
        self._show_version = show_version

    def details(self, detail: AgreementDetail, shown: int | None = None) -> Details:
        """Everything of one agreement; `shown` is the earlier version that is looked at, if any."""
        row = detail.row
        writing = not row.locked and not self._workspace.read_only
        kicker = " · ".join(part for part in (detail.kind, row.administration) if part)
        return Details(
            key=("agreement", row.id, row.version.split(".")[0], row.locked),
            kicker=kicker,
            title=row.unit,
            parts=(*self._earlier(detail, shown), *self._parts(detail, writing)),
            example=row.example,
        )

    def _parts(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        parts: list[Part] = [Notice(sentence) for sentence in detail.row.missing]
        if detail.behind:
            parts.append(Notice(detail.behind, "info"))
        parts.append(Facts(self._facts(detail, writing)))
        commands = () if self._workspace.read_only else self._commands(detail)
        if commands:
            parts.append(Commands(commands))
        for part in detail.parts:
            parts += self._part(detail, part, writing)
        parts += self._signatories(detail, writing)
        if writing:
            parts += self._formalities(detail)
        parts += [
            Heading("Hör ihop med"),
            Links((
                Link("Enheten i organisationen", lambda: self._open("unit", detail.row.unit_id)),
                Link("Platsen i röda tråden", lambda: self._open("node", detail.row.node_id)),
            )),
        ]  # fmt: skip
        return parts

    def _earlier(self, detail: AgreementDetail, shown: int | None) -> list[Part]:
        """The way to the papers that were decided before, and back."""
        words = dict(detail.earlier)
        if shown in words:
            back = Link("Visa utkastet igen", lambda: self._show_version(None))
            return [Notice(f"Du ser {words[shown].lower()}.", "info"), Links((back,))]
        links = [Link(told, partial(self._show_version, key)) for key, told in detail.earlier]
        return [Links(tuple(links))] if links else []

    def _facts(self, detail: AgreementDetail, writing: bool) -> tuple[Fact, ...]:
        row = detail.row
        lock = ", låst" if row.locked else ""
        facts = [Fact("Status", f"{row.status_word}{lock}", icon="lock" if row.locked else "")]
        facts += [Fact(made.step, made.facts) for made in detail.decisions]
        facts.append(Fact("Version", row.version))
        facts.append(Fact("Ramar", row.frames))
        if not writing:
            facts.append(Fact("Beställare", detail.client))
            facts.append(Fact("Avtalstid", write_period(detail.starts, detail.ends)))
            facts.append(Fact("Diarienummer", row.registration_number or "–"))
        if row.external:
            facts.append(Fact("Avtal", detail.contract or "–"))
        return tuple(facts)

    def _commands(self, detail: AgreementDetail) -> tuple[Command, ...]:
        row, editing = detail.row, self._editing
        if row.locked:
            return (Command("Ny version", lambda: editing.new_version(detail), icon="edit"),)
        commands = []
        if row.status == "ready":
            commands.append(Command("Gör till utkast igen", lambda: editing.mark_draft(detail)))
        else:
            commands.append(
                Command(
                    "Markera som klar för beslut",
                    lambda: editing.mark_ready(detail),
                    enabled=not row.missing,
                    why_not=" ".join(row.missing),
                )
            )
        if row.frames_behind and detail.follow_id is not None:
            newest = detail.follow_id
            commands.append(Command("Hämta ramarna på nytt", lambda: editing.plan_version(detail, newest)))
        commands.append(Command("Registrera beslut…", lambda: editing.record(detail)))
        return tuple(commands)

    def _part(self, detail: AgreementDetail, part: PartView, writing: bool) -> list[Part]:
        made: list[Part] = [Heading(part.title)]
        if writing:
            if part.description:
                made.append(Text(part.description, muted=True))
            made.append(self._text_field(detail, part))
        elif part.text:
            made.append(Text(part.text))
        elif part.key not in (_COMMITMENTS, _FOLLOW_UP):
            made.append(Text("Bara standardtexten.", muted=True))
        if part.key == _COMMITMENTS:
            made += self._commitments(detail, writing)
        if part.key == _FOLLOW_UP:
            made += self._follow_up(detail, writing)
        return made

    def _text_field(self, detail: AgreementDetail, part: PartView) -> Field:
        name = f"{part.title}, {detail.row.unit}"
        return Field(
            f"part:{part.id}",
            "Egna ord" if part.standard else "Text",
            part.text,
            lambda text: self._editing.text(detail, part.id, text),
            draft=draft_keeper(self._workspace, f"agreement:{detail.row.id}:part:{part.id}", name),
            lines=3,
            placeholder="Skriv här",
            hint="Skrivs ut tillsammans med standardtexten." if part.standard else "",
        )

    def _commitments(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        made: list[Part] = []
        if not detail.commitments:
            made.append(
                Text("Inga åtaganden än. De läggs till under handlingen på sidan Styrmodell.", muted=True)
            )
        links = [self._commitment(*one) for one in detail.commitments]
        if writing:
            links.append(Link("Lägg till åtaganden", lambda: self._open("node", detail.row.node_id)))
        return [*made, Links(tuple(links))] if links else made

    def _commitment(self, key: int, title: str, measured: bool) -> Link:
        words = title if measured else f"{title} (saknar mått)"
        return Link(words, lambda: self._open("node", key))

    def _follow_up(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        rows = tuple(Fact(line.timing, line.what) for line in detail.follow_up)
        made: list[Part] = [Facts(rows)] if rows else []
        if writing:
            words = "Ändra planen…" if rows else "Skriv planen…"
            made.append(Commands((Command(words, lambda: self._editing.follow_up(detail), icon="edit"),)))
        return made

    def _signatories(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        facts = []
        for side, label in _SIDES:
            lines = [line for line in detail.signatories if line.side == side]
            words = "\n".join(
                ", ".join(one for one in (line.role, line.unit_name, line.person_name) if one)
                for line in lines
            )
            change = (lambda side=side: self._editing.signatories(detail, side)) if writing else None
            facts.append(Fact(label, words or (_NOT_SAID if writing else "–"), on_click=change))
        return [Heading("Undertecknare"), Facts(tuple(facts))]

    def _formalities(self, detail: AgreementDetail) -> list[Part]:
        editing = self._editing
        made: list[Part] = [
            Heading("Parter, tid och diarienummer"),
            Field("client", "Beställare", detail.client, lambda text: editing.client(detail, text)),
            Field(
                "starts",
                "Gäller från",
                write_date(detail.starts) if detail.starts else "",
                lambda text: editing.term(detail, starts=text),
                placeholder="2011-01-01",
            ),
            Field(
                "ends",
                "Gäller till och med",
                write_date(detail.ends) if detail.ends else "",
                lambda text: editing.term(detail, ends=text),
                placeholder="2013-12-31",
            ),
            Field(
                "number",
                "Diarienummer",
                detail.row.registration_number,
                lambda text: editing.registration_number(detail, text),
            ),
        ]
        if detail.plan_versions:
            made.append(
                Choice(
                    "plan",
                    "Ramar från",
                    detail.plan_versions,
                    detail.plan_version_id,
                    lambda key: editing.plan_version(detail, key),  # type: ignore[arg-type]
                )
            )
        return made

    def _open(self, kind: str, key: int) -> None:
        self._workspace.open_place(kind, key)
