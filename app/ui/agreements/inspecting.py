"""What the inspector shows of an agreement: what is missing, the way it goes, its parts and its parties."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_count, write_long_date, write_period
from app.ui.agreements.columns import frames_words
from app.ui.agreements.faces import WRITING
from app.ui.agreements.formalities import formality_fields, signatory_facts
from app.ui.agreements.gathering import details_of
from app.ui.agreements.register.life import comment_parts, revision_parts, way_parts
from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.agreements.kinds import KindRow
    from app.services.agreements.views import AgreementDetail, DecisionView, PartView
    from app.ui.agreements.page import AgreementsPage

_FEW = 3
"""So many steps are buttons; the rest stand in the menu of the row."""


class Inspecting:
    """Describes one agreement after the other for the inspector."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._workspace = page.workspace
        self._editing = page.editing
        self._looked_at: tuple[int, int | None] | None = None

    def look_at(self, agreement_id: int, version: int | None) -> None:
        """Look at an earlier version of an agreement, or with None at the newest."""
        self._looked_at = (agreement_id, version)

    def looked_at(self, agreement_id: int) -> int | None:
        """The earlier version of an agreement that is looked at, if any."""
        looked_at = self._looked_at
        return looked_at[1] if looked_at is not None and looked_at[0] == agreement_id else None

    def of(self, agreement_id: int) -> Details:
        """Everything of one agreement."""
        detail = self._page.detail(agreement_id)
        shown = self.looked_at(agreement_id)
        if shown not in dict(detail.earlier):
            shown = None
        self._looked_at = (agreement_id, shown)
        return self.details(detail, shown)

    def details(self, detail: AgreementDetail, shown: int | None = None) -> Details:
        """The details; `shown` is the earlier version that is looked at, if any."""
        row = detail.row
        writing = not row.locked and not self._workspace.read_only
        number = f"{detail.kind} {row.number}" if row.number else detail.kind
        kicker = " · ".join(part for part in (number, row.administration) if part)
        return Details(
            key=("agreement", row.id, row.version.split(".")[0], row.locked),
            kicker=kicker,
            title=row.unit,
            parts=(*self._earlier(detail, shown), *self._parts(detail, writing)),
            example=row.example,
        )

    def _parts(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        parts: list[Part] = [Notice(sentence) for sentence in detail.row.missing]
        parts += self._notices(detail)
        parts.append(Facts(self._facts(detail, writing)))
        commands = self._commands(detail)
        if commands:
            parts.append(Commands(commands))
        signing = details_of(self._page, detail)
        parts += way_parts(self._page, detail)
        parts += signing
        parts += self._sections(detail)
        parts += self._commitments(detail, writing)
        parts += self._follow_up(detail, writing)
        parts += [] if signing else self._signatories(detail, writing)
        parts += revision_parts(self._page, detail)
        parts += comment_parts(self._page, detail)
        if writing:
            parts.append(Heading("Parter, tid och diarienummer"))
            parts += formality_fields(self._editing, detail, self._kind(detail))
        return [*parts, *self._related(detail)]

    def _notices(self, detail: AgreementDetail) -> list[Part]:
        made: list[Part] = [Notice(detail.behind, "info")] if detail.behind else []
        if detail.row.changed:
            made.append(Notice(f"Ändrat sedan beslutet: {' '.join(detail.row.changed)}", "info"))
        return made

    def _earlier(self, detail: AgreementDetail, shown: int | None) -> list[Part]:
        """The way to the papers that were decided before, and back."""
        words = dict(detail.earlier)
        show = self._page.show_version
        if shown in words:
            back = Link("Visa utkastet igen", lambda: show(None))
            return [Notice(f"Du ser {words[shown].lower()}.", "info"), Links((back,))]
        links = [Link(told, partial(show, key)) for key, told in detail.earlier]
        return [Links(tuple(links))] if links else []

    def _facts(self, detail: AgreementDetail, writing: bool) -> tuple[Fact, ...]:
        row = detail.row
        lock = ", låst" if row.locked else ""
        facts = [Fact("Läge", f"{row.stage_word}{lock}", icon="lock" if row.locked else "")]
        facts += [Fact(made.step, made.facts) for made in detail.decisions if _sent_back(made)]
        facts += [Fact("Version", row.version), Fact("Ramar", frames_words(row))]
        if row.signed_words:
            facts.append(Fact("Underskrifter", row.signed_words))
        if detail.ended_on is not None:
            note = f", {detail.ending_note}" if detail.ending_note else ""
            facts.append(Fact("Avslutad", f"{write_long_date(detail.ended_on)}{note}"))
        if not writing:
            facts.append(Fact("Beställare", detail.client))
            facts.append(Fact("Avtalstid", write_period(detail.starts, detail.ends)))
            facts.append(Fact("Diarienummer", row.registration_number or "–"))
        if row.external:
            facts.append(Fact("Avtal", detail.contract or "–"))
        return tuple(facts)

    def _commands(self, detail: AgreementDetail) -> tuple[Command, ...]:
        row, editing = detail.row, self._editing
        steps = self._page.steps.of(row, detail)
        commands = [
            Command(step.text, step.do, icon=step.icon, enabled=not step.why_not, why_not=step.why_not)
            for step in steps[:_FEW]
        ]
        if steps and not row.locked:
            commands.insert(0, Command("Skriv", lambda: self._write(row.id), icon="edit"))
        if steps and not row.locked and row.frames_behind and detail.follow_id is not None:
            newest = detail.follow_id
            commands.append(Command("Hämta ramarna på nytt", lambda: editing.plan_version(detail, newest)))
        return tuple(commands)

    def _sections(self, detail: AgreementDetail) -> list[Part]:
        """How far each section has come, and the way to where it is written."""
        go = partial(self._write, detail.row.id)
        missing = detail.row.missing
        rows = tuple(Fact(part.title, _section_words(part, missing), on_click=go) for part in detail.parts)
        return [Heading("Avsnitt"), Facts(rows)] if rows else []

    def _commitments(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        made: list[Part] = []
        held = any("commitments" in part.fills for part in detail.parts)
        if not detail.commitments and not (writing and held):
            return made
        if not detail.commitments:
            made.append(
                Text("Inga åtaganden än. De läggs till under handlingen på sidan Styrmodell.", muted=True)
            )
        links = [self._commitment(*one) for one in detail.commitments]
        if writing and held:
            links.append(Link("Lägg till åtaganden", lambda: self._open("node", detail.row.node_id)))
        return [Heading("Åtaganden"), *made, Links(tuple(links))]

    def _commitment(self, key: int, title: str, measured: bool) -> Link:
        words = title if measured else f"{title} (saknar mått)"
        return Link(words, lambda: self._open("node", key))

    def _follow_up(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        rows = tuple(Fact(line.timing, line.what) for line in detail.follow_up)
        made: list[Part] = [Facts(rows)] if rows else []
        if writing:
            words = "Ändra planen…" if rows else "Skriv planen…"
            made.append(Commands((Command(words, lambda: self._editing.follow_up(detail), icon="edit"),)))
        return [Heading("Plan för uppföljning"), *made] if made else []

    def _signatories(self, detail: AgreementDetail, writing: bool) -> list[Part]:
        kind = self._kind(detail)
        signed = kind is None or kind.signed
        if not detail.signatories and not (writing and signed):
            return []
        facts = signatory_facts(self._editing, detail, writing=writing, kind=kind)
        return [Heading("Undertecknare"), Facts(facts)]

    def _kind(self, detail: AgreementDetail) -> KindRow | None:
        return next((one for one in self._page.kinds if one.id == detail.row.kind_id), None)

    def _related(self, detail: AgreementDetail) -> list[Part]:
        row = detail.row
        links = [
            Link("Enheten i organisationen", lambda: self._open("unit", row.unit_id)),
            Link("Platsen i röda tråden", lambda: self._open("node", row.node_id)),
        ]
        if detail.predecessor_id is not None:
            before = detail.predecessor_id
            links.append(Link("Handlingen som den förnyar", lambda: self._open("agreement", before)))
        if row.renewed_by is not None:
            after = row.renewed_by
            links.append(Link("Handlingen som kommer efter", lambda: self._open("agreement", after)))
        return [Heading("Hör ihop med"), Links(tuple(links))]

    def _write(self, agreement_id: int) -> None:
        """Go to where it is written."""
        if self._page.choose(agreement_id):
            self._page.show_face(WRITING)

    def _open(self, kind: str, key: int) -> None:
        self._workspace.open_place(kind, key)


def _sent_back(made: DecisionView) -> bool:
    """Whether a decision is told beside the way: all but those that brought it on."""
    return "," in made.step


def _section_words(part: PartView, missing: tuple[str, ...]) -> str:
    """How far a section has come."""
    own = len(part.text.split())
    if any(f"”{part.title}”" in sentence for sentence in missing):
        return "Saknas"
    if own:
        return write_count(own, "ord", "ord")
    if part.fills:
        return "Hämtas"
    if part.standard:
        return "Standardtext"
    return "Tomt" if part.mandatory else "–"
