"""The page of agreements: which kind, which agreement, and the faces that show them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.agreements.editing import Editing
from app.ui.agreements.faces import FACES, PLACES, REGISTER, Context, Face, FaceSpec
from app.ui.agreements.gathering import actions_of
from app.ui.agreements.inspecting import Inspecting
from app.ui.agreements.lifecycle.steps import Steps
from app.ui.agreements.naming import Words, page_title, words_of
from app.ui.parts import theme
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.face_area import FaceArea
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import Page, WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.agreements.kinds import KindRow
    from app.services.agreements.views import AgreementDetail
    from app.ui.agreements.register.face import RegisterFace

KINDS = frozenset({
    "agreement", "agreement_text", "agreement_part", "agreement_kind", "agreement_snapshot",
    "agreement_comment", "agreement_revision", "agreement_signing", "agreement_file", "agreement_case",
    "agreement_case_member", "standard_text", "paper_style", "follow_up_row", "signatory", "node",
    "node_version", "node_perspective", "node_indicator", "decision", "contribution", "indicator",
    "indicator_target", "measurement", "assessment", "assignment", "activity", "unit", "municipality",
    "budget_plan", "plan_version", "frame", "frame_component", "wheel_pattern", "wheel_activity",
    "model_part", "steering_model",
})  # fmt: skip


class AgreementsPage(Page):
    """Owns the choice of kind and agreement, the head and the inspector; the rest stands on the faces."""

    inspector: Inspector
    shows_kinds = KINDS
    chapter = "uppdragshandlingar"
    details_width = 332

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._context = Context()
        self.kinds: tuple[KindRow, ...] = ()
        self.inspector = Inspector()
        self.editing = Editing(workspace, self)
        self.steps = Steps(self)
        self.inspecting = Inspecting(self)
        self.kind = ComboButton("Slag")
        self._shelf = QWidget()
        row = QHBoxLayout(self._shelf)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.NEAR)
        self.add_tool(self.kind)
        self.add_tool(None)
        self.add_tool(self._shelf)
        self._own: dict[str, tuple[list[QWidget], list[QWidget]]] = {}
        self.faces: FaceArea[FaceSpec, Face] = FaceArea(FACES, self._make, remember_as="agreements/face")
        self._nothing: EmptyState | None = None
        self.set_content(self.faces)
        self._enter(self.faces.first)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.faces.chosen.connect(self.show_face)

    @property
    def context(self) -> Context:
        """The kind and the agreement that are shown."""
        return self._context

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return self.faces.current

    @property
    def words(self) -> Words:
        """What the agreements that are shown are called."""
        return words_of(self.kinds, self._context.kind_id)

    @property
    def register(self) -> RegisterFace:
        """The face with the list, made when it is first asked for."""
        if REGISTER not in self.faces.made:
            key = self.faces.key
            self.faces.show_face(REGISTER)
            self.faces.show_face(key)
        face: Any = self.faces.made[REGISTER]
        return face

    # ---- showing -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the kinds, and let the face show what is."""
        from app.services.agreements import kinds

        self.kinds = self.workspace.read(kinds.kinds)
        known = {kind.id for kind in self.kinds}
        if self._context.kind_id not in known:
            self._context = replace(self._context, kind_id=None)
        self._show_kinds()
        if not self.kinds:
            self._show_no_kinds()
            return
        if self._nothing is not None:
            self._nothing = None
            self.set_content(self.faces)
        self._show()

    def show_face(self, key: str) -> bool:
        """Go to a face; False when there is none, or what is typed must be put right first."""
        if key not in self.faces.keys:
            return False
        if key == self.faces.key:
            return True
        if not self.settle():
            self.faces.mark(self.faces.key)
            return False
        self._enter(key)
        if not self._stale and self.isVisible():
            self._show()
        return True

    def choose(self, agreement_id: int | None) -> bool:
        """Make an agreement the one that every face is about."""
        if agreement_id == self._context.agreement_id:
            return True
        if not self.settle():
            return False
        self._context = replace(self._context, agreement_id=agreement_id)
        self.refresh()
        return True

    def choose_kind(self, kind_id: int | None) -> bool:
        """Show one kind of agreements, or all."""
        if kind_id == self._context.kind_id:
            return True
        if not self.settle():
            self._show_kinds()
            return False
        self._context = replace(self._context, kind_id=kind_id)
        self.refresh()
        return True

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a row on the face that shows such rows; without a key, the face."""
        face = PLACES.get(kind)
        if kind == "agreement_kind" and isinstance(key, int):
            return self.show_face(REGISTER) and self.choose_kind(key)
        if face is None or not self.show_face(face):
            return False
        self._load_if_stale()
        return key is None or self.face.show_place(kind, key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back on the face where it was typed."""
        kind = field.partition(":")[0]
        face = PLACES.get(kind, self.faces.key)
        if not self.show_face(face):
            return False
        self._load_if_stale()
        return self.face.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the face can export."""
        return self.face.export_actions() if self.kinds else []

    def settle(self) -> bool:
        """Make changes of what is typed on the face and in the inspector."""
        return all([self.face.settle(), super().settle()])

    def refresh(self) -> None:
        """Load everything now when visible, otherwise when shown next."""
        self.faces.outdate(None)
        super().refresh()

    def say(self) -> None:
        """Say anew what the page is and how it stands."""
        self.set_title(self.face.heading() or page_title(self.kinds), *self.face.state())
        self.set_status(self.face.status())

    # ---- what faces, details and commands use ------------------------------------------------------

    def commands(self, agreement_id: int) -> list[QAction]:
        """What can be done with an agreement, for a menu; made anew each time."""
        row = self.register.row(agreement_id)
        return [] if row is None else actions_of(self, row)

    def shown_ids(self) -> tuple[int, ...]:
        """The agreements that the register shows, in its order."""
        return self.register.shown_ids()

    def selected_ids(self) -> tuple[int, ...]:
        """The agreements that are marked in the register."""
        return self.register.selected_ids()

    def documents(self, keys: tuple[int, ...] | None) -> tuple[AgreementDocument, ...]:
        """The papers of agreements as they are now; of all with None."""
        from app.services.agreements.builder import build_documents
        from app.services.clock import fixed_clock

        clock = fixed_clock(self.workspace.today)
        return self.workspace.read(partial(build_documents, agreement_ids=keys, clock=clock))

    def detail(self, agreement_id: int) -> AgreementDetail:
        """Everything of one agreement, read anew."""
        from app.services.agreements import views

        found: AgreementDetail = self.workspace.read(
            partial(views.agreement_detail, agreement_id=agreement_id, today=self.workspace.today)
        )
        return found

    def show_version(self, version: int | None) -> None:
        """Look at the paper of a version that was decided before, or with None at the newest."""
        if self.show_face(REGISTER):
            self.register.show_version(version)

    def tell_badge(self, number: int) -> None:
        """Say how many agreements nobody has decided."""
        self.badge_changed.emit(number)

    # ---- within --------------------------------------------------------------------------------

    def _on_changed(self, changes: Any) -> None:
        kinds = changes.kinds
        if not kinds or kinds & self.shows_kinds:
            self.faces.outdate(kinds)
            super().refresh()

    def _show(self) -> None:
        face = self.face
        several = len(self.kinds) > 1
        self.kind.setVisible(several and "kind" in face.uses)
        for key, (tools, beside) in self._own.items():
            for widget in (*tools, *beside):
                widget.setVisible(key == self.faces.key)
        self._shelf.setVisible(bool(self._own[self.faces.key][0]))
        if self.faces.key in self.faces.stale:
            self.faces.stale.discard(self.faces.key)
            face.load(self._context)
        self.want_details(face.details)
        self.say()

    def _enter(self, key: str) -> None:
        self.inspector.show_details(None)
        face = self.faces.show_face(key)
        self.faces.stale.add(key)
        self.inspector.set_nothing(face.nothing)
        self.filter_field = face.filter_field
        self.chapter = self.faces.chapter(key)

    def _make(self, spec: FaceSpec) -> Face:
        face = spec.make(self)
        face.inspect.connect(self._on_inspect)
        face.agreement_chosen.connect(self._on_agreement_chosen)
        face.said.connect(self.say)
        tools, beside = face.tools(), face.actions()
        for tool in tools:
            self._shelf.layout().addWidget(tool)
        for widget in beside:
            self.add_action(widget)
        self._own[spec.key] = (tools, beside)
        return face

    def _show_kinds(self) -> None:
        choices: list[tuple[object, str]] = [(None, "Alla slag")]
        choices += [(kind.id, kind.plural) for kind in self.kinds]
        self.kind.set_choices(choices, self._context.kind_id)

    def _show_no_kinds(self) -> None:
        self.set_title(page_title(()), "Styrmodellen har inga överenskommelser")
        self.set_status("")
        self.inspector.show_details(None)
        for tools, beside in self._own.values():
            for widget in (*tools, *beside):
                widget.setVisible(False)
        self.kind.setVisible(False)
        self._shelf.setVisible(False)
        self.tell_badge(0)
        if self._nothing is None:
            self._nothing = EmptyState(
                "Styrmodellen har inga överenskommelser",
                "I den här styrmodellen styrs verksamheten utan överenskommelser med utförare. På sidan "
                "Modell kan du lägga till det slag som kommunen använder.",
                icon="agreement",
                action="Gå till Modell",
                on_action=lambda: self.workspace.open_place("model_part", None),
            )
            self.set_content(self._nothing)

    def _on_kind_chosen(self, kind_id: object) -> None:
        self.choose_kind(kind_id if isinstance(kind_id, int) else None)

    def _on_agreement_chosen(self, agreement_id: object) -> None:
        key = agreement_id if isinstance(agreement_id, int) else None
        if key != self._context.agreement_id:
            self._context = replace(self._context, agreement_id=key)
            self.faces.stale |= {face for face in self.faces.keys if face != self.faces.key}

    def _on_inspect(self, what: object) -> None:
        if isinstance(what, int):
            self.inspector.show_details(self.inspecting.of(what))
        else:
            self.inspector.show_details(what if isinstance(what, Details) else None)
