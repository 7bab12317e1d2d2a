"""The page Röda tråden: from the vision to the last activity, the gaps, and who contributes to what."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QWidget

from app.services.formatting import write_count
from app.ui.parts.buttons import SegmentedControl, action, icon_button, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page, WorkspacePort
from app.ui.steering.columns import level_icons
from app.ui.thread.exporting import Exporting
from app.ui.thread.gap_list import SEVERITIES, GapTree
from app.ui.thread.graph import GraphView
from app.ui.thread.inspecting import Inspecting
from app.ui.thread.matrix_page import MatrixPage
from app.ui.thread.thread_view import ThreadView

if TYPE_CHECKING:
    from app.services.checks.finding import Finding
    from app.services.checks.threadgaps import GapList
    from app.services.steering.thread.following import Thread
    from app.services.steering.thread.reading import ThreadMap
    from app.services.steering.thread.working import Work

THREAD, GAPS, MATRIX = "thread", "gaps", "matrix"
_VIEWS = ((THREAD, "Tråden"), (GAPS, "Luckor"), (MATRIX, "Matris"))
_MOST_BACK = 50
_NOTHING = {
    THREAD: "Välj ett styrelement för att se mer.",
    GAPS: "Välj en lucka för att se hur den åtgärdas.",
    MATRIX: "Välj en ruta för att se kopplingen.",
}


class ThreadPage(Page):
    """Shows one thread at a time; what is seen is read anew after each change."""

    shows_kinds = frozenset({
        "node", "node_version", "node_perspective", "node_indicator", "indicator_target", "decision",
        "contribution", "level", "unit", "agreement", "frame", "plan_version", "participation",
        "activity", "assignment",
    })  # fmt: skip
    chapter = "roda-traden"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._threads: ThreadMap | None = None
        self.thread_shown: Thread | None = None
        self._gap_list: GapList | None = None
        self._gaps: dict[int, tuple[Finding, ...]] = {}
        self._icons: dict[int, str] = {}
        self._centre: int | None = None
        self._back: list[int] = []
        self.inspector = Inspector(_NOTHING[THREAD])
        self._inspecting = Inspecting(workspace, self._choose, self.show_thread_of)
        self._exporting = Exporting(workspace, self)
        self._build_views()
        self._build_tools()
        self._listen()

    @property
    def graph(self) -> GraphView:
        """The graph of the thread."""
        return self.thread_view.graph

    def load(self) -> None:
        """Read the threads and the gaps, and show them as before."""
        from app.services.checks.threadgaps import thread_gaps
        from app.services.steering.thread.reading import read_threads

        today = self.workspace.today
        threads: ThreadMap = self.workspace.read(partial(read_threads, today=today))
        gaps: GapList = self.workspace.read(partial(thread_gaps, today=today))
        self._threads, self._gap_list, self._gaps = threads, gaps, gaps.by_element()
        self._icons.update(level_icons(threads.levels))
        self.badge_changed.emit(gaps.count)
        self._show_tools()
        if not threads.rows:
            self._show_empty()
            return
        self.set_content(self._stack)
        self._back = [key for key in self._back if key in threads.rows]
        if self._centre not in threads.rows:
            self._centre = _first_centre(threads)
        self.thread_view.show_all(threads)
        self.gap_tree.show_gaps(gaps)
        self._show_thread(moved=False)
        self.matrix.show_threads(threads)
        self._show_state()
        self._show_details()

    def show_place(self, _kind: str, key: Hashable) -> bool:
        """Show the thread of an element, or the gaps: "gaps:" and the kind of gap to select."""
        self._load_if_stale()
        if isinstance(key, str) and key.startswith(f"{GAPS}:"):
            self._go_to_view(GAPS)
            self.gap_tree.select(key.partition(":")[2])
            return True
        if not isinstance(key, int) or self._threads is None or key not in self._threads.rows:
            return False
        self.show_thread_of(key)
        self.graph.setFocus()
        return True

    def show_thread_of(self, key: int) -> None:
        """Make an element the centre."""
        if self.view.choice != THREAD:
            self.view.choose(THREAD)
            self._on_view_chosen(THREAD)
        if key == self._centre or self._threads is None or key not in self._threads.rows:
            self._choose(key)
            return
        if self._centre is not None:
            self._back = [*self._back[-_MOST_BACK:], self._centre]
        self._centre = key
        self._show_thread(moved=True)
        self._show_state()
        self._show_details()

    def go_back(self) -> None:
        """Return to the centre before this one."""
        if self._back:
            self._centre = self._back.pop()
            self._show_thread(moved=True)
            self._show_state()
            self._show_details()

    def export_actions(self) -> list[QAction]:
        """The thread as a paper or a picture."""
        if self.thread_shown is None:
            return []
        return [
            action("Röda tråden som PDF…", partial(self._export, "pdf"), icon="export", parent=self),
            action("Röda tråden som bild (SVG)…", partial(self._export, "svg"), icon="export", parent=self),
        ]

    def _build_views(self) -> None:
        self.thread_view = ThreadView(self._icons)
        self.gap_tree = GapTree()
        self.matrix = MatrixPage(self.workspace)
        self._no_gaps = EmptyState(
            "Inga luckor",
            "Allt hänger ihop, någon ansvarar för varje del och det som gäller är beslutat.",
            icon="check",
        )
        self._no_matrix = EmptyState(
            "Ingen matris än",
            "Matrisen visar vad som bidrar till vad. Det behövs styrelement på minst två nivåer.",
            icon="steering",
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self.thread_view, self.gap_tree, self.matrix, self._no_gaps, self._no_matrix):
            self._stack.addWidget(widget)

    def _build_tools(self) -> None:
        self.view = SegmentedControl(_VIEWS, name="Visa")
        self.add_action(self.view)
        self.filter_field = FilterField(self.thread_view.listed)
        self.add_action(self.filter_field)
        more = QMenu(self)
        more.aboutToShow.connect(partial(self._fill_more, more))
        self.more = menu_button("more", "Fler kommandon", more)
        self.add_action(self.more)
        self.back = quiet_button("Tillbaka", "chevron-left", self.go_back)
        self.back.setToolTip("Tillbaka till det du utgick från (Home)")
        self.percent = QLabel("100 %")
        self.percent.setProperty("role", "muted")
        self.percent.setMinimumWidth(44)
        self.zoom = (
            icon_button("zoom-out", "Mindre (Ctrl+−)", self.graph.farther),
            self.percent,
            icon_button("zoom-in", "Större (Ctrl++)", self.graph.closer),
            quiet_button("Visa allt", on_click=self.graph.fit),
            quiet_button("Full storlek", on_click=self.graph.full_size),
        )
        self.severity = ComboButton("Visa")
        self.severity.set_choices(SEVERITIES, SEVERITIES[0][0])
        for tool in (self.back, self.severity, None, *self.zoom):
            self.add_tool(tool)

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        menu.addActions(self.export_actions())

    def _listen(self) -> None:
        self.view.chosen.connect(self._on_view_chosen)
        self.filter_field.filter_changed.connect(lambda _text: self._apply_filter())
        self.thread_view.which.chosen.connect(lambda _which: self._apply_filter())
        self.thread_view.chosen.connect(lambda _key: self._show_details())
        self.thread_view.centre_wanted.connect(self.show_thread_of)
        self.thread_view.back_wanted.connect(self.go_back)
        self.graph.scale_changed.connect(lambda scale: self.percent.setText(f"{round(scale * 100)} %"))
        self.gap_tree.current_changed.connect(lambda _line: self._show_details())
        self.gap_tree.mend_wanted.connect(self._mend)
        self.severity.chosen.connect(self._on_severity_chosen)
        self.matrix.cell_changed.connect(self._on_cell_changed)

    def _show_thread(self, *, moved: bool) -> None:
        from app.services.steering.thread.following import follow

        if self._threads is None or self._centre is None:
            return
        self.thread_shown = follow(self._threads, self._centre)
        self.thread_view.show_thread(self.thread_shown, self._gaps, moved=moved)
        self.back.setEnabled(bool(self._back))

    def _choose(self, key: int) -> None:
        """Choose an element where it stands in the thread, otherwise show its own."""
        if not self.thread_view.choose(key) and self._threads is not None and key in self._threads.rows:
            self.show_thread_of(key)

    def _on_view_chosen(self, _view: object) -> None:
        self._show_tools()
        self._show_state()
        self._apply_filter()
        self._show_details()

    def _show_view(self) -> None:
        chosen: QWidget = self.thread_view
        if self.view.choice == GAPS:
            chosen = self.gap_tree if self._gap_list and self._gap_list.count else self._no_gaps
        elif self.view.choice == MATRIX:
            chosen = self.matrix if self.matrix.possible else self._no_matrix
        self._stack.setCurrentWidget(chosen)
        self.want_details(chosen in (self.thread_view, self.gap_tree, self.matrix))

    def _show_tools(self) -> None:
        """Tools belong to a view; without any element there is nothing to use them on."""
        some = self._threads is not None and bool(self._threads.rows)
        threads, gaps = some and self.view.choice == THREAD, some and self.view.choice == GAPS
        for tool in (self.back, *self.zoom):
            tool.setVisible(threads)
        self.severity.setVisible(gaps)
        self.view.setVisible(some)
        self.more.setVisible(some)
        assert self.filter_field is not None
        self.filter_field.setVisible(threads or gaps)

    def _show_empty(self) -> None:
        self.thread_shown = None
        self.set_title("Röda tråden", "Inga styrelement än")
        self.set_status("")
        self.inspector.show_details(None)
        self.set_content(
            EmptyState(
                "Tråden börjar i Styrmodell",
                "Lägg till det översta styrelementet, till exempel visionen, och det som står under det. "
                "Här ser du hur allt hänger ihop, vad som saknas och vad som bidrar till vad.",
                icon="steering",
                action="Öppna Styrmodell",
                on_action=partial(self.workspace.open_place, "level", self._first_level()),
            )
        )

    def _first_level(self) -> int:
        levels = self._threads.levels if self._threads is not None else ()
        return levels[0].id if levels else 0

    def _show_state(self) -> None:
        """One sentence for the view that is shown."""
        thread, gaps = self.thread_shown, self._gap_list
        if thread is None or gaps is None or self._threads is None:
            return
        words = write_count(gaps.count, "lucka", "luckor")
        linked: str | Link = Link(words, partial(self._go_to_view, GAPS)) if gaps.count else "inga luckor"
        state: list[str | Link]
        if self.view.choice == GAPS:
            state = [gaps.sentence]
            self.set_status(gaps.sentence)
        elif self.view.choice == MATRIX:
            said = self.matrix.alignment.sentence if self.matrix.alignment is not None else ""
            state = [f"{said}." if said else ""]
            self.set_status(said)
        else:
            total = write_count(len(self._threads.rows), "styrelement", "styrelement")
            centre = self._threads.rows[thread.centre]
            state = [f"{total}, ", linked, f". Utgår från ”{centre.title}”: {_both_ways(thread)}."]
            done = f", {thread.work_words}" if thread.works else ""
            self.set_status(f"{len(thread.nodes)} av {thread.total} styrelement i tråden visas{done}")
        self.set_title("Röda tråden", *state)
        self._show_view()

    def _go_to_view(self, view: str) -> None:
        self.view.choose(view)
        self._on_view_chosen(view)

    def _apply_filter(self) -> None:
        text = self.filter_field.text() if self.filter_field is not None else ""
        if self.view.choice == GAPS:
            self.gap_tree.filter_by(text)
        else:
            self.thread_view.current_list.set_filter(text)

    def _on_severity_chosen(self, severity: object) -> None:
        self.gap_tree.severity = str(severity)
        self._apply_filter()

    def _mend(self, gap: "Finding") -> None:
        """Go to where a gap is mended."""
        if gap.kind == "level" and self._threads is not None:
            keys = (level.key for level in self._threads.levels if level.id == gap.key)
            self.workspace.open_place("model_part", f"levels/{next(keys)}")
        elif gap.kind is not None and gap.key is not None:
            self.workspace.open_place(gap.kind, gap.key)

    def _show_details(self) -> None:
        if self._threads is None or not self._threads.rows:
            return
        shown = {GAPS: self._gap_details, MATRIX: self._cell_details}
        self.inspector.set_nothing(_NOTHING.get(str(self.view.choice), _NOTHING[THREAD]))
        self.inspector.show_details(shown.get(str(self.view.choice), self._element_details)())

    def _element_details(self) -> Any:
        from app.services.steering.detail import node_detail

        key = self.graph.current
        work = self._work(key)
        if work is not None:
            return self._inspecting.work(work, self._name_of(work.home_id))
        if key is None or self._threads is None or key not in self._threads.rows:
            return None
        node = self.workspace.read(partial(node_detail, node_id=key, today=self.workspace.today))
        gaps: Sequence[Finding] = self._gaps.get(key, ())
        return self._inspecting.element(node, gaps, key == self._centre)

    def _work(self, key: int | None) -> "Work | None":
        """The assignment or activity of the shown thread that a key is."""
        works = self.thread_shown.works if self.thread_shown is not None else ()
        return next((each.work for each in works if each.work.id == key), None)

    def _name_of(self, key: int) -> str:
        """The title of what something is done for: an element, or an assignment."""
        work = self._work(key)
        if work is not None:
            return work.title
        return self._threads.rows[key].title if self._threads is not None else ""

    def _gap_details(self) -> Any:
        line = self.gap_tree.current_row()
        if line is None or line.finding is None:
            return None
        return self._inspecting.gap(line.finding, line.kind, partial(self._mend, line.finding))

    def _cell_details(self) -> Any:
        cell = self.matrix.current()
        if cell is None:
            return None
        index = self.matrix.grid.currentIndex()
        return self._inspecting.cell(*cell, self.matrix.given(cell[2]), partial(self.matrix.toggle, index))

    def _on_cell_changed(self) -> None:
        if self.view.choice == MATRIX:
            self._show_state()
            self._show_details()

    def _export(self, kind: str) -> None:
        if self.thread_shown is not None:
            self._exporting.ask(
                self.thread_shown, {key: len(found) for key, found in self._gaps.items()}, kind
            )


def _first_centre(threads: "ThreadMap") -> int:
    """The goal that most is tied to, since its thread runs both ways; otherwise the first element."""
    goals = [key for key, row in threads.rows.items() if row.form == "goal"]
    return max(goals, key=lambda key: len(threads.below(key)), default=next(iter(threads.rows)))


def _both_ways(thread: "Thread") -> str:
    above = write_count(thread.above_count, "uppåt", "uppåt")
    below = write_count(thread.below_count, "nedåt", "nedåt")
    return f"{above}, {below}"
