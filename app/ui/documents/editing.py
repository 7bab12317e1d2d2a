"""What the user can do with a steering document: each question asked, and the use case it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.models.errors import DomainError
from app.ui.documents.new_dialog import NewDocumentDialog
from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.steering.deciding import Deciding, Matter, fact_inputs, made_of
from app.ui.steering.revising import sure_to_revise

if TYPE_CHECKING:
    from app.services.steering.documents.heads import HeadField
    from app.services.steering.documents.views import DecisionRow, DocumentView, ReferralRow
    from app.ui.parts.page import WorkspacePort

_Values = dict[str, Any]
_Inputs = Sequence[ChoiceInput | TextInput]
_CANNOT_BE_UNDONE = "Det kan inte ångras."


class Editing:
    """Runs the use cases of documents; every method tells whether something was changed."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self._deciding = Deciding(workspace, window, self.unit_names)

    # ---- which documents there are -------------------------------------------------------------------

    def add(self) -> int | None:
        """Ask for kind, title and place, and add a document; gives its id."""
        from app.services.steering.documents import adding

        choices = self._workspace.read(partial(adding.document_choices, today=self._workspace.today))
        dialog = NewDocumentDialog(self._window, choices)
        try:
            while dialog.exec() == NewDocumentDialog.DialogCode.Accepted:
                written = self._workspace.run(partial(adding.add_document, **dialog.values))
                if written is not None:
                    key: int = written.value
                    return key
            return None
        finally:
            dialog.deleteLater()

    def remove(self, view: DocumentView) -> bool:
        """Remove a document that has never been decided, after asking."""
        from app.services.steering import deleting

        question = f"Ta bort ”{view.title}”?"
        text = "Text, bilagor och remiss följer med. Du kan ångra det med Ctrl+Z."
        if not confirm(self._window, question, text, "Ta bort", danger=True):
            return False
        return self._run(partial(deleting.remove_nodes, versions={view.node_id: view.version}))

    # ---- the head ------------------------------------------------------------------------------------

    def rename(self, view: DocumentView, text: str) -> bool:
        """Give the document another title."""
        from app.services.steering import nodes

        return self._run(_of(nodes.rename_node, view, title=text))

    def text(self, view: DocumentView, text: str) -> bool:
        """Change the description."""
        from app.services.steering import nodes

        return self._run(_of(nodes.edit_text, view, text=text))

    def head(self, view: DocumentView, field: HeadField, text: str) -> bool:
        """Change a field of the head."""
        from app.services.steering.documents import heads

        return self._run(_of(heads.set_head, view, field=field, text=text))

    def unit(self, view: DocumentView, unit_id: object) -> bool:
        """Say which unit answers for it."""
        from app.services.steering.documents import heads

        return self._run(_of(heads.set_unit, view, unit_id=unit_id or None))

    def review_day(self, view: DocumentView, text: str) -> bool:
        """Say when it is to be reviewed next."""
        from app.services.steering import days
        from app.services.steering.documents import heads

        return self._try(lambda: _of(heads.set_review_day, view, review_on=days.read_day(text, end=True)))

    def validity(
        self,
        view: DocumentView,
        *,
        starts: str | None = None,
        ends: str | None = None,
        words: str | None = None,
    ) -> bool:
        """Change a day of the validity, or its words, as typed."""
        from app.services.steering import days, nodes

        def ready() -> Callable[[Any], Any]:
            return _of(
                nodes.set_validity,
                view,
                valid_from=view.valid_from if starts is None else days.read_day(starts),
                valid_to=view.valid_to if ends is None else days.read_day(ends, end=True),
                validity_text=view.validity_text if words is None else words,
                due_year=view.due_year,
            )

        return self._try(ready)

    def replace(self, view: DocumentView) -> bool:
        """Ask which other document this one replaces."""
        from app.services.steering.documents import replacing

        found = self._workspace.read(partial(replacing.replaceable, node_id=view.node_id))
        taken = {link.version_id for link in view.replaces}
        options = tuple(one for one in found if one[0] not in taken)
        if not options:
            self._workspace.tell("Det finns inget annat beslutat dokument som kan ersättas.")
            return False

        def ready(asked: _Values) -> Callable[[Any], Any]:
            return _of(replacing.add_replacement, view, replaced_id=asked["replaced"])

        text = f"När ”{view.title}” beslutas blir det andra dokumentet ersatt."
        inputs = (ChoiceInput("replaced", "Dokument", options),)
        return self._ask("Ersätter ett annat dokument", inputs, "Lägg till", ready, text)

    def stop_replacing(self, view: DocumentView, replacement_id: int) -> bool:
        """Say that it does not replace another document after all."""
        from app.services.steering.documents import replacing

        return self._run(_of(replacing.remove_replacement, view, replacement_id=replacement_id))

    # ---- the way to a decision -----------------------------------------------------------------------

    def mark(self, view: DocumentView, status: str) -> bool:
        """Mark the document as draft, proposal, prepared or ready."""
        from app.services.economy import readiness
        from app.services.steering import nodes

        use_case: dict[str, Callable[..., Any]] = {
            "draft": nodes.mark_draft,
            "proposal": nodes.mark_proposal,
            "prepared": nodes.mark_prepared,
            "ready": partial(readiness.mark_element_ready, today=self._workspace.today),
        }
        return self._run(_of(use_case[status], view))

    def decide(self, view: DocumentView, missing: Sequence[str]) -> bool:
        """Ask for the facts of a step that was taken and record it."""
        following = view.following
        step = following.step if following else "definitive"
        body = (
            following.bodies[0] if following and following.bodies else view.body or _first(view.stated_bodies)
        )
        matter = _matter(view, tuple(missing), view.body or body if step == "definitive" else body, step)
        return self._deciding.record(matter)

    def extend(self, view: DocumentView) -> bool:
        """Ask for the decision that lets the document apply longer, and record it."""
        from app.services.steering import days
        from app.services.steering.documents import lifecycle

        version_id = view.in_force_id
        if version_id is None:
            return False

        def ready(asked: _Values) -> Callable[[Any], Any] | None:
            made, ends = made_of(asked), days.read_day(str(asked["ends"]), end=True)
            until = f"till och med {ends.isoformat()}" if ends else "tills vidare"
            if not self._sure(f"Förläng ”{view.title}” {until}?", "Förläng"):
                return None
            return partial(
                lifecycle.extend, version_id=version_id, made=made, valid_to=ends,
                expected_version=view.version, today=self._workspace.today,
            )  # fmt: skip

        ends = TextInput(
            "ends", "Gäller sedan till och med", required=False, placeholder="Tomt: tills vidare"
        )
        text = f"Nuvarande giltighet för ”{view.title}”: {view.validity or 'ej angiven'}."
        return self._ask("Förläng", (ends, *self._facts(view)), "Förläng", ready, text)

    def revoke(self, view: DocumentView) -> bool:
        """Ask for the decision that ends the document, with its reason, and record it."""
        from app.services.steering import days
        from app.services.steering.documents import lifecycle

        version_id = view.in_force_id
        if version_id is None:
            return False

        def ready(asked: _Values) -> Callable[[Any], Any] | None:
            made, last = made_of(asked), days.read_day(str(asked["ends"]), end=True)
            if not self._sure(f"Upphäv ”{view.title}”?", "Upphäv"):
                return None
            return partial(
                lifecycle.revoke, version_id=version_id, made=made, reason=str(asked["reason"]),
                ends=last, expected_version=view.version, today=self._workspace.today,
            )  # fmt: skip

        inputs = (
            TextInput("reason", "Skäl"),
            *self._facts(view),
            TextInput("ends", "Sista dag", required=False, placeholder="Tomt: beslutsdagen", beside=True),
        )
        text = f"”{view.title}” slutar gälla men finns kvar att läsa."
        return self._ask("Upphäv", inputs, "Upphäv", ready, text)

    def notice(self, view: DocumentView, decision: DecisionRow) -> bool:
        """Ask when the minutes were announced, which legal force is counted from."""
        from app.services.steering import days
        from app.services.steering.documents import lifecycle

        def ready(asked: _Values) -> Callable[[Any], Any]:
            return partial(
                lifecycle.set_notice, decision_id=decision.id, notice_on=days.read_day(str(asked["day"])),
                expected_version=view.version, today=self._workspace.today,
            )  # fmt: skip

        known = decision.notice_on.isoformat() if decision.notice_on else ""
        day = TextInput("day", "Anslagsdag", known, required=False, placeholder=self._today)
        text = (
            "Dagen då det tillkännagavs på anslagstavlan att protokollet är justerat. "
            "Beslutet får laga kraft tre veckor senare (KL 13 kap. 5 §)."
        )
        return self._ask("Protokollet anslaget", (day,), "Spara", ready, text)

    def new_version(self, view: DocumentView) -> bool:
        """Begin a new draft of a decided document, once it is known who below is affected."""
        from app.services.steering import nodes

        if not sure_to_revise(self._workspace, self._window, view.node_id, view.title):
            return False
        return self._run(_of(nodes.new_version, view))

    # ---- the referral --------------------------------------------------------------------------------

    def send(self, view: DocumentView) -> bool:
        """Ask to whom the document is sent, and when they are to answer."""
        from app.services.steering import days
        from app.services.steering.documents import referrals

        def ready(asked: _Values) -> Callable[[Any], Any]:
            return _of(
                referrals.send,
                view,
                recipients=str(asked["to"]).split(";"),
                sent_on=days.read_day(str(asked["sent"])),
                due_on=days.read_day(str(asked["due"]), end=True),
            )

        inputs = (
            TextInput("to", "Mottagare, flera åtskilda med semikolon", suggestions=self.unit_names()),
            TextInput("sent", "Skickad", self._today, required=False),
            TextInput("due", "Svar senast", required=False, placeholder=self._today),
        )
        return self._ask("Skicka på remiss", inputs, "Lägg till", ready, f"Gäller ”{view.title}”.")

    def answer(self, view: DocumentView, row: ReferralRow) -> bool:
        """Ask what a recipient answered."""
        from app.services.steering import days
        from app.services.steering.documents import referrals
        from app.services.steering.documents.rules import STANCE_WORDS

        def ready(asked: _Values) -> Callable[[Any], Any]:
            stance = asked["stance"] or None
            return partial(
                referrals.edit_referral,
                referral_id=row.id,
                sent_on=days.read_day(str(asked["sent"])),
                due_on=days.read_day(str(asked["due"]), end=True),
                answer=referrals.Answer(
                    days.read_day(str(asked["answered"])),
                    None if stance is None else str(stance),
                    str(asked["answer"]),
                ),
                expected_version=view.version,
                today=self._workspace.today,
            )

        stances = (("", "Inget angivet"), *STANCE_WORDS.items())
        answered = _iso(row.answered_on) or ("" if row.answered else self._today)
        inputs = (
            TextInput("answered", "Svarade", answered, required=False),
            ChoiceInput("stance", "Ställningstagande", stances, row.stance or "", required=False),
            TextInput("answer", "Svaret i korthet", row.answer or "", required=False),
            TextInput("sent", "Skickad", _iso(row.sent_on), required=False),
            TextInput("due", "Svar senast", _iso(row.due_on), required=False),
        )
        return self._ask(f"Svar från {row.recipient}", inputs, "Spara", ready, f"Gäller ”{view.title}”.")

    def remove_recipient(self, view: DocumentView, row: ReferralRow) -> bool:
        """Take a recipient out of the referral."""
        from app.services.steering.documents import referrals

        return self._run(
            partial(referrals.remove_referral, referral_id=row.id, expected_version=view.version)
        )

    # ---- shared --------------------------------------------------------------------------------------

    def unit_names(self) -> tuple[str, ...]:
        """The units that exist today, to suggest while a name is typed."""
        from app.services.steering.detail import owner_choices

        found = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        return tuple(name for _key, name in found.units)

    @property
    def _today(self) -> str:
        return self._workspace.today.isoformat()

    def _facts(self, view: DocumentView) -> tuple[TextInput, ...]:
        return fact_inputs(_matter(view, (), view.body or "", ""), self._workspace.today, self.unit_names())

    def _sure(self, question: str, verb: str) -> bool:
        return confirm(self._window, question, _CANNOT_BE_UNDONE, verb)

    def _ask(
        self,
        title: str,
        inputs: _Inputs,
        verb: str,
        ready: Callable[[_Values], Callable[[Any], Any] | None],
        text: str,
    ) -> bool:
        return ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text) is not None

    def _try(self, ready: Callable[[], Callable[[Any], Any]]) -> bool:
        return attempt(self._workspace, ready) is not None

    def _run(self, use_case: Callable[[Any], Any]) -> bool:
        return self._workspace.run(use_case) is not None


def say(workspace: WorkspacePort, refused: DomainError) -> None:
    """Show why something outside the file could not be done."""
    workspace.tell(refused.message, "error")


def _matter(view: DocumentView, missing: tuple[str, ...], body: str, step: str) -> Matter:
    number = view.registration_number or ""
    return Matter(view.node_id, view.version, view.title, body, number, missing, step)


def _of(use_case: Callable[..., Any], view: DocumentView, **values: Any) -> Callable[[Any], Any]:
    return partial(use_case, node_id=view.node_id, expected_version=view.version, **values)


def _first(names: Sequence[str]) -> str:
    return names[0] if names else ""


def _iso(day: Any) -> str:
    return "" if day is None else str(day.isoformat())
